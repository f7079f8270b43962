/** The connections that the server knows by name (`CONNECTIONS`). */
import * as z from "zod/mini";
import { connectionNameRule, isConnectionName } from "@etcd-explorer/shared/model/connection-ref";
import { connectionColours } from "@etcd-explorer/shared/contract/schemas";
import type { Credentials } from "#/model/target.ts";
import type { Endpoint } from "#/model/transport.ts";
import { parseEndpoint } from "#/model/address.ts";
import { brokenSetting } from "./setting.ts";

export interface ConnectionSettings {
  readonly name: string;
  readonly label?: string;
  readonly colour?: (typeof connectionColours)[number];
  /** Overrides what name and colour suggest. */
  readonly production?: boolean;
  /** It was started with the explorer, and its data is deleted at the end. */
  readonly sample?: boolean;
  readonly readOnly: boolean;
  /** Lets snapshots through while `readOnly`. */
  readonly allowSnapshot?: boolean;
  readonly endpoints: readonly Endpoint[];
  readonly credentials?: Credentials;
}

// The messages are fixed: zod's own would quote what they refuse, and a secret may stand there.
const text = z.string("must be text").check(z.minLength(1, "must not be empty"));
const addressMessage = "must be like http://HOST:PORT or https://HOST:PORT";
const address = z.string(addressMessage).check(z.refine((value) => parseEndpoint(value) !== undefined, addressMessage));
// What the platform's own sockets cannot do (a private authority, a client certificate, another name) is done by a
// service that the launcher binds: see scripts/serve/etcd-services.ts.
const boundEndpoint = z.strictObject(
  {
    address: address.check(z.refine((value) => parseEndpoint(value)?.tls === true, "must be like https://HOST:PORT")),
    binding: z.string("must be text").check(z.regex(/^ETCD\d{1,4}$/, "must be ETCD0, ETCD1 and so on")),
    serverName: z.optional(text),
    clientCertificate: z.optional(z.boolean("must be true or false")),
  },
  "must be addresses, or objects with address and binding",
);

// Strict: a misspelt "readonly" must not make a connection writable.
const connection = z.strictObject(
  {
    name: text.check(z.refine(isConnectionName, connectionNameRule)),
    label: z.optional(text),
    colour: z.optional(z.enum(connectionColours, `must be one of ${connectionColours.join(", ")}`)),
    production: z.optional(z.boolean("must be true or false")),
    sample: z.optional(z.boolean("must be true or false")),
    readOnly: z.optional(z.boolean("must be true or false")),
    allowSnapshot: z.optional(z.boolean("must be true or false")),
    endpoints: z
      .array(z.union([address, boundEndpoint], addressMessage), "must be a list of addresses")
      .check(z.minLength(1, "must have at least one address")),
    username: z.optional(text),
    password: z.optional(text),
  },
  "has an unknown field or is not an object",
);
const connectionList = z.array(connection, "must be a list");

/** Reads the JSON list; nothing at all is an empty one. */
export function parseConnections(json: string): readonly ConnectionSettings[] {
  if (json.trim() === "") return [];
  const parsed = connectionList.safeParse(parseJson(json));
  if (!parsed.success) throw brokenSetting("CONNECTIONS", describeIssue(parsed.error.issues[0]));
  const names = new Set(parsed.data.map(({ name }) => name));
  if (names.size < parsed.data.length) throw brokenSetting("CONNECTIONS", "two connections have the same name");
  return parsed.data.map(toSettings);
}

function toSettings(fields: z.infer<typeof connection>): ConnectionSettings {
  const { name, label, colour, production, username, password } = fields;
  if ((username === undefined) !== (password === undefined)) {
    throw brokenSetting("CONNECTIONS", "username and password must be given together");
  }
  const endpoints = fields.endpoints.flatMap(toEndpoint);
  // Else what one endpoint hides, the password above all, the next one would send in clear.
  if (endpoints.some(({ tls }) => tls !== endpoints[0]?.tls)) {
    throw brokenSetting("CONNECTIONS", "the endpoints of one connection must be all http or all https");
  }
  return {
    name,
    ...(label !== undefined && { label }),
    ...(colour !== undefined && { colour }),
    ...(production !== undefined && { production }),
    ...(fields.sample === true && { sample: true }),
    readOnly: fields.readOnly ?? false,
    ...(fields.allowSnapshot === true && { allowSnapshot: true }),
    endpoints,
    ...(username !== undefined && password !== undefined && { credentials: { username, password } }),
  };
}

function toEndpoint(given: string | z.infer<typeof boundEndpoint>): readonly Endpoint[] {
  if (typeof given === "string") return list(parseEndpoint(given));
  const { binding, serverName, clientCertificate } = given;
  return list(parseEndpoint(given.address)).map((endpoint) => ({
    ...endpoint,
    binding,
    ...(serverName !== undefined && { serverName }),
    ...(clientCertificate !== undefined && { clientCertificate }),
  }));
}

/** The schema has seen to it that there is one. */
function list(endpoint: Endpoint | undefined): readonly Endpoint[] {
  return endpoint === undefined ? [] : [endpoint];
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Without the cause, whose message quotes the text.
    throw brokenSetting("CONNECTIONS", "it is not valid JSON");
  }
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const [at, ...rest] = issue?.path ?? [];
  const entry = typeof at === "number" ? `entry ${at + 1}` : "it";
  return [entry, ...rest.filter((part) => typeof part === "string"), issue?.message ?? ""].join(" ");
}
