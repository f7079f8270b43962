/** One connection from etcdctl's flags and its `ETCDCTL_*` variables. */
import { wrongUsage } from "./command-line.ts";
import type { ConnectionDraft, DraftField, Given } from "./connection-draft.ts";

/** The flags that describe the connection, each with its field. Those of etcdctl have a variable, too. */
export const connectionFlags = {
  endpoints: { field: "endpoints", variable: "ETCDCTL_ENDPOINTS" },
  cacert: { field: "cacert", variable: "ETCDCTL_CACERT" },
  cert: { field: "cert", variable: "ETCDCTL_CERT" },
  key: { field: "key", variable: "ETCDCTL_KEY" },
  user: { field: "user", variable: "ETCDCTL_USER" },
  password: { field: "password", variable: "ETCDCTL_PASSWORD" },
  "server-name": { field: "serverName" },
  name: { field: "name" },
  label: { field: "label" },
  colour: { field: "colour" },
} as const satisfies Readonly<Record<string, { field: DraftField; variable?: string }>>;

export type ConnectionFlag = keyof typeof connectionFlags;
export const connectionFlagNames = [
  "endpoints",
  "cacert",
  "cert",
  "key",
  "user",
  "password",
  "server-name",
  "name",
  "label",
  "colour",
] as const satisfies readonly ConnectionFlag[];

/**
 * The connection, or undefined where no endpoints are given. A flag goes before its variable, and a user that a flag
 * gives with a password before a password that a variable gives. Variables of an etcdctl whose endpoints are not named
 * mean nothing here; flags without endpoints are a mistake. `production`: undefined where no flag says.
 */
export function draftFromFlags(
  flags: ReadonlyMap<ConnectionFlag, string>,
  env: NodeJS.ProcessEnv,
  production?: boolean,
): ConnectionDraft | undefined {
  const fields: Partial<Record<DraftField, Given>> = {};
  for (const name of connectionFlagNames) {
    const { field, ...rest } = connectionFlags[name];
    const text = flags.get(name);
    const variable = "variable" in rest ? rest.variable : undefined;
    const fromEnv = variable === undefined ? undefined : env[variable];
    if (text !== undefined) fields[field] = { text, called: `--${name}` };
    else if (variable !== undefined && fromEnv !== undefined && fromEnv !== "")
      fields[field] = { text: fromEnv, called: variable };
  }
  if (fields.endpoints === undefined) {
    const [lonely] = flags.keys();
    if (lonely !== undefined) throw wrongUsage(`--${lonely} requires --endpoints.`);
    if (production !== undefined) throw wrongUsage(`--${production ? "" : "no-"}production requires --endpoints.`);
    return undefined;
  }
  // etcdctl takes a password from its own flag or variable for a sign that the user's name may hold a colon. But the
  // variable may be there for everyday use while a flag names another user, password and all.
  const inline = fields.user?.called === "--user" && fields.user.text.includes(":");
  if (inline && fields.password?.called === "ETCDCTL_PASSWORD") delete fields.password;
  return {
    fields,
    readOnly: false,
    ...(production !== undefined && { production }),
    folder: process.cwd(),
    called: fields.endpoints.called,
  };
}
