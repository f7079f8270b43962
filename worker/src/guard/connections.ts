/** The connections that the server knows by name (`CONNECTIONS`). */
import * as z from "zod/mini";
import { connectionColours } from "@etcd-explorer/shared/contract/schemas";
import type { Credentials } from "#/etcd/target.ts";
import type { Endpoint } from "#/transport.ts";
import { parseEndpoint } from "./address.ts";
import { brokenSetting } from "./setting.ts";

export interface ConnectionSettings {
  readonly name: string;
  readonly label?: string;
  readonly colour?: (typeof connectionColours)[number];
  readonly readOnly: boolean;
  readonly endpoints: readonly Endpoint[];
  readonly credentials?: Credentials;
}

// The messages are fixed: zod's own would quote what they refuse, and a secret may stand there.
const text = z.string("must be a text").check(z.minLength(1, "must not be empty"));
const endpoint = z
  .string("must be a text")
  .check(z.refine((value) => parseEndpoint(value) !== undefined, "must be like http://HOST:PORT or https://HOST:PORT"));

// Strict: a misspelt "readonly" must not make a connection writable.
const connection = z.strictObject(
  {
    name: text.check(z.maxLength(100, "must have at most 100 characters")),
    label: z.optional(text),
    colour: z.optional(z.enum(connectionColours, `must be one of ${connectionColours.join(", ")}`)),
    readOnly: z.optional(z.boolean("must be true or false")),
    endpoints: z.array(endpoint, "must be a list of addresses").check(z.minLength(1, "must have at least one address")),
    username: z.optional(text),
    password: z.optional(text),
  },
  "has an unknown field, or is no object",
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
  const { name, label, colour, username, password } = fields;
  if ((username === undefined) !== (password === undefined)) {
    throw brokenSetting("CONNECTIONS", "a username needs a password, and a password a username");
  }
  return {
    name,
    ...(label !== undefined && { label }),
    ...(colour !== undefined && { colour }),
    readOnly: fields.readOnly ?? false,
    endpoints: fields.endpoints.flatMap((address) => parseEndpoint(address) ?? []),
    ...(username !== undefined && password !== undefined && { credentials: { username, password } }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Without the cause, whose message quotes the text.
    throw brokenSetting("CONNECTIONS", "it is no JSON");
  }
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const [at, ...rest] = issue?.path ?? [];
  const entry = typeof at === "number" ? `entry ${at + 1}` : "it";
  return [entry, ...rest.filter((part) => typeof part === "string"), issue?.message ?? ""].join(" ");
}
