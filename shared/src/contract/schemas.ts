/** The shapes of every request and answer between browser and worker. Messages are read by people. */
import * as z from "zod/mini";
import { longestConnectionName, mostEndpoints } from "../model/connection-ref.ts";
import { limits } from "./limits.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const controlCharacter = /[\u0000-\u001f\u007f]/;

const oneLine = (maxLength: number) =>
  z.string("must be a string").check(
    z.minLength(1, "must not be empty"),
    z.maxLength(maxLength, `must have at most ${maxLength} characters`),
    z.refine((text) => !controlCharacter.test(text), "must not contain line breaks or control characters"),
  );

const whole = (lowest: number, highest: number) => {
  const message = `must be a whole number from ${lowest} to ${highest}`;
  return z
    .number(message)
    .check(z.refine((value) => Number.isInteger(value) && value >= lowest && value <= highest, message));
};

const boolean = z.boolean("must be true or false");

/**
 * Where a request goes and who asks: a free `host`, free `endpoints` of one cluster, or a `connection` that the server
 * knows by name.
 */
const targetFields = {
  host: z.optional(
    oneLine(255).check(
      z.refine(
        (host) => /^[A-Za-z0-9._:[\]%-]+$/.test(host),
        "must be a host name or an IP address, without scheme, port or path",
      ),
    ),
  ),
  port: z.optional(whole(1, 65_535)),
  /** As etcdctl's `--endpoints`: the members of one cluster, all http or all https. Whichever serves is asked. */
  endpoints: z.optional(
    z
      .array(oneLine(300), "must be a list of endpoints like http://HOST:PORT")
      .check(
        z.minLength(1, "must have at least one endpoint"),
        z.maxLength(mostEndpoints, `must have at most ${mostEndpoints} endpoints`),
      ),
  ),
  connection: z.optional(oneLine(longestConnectionName)),
  tls: z.optional(boolean),
  username: z.optional(z.string("must be a string").check(z.maxLength(1024, "must have at most 1024 characters"))),
  password: z.optional(z.string("must be a string").check(z.maxLength(4096, "must have at most 4096 characters"))),
  token: z.optional(oneLine(8192)),
  timeout: z.optional(whole(1, limits.maxTimeoutMs)),
  /** true: this request only reads, whatever the connection allows. It never allows more. */
  readOnly: z.optional(boolean),
};

const object = <Shape extends z.core.$ZodShape>(shape: Shape) => z.object(shape, "must be a JSON object");

/** `POST /api/etcd/health`. One of `host`, `endpoints` and `connection` is required, which the worker checks. */
export const healthRequest = object(targetFields);
export type HealthRequest = z.infer<typeof healthRequest>;

/**
 * Which member of a `connection` is asked, and no other: the place of one of its endpoints, from 0, or the address of
 * one of them. Any other address must be a client URL in the cluster's own list of members, allowed as a free host would
 * be, and spoken to by TLS where the connection is: credentials go nowhere else. Left out: whichever endpoint answers.
 */
const memberEndpoint = z.optional(
  z.union([whole(0, 99), oneLine(300)], "must be the index of an endpoint, or like http://HOST:PORT"),
);

/** What etcd is asked. */
const callFields = {
  endpoint: memberEndpoint,
  path: oneLine(limits.maxPathLength),
  body: z.optional(
    z
      .string("must be a string: the JSON text to send to etcd")
      // What has no UTF-8 would reach etcd as another character.
      .check(z.refine((text) => text.isWellFormed(), "must not contain a lone surrogate")),
  ),
};

/**
 * `POST /api/etcd/query`. `body` is the serialized JSON that etcd is to get. `parsedOnly: true` leaves out what a success
 * says twice: its `body` is then empty where `parsed` has all of it, and no key-value has readable twins.
 */
export const queryRequest = object({
  ...targetFields,
  ...callFields,
  maxResponseBytes: z.optional(whole(1024, limits.maxResponseBytes)),
  parsedOnly: z.optional(boolean),
});
export type QueryRequest = z.infer<typeof queryRequest>;

