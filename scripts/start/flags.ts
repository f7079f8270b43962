/** The command line of `npm start`, with the variables that stand for flags. */
import { isIP } from "node:net";
import { checkAccessToken } from "./access.ts";
import { readCommandLine, wrongUsage } from "./command-line.ts";
import type { ConnectionDraft } from "./connection-draft.ts";
import { connectionFlagNames, draftFromFlags, type ConnectionFlag } from "./connection-flags.ts";

export interface StartFlags {
  host: string;
  /** 0: any free one. */
  port: number;
  /** The connection that flags and `ETCDCTL_*` variables describe. */
  connection: ConnectionDraft | undefined;
  /** A file with more of them. Where neither is given, the sample etcd is started. */
  connectionsFile: string | undefined;
  /** Lets no write through, to whatever target. */
  readOnly: boolean;
  /** Lets snapshots through where only reads are. */
  allowSnapshot: boolean;
  /** The one that a person chose. */
  accessToken: string | undefined;
  /** More names under which the server is spoken to, `HOST` or `HOST:PORT`. */
  allowedHosts: readonly string[];
  open: boolean;
}

const defaultPort = 7379;
const ownFlags = ["port", "host", "connections", "access-token", "allowed-host"] as const;
const switches = [
  "read-only",
  "allow-snapshot",
  "production",
  "no-production",
  "no-open",
  "insecure-skip-tls-verify",
  "help",
] as const;
type ValueFlag = (typeof ownFlags)[number] | ConnectionFlag;

/** Reads the flags. Fails with one sentence where one is unknown, lacks its value or has a wrong one. */
export function parseFlags(args: readonly string[], env: NodeJS.ProcessEnv = process.env): StartFlags | "help" {
  const line = readCommandLine<ValueFlag, (typeof switches)[number]>(
    // etcdctl's switches may have a value, which for this one is no reason to be polite.
    args.map((arg) => (arg.startsWith("--insecure-skip-tls-verify=") ? "--insecure-skip-tls-verify" : arg)),
    [...ownFlags, ...connectionFlagNames],
    switches,
  );
  if (line.switches.has("help")) return "help";
  const { values } = line;
  const ofConnection = connectionFlagNames.flatMap((name) => {
    const text = values.get(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const connection = draftFromFlags(new Map(ofConnection), env, parseProduction(line.switches));
  if (line.switches.has("insecure-skip-tls-verify")) throw noSkipping("--insecure-skip-tls-verify");
  if (connection !== undefined && isOn(env["ETCDCTL_INSECURE_SKIP_TLS_VERIFY"])) {
    throw noSkipping("ETCDCTL_INSECURE_SKIP_TLS_VERIFY");
  }
  return {
    host: parseHost(values.get("host")),
    port: parsePort(values.get("port")),
    connection,
    connectionsFile: values.get("connections"),
    readOnly: line.switches.has("read-only"),
    allowSnapshot: line.switches.has("allow-snapshot"),
    accessToken: parseAccessToken(values.get("access-token"), env["ACCESS_TOKEN"]),
    allowedHosts: parseAllowedHosts(values.get("allowed-host")),
    open: !line.switches.has("no-open"),
  };
}

function parseProduction(given: ReadonlySet<string>): boolean | undefined {
  const [yes, no] = [given.has("production"), given.has("no-production")];
  if (yes && no) throw wrongUsage("Use --production or --no-production, not both.");
  return yes || no ? yes : undefined;
}

function isOn(text: string | undefined): boolean {
  return text !== undefined && !["", "0", "f", "false"].includes(text.toLowerCase());
}

function noSkipping(called: string) {
  return wrongUsage(
    `${called} is not supported: anyone in the network path could read the password and change responses. ` +
      `Set the CA with --cacert. Use --server-name if the address is not in the ` +
      `certificate.`,
  );
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw wrongUsage(`--port must be a whole number from 0 to 65535, not “${text}”.`);
  return port;
}

function parseHost(text: string | undefined): string {
  const host = (text ?? "127.0.0.1").replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0 || isName(host)) return host;
  throw wrongUsage(`--host must be an address or a name of this machine, not “${host}”.`);
}

const isName = (text: string): boolean => /^(?=[^.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text);

function parseAccessToken(flag: string | undefined, variable: string | undefined): string | undefined {
  if (flag !== undefined) return checkAccessToken(flag, "--access-token");
  return variable === undefined || variable === "" ? undefined : checkAccessToken(variable, "ACCESS_TOKEN");
}

function parseAllowedHosts(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.split(",").map((part) => {
    const host = part.trim();
    const bare = host.replace(/:\d{1,5}$/, "");
    if (isName(bare) || isIP(bare.replace(/^\[(.*)\]$/, "$1")) !== 0) return host;
    throw wrongUsage(`--allowed-host: “${host}” is not HOST or HOST:PORT.`);
  });
}