/**
 * `POST /api/etcd/stream`. `method: "GET"` is for `/metrics`, `/version`, `/health`, `/livez` and `/readyz`.
 * `timeout` bounds the wait for the answer to begin. A success has status 200, `streamStatusHeader` and etcd's body,
 * byte for byte: JSON as `application/x-ndjson`, anything else as `text/plain`. A failure, etcd's refusal included, has
 * another status and an `errorResponse`. A body that breaks off ends as a network error, never like a whole one.
 */
export const streamRequest = object({
  ...targetFields,
  ...callFields,
  method: z.optional(z.enum(["POST", "GET"], "must be POST or GET")),
});
export type StreamRequest = z.infer<typeof streamRequest>;

/** `POST /api/etcd/stop`: the names of the requests that nobody waits for any more. */
export const stopRequest = object({
  requests: z
    .array(oneLine(36), "must be a list of request names")
    .check(z.maxLength(100, "must have at most 100 names")),
});
/** etcd's own status in the answer of `stream`: 200, or the 503 by which `/health` and `/readyz` say no. */
export const streamStatusHeader = "X-Etcd-Status";

/** The part of a request that says where it goes. */
export type TargetFields = HealthRequest;

// Loose here, so that an answer with a newer kind of failure still parses; failure-schema.ts reads the union.
const failureShape = z.looseObject({ kind: z.string() });

/** Every answer that is no success. `error` is for people, `failure` for programs (see failure.ts). */
export const errorResponse = z.object({
  success: z.literal(false),
  error: z.string(),
  failure: z.optional(failureShape),
});
export type ErrorResponse = z.infer<typeof errorResponse>;

export const healthResponse = z.object({
  success: z.literal(true),
  statusCode: z.number(),
  parsed: z.object({ version: z.unknown(), status: z.unknown(), health: z.unknown() }),
  latencyMs: z.number(),
  /** Why `status` or `health` is null. */
  failures: z.optional(z.object({ status: z.optional(failureShape), health: z.optional(failureShape) })),
});
export type HealthResponse = z.infer<typeof healthResponse>;

/** `success` is false, without `error`, where etcd's own status is 4xx or 5xx; `failure` then says why. */
export const queryResponse = z.object({
  success: z.boolean(),
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  parsed: z.unknown(),
  latencyMs: z.number(),
  truncated: z.optional(z.boolean()),
  failure: z.optional(failureShape),
});
export type QueryResponse = z.infer<typeof queryResponse>;

/** The colours that a connection may be marked with. */
export const connectionColours = ["blue", "green", "amber", "red", "violet", "grey"] as const;
export type ConnectionColour = (typeof connectionColours)[number];

const configuredConnection = z.object({
  name: z.string(),
  label: z.optional(z.string()),
  colour: z.optional(z.enum(connectionColours)),
  /** Whether it leads to production, where the configuration says so; left out, name and colour are judged. */
  production: z.optional(z.boolean()),
  /** It was started with the explorer, and what it holds is thrown away at the end. */
  sample: z.optional(z.boolean()),
  readOnly: z.boolean(),
  /** Whether a snapshot may be taken though it is read-only. */
  allowSnapshot: z.optional(z.boolean()),
  /** Whether its endpoints are spoken to by TLS. */
  tls: z.optional(z.boolean()),
  /** Whom the server signs in as, where it is configured to; the name alone. */
  user: z.optional(z.string()),
  /** How many endpoints it has; a request may go to one of them by its place. */
  endpoints: z.optional(z.number()),
});
export type ConfiguredConnection = z.infer<typeof configuredConnection>;

/** `GET /api/config`: what the browser may know of the server's configuration; never a password, never an address. */
export const configResponse = z.object({
  connections: z.array(configuredConnection),
  /** Whether a request may name a free host. */
  freeHosts: z.boolean(),
  readOnly: z.boolean(),
  /** Whether a snapshot may be taken of what is read-only. */
  allowSnapshot: z.optional(z.boolean()),
  /** Whether this browser has a session, which it can end by DELETE of `sessionPath`. */
  session: z.optional(z.boolean()),
  limits: z.object({
    defaultResponseBytes: z.number(),
    maxResponseBytes: z.number(),
    maxRequestBytes: z.number(),
    maxTimeoutMs: z.number(),
    /** Watches over one WebSocket. */
    watches: z.optional(z.number()),
  }),
});
export type ConfigResponse = z.infer<typeof configResponse>;
