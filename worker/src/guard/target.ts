/** From the fields of a request to the target that it may call. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { Credentials, Target } from "#/model/target.ts";
import type { Settings } from "#/settings/settings.ts";
import type { Endpoint } from "#/model/transport.ts";
import { canonicalHost, defaultPort, parseEndpoint, parseHost, sameHost } from "#/model/address.ts";
import { isAllowedTarget } from "#/settings/allowed-targets.ts";
import type { ConnectionSettings } from "#/settings/connections.ts";

/** Where the request goes and as whom. Fails with `invalid` or, where the server does not allow it, `forbidden`. */
export function resolveTarget(fields: TargetFields, settings: Settings): Target {
  const place = fields.connection === undefined ? freePlace(fields, settings) : namedPlace(fields, settings);
  const credentials = requestCredentials(fields) ?? place.credentials;
  const readOnly = settings.readOnly || place.readOnly;
  return {
    id: place.id,
    endpoints: place.endpoints,
    readOnly,
    ...(readOnly && { allowSnapshot: settings.allowSnapshot || place.allowSnapshot === true }),
    ...(fields.readOnly === true && { isLocked: true }),
    ...(!readOnly && place.unproven === true && { unproven: true }),
    ...(credentials !== undefined && { credentials }),
    ...(fields.token !== undefined && { token: fields.token }),
  };
}

function invalid(field: string, message: string): FailureError {
  return new FailureError({ kind: "invalid", field, message });
}

function freePlace(fields: TargetFields, settings: Settings): Target {
  const endpoints = fields.endpoints === undefined ? [freeHost(fields)] : freeEndpoints(fields, fields.endpoints);
  for (const { host, port } of endpoints) requireAllowed(settings, host, port);
  const known = endpoints.map(({ host, port }) => connectionsAt(settings, host, port));
  return {
    id: endpoints.map(({ host, port, tls }) => `${tls ? "https" : "http"}://${formatHostPort(host, port)}`).join(","),
    endpoints,
    // One endpoint that may only be read makes all of them so: each leads to the same cluster.
    readOnly: endpoints.some(({ host, port }) => isReadOnlyAddress(settings, host, port)),
    allowSnapshot: known.every((at) => at.length > 0 && at.every(({ allowSnapshot }) => allowSnapshot === true)),
    unproven: known.some((at) => at.length === 0) && settings.connections.some(({ readOnly }) => readOnly),
  };
}

function freeHost(fields: TargetFields): Endpoint {
  if (fields.host === undefined) {
    throw invalid("host", "is required, unless connection names a connection of this server");
  }
  const host = parseHost(fields.host);
  if (host === undefined) throw invalid("host", "must be a host name or an IP address only; use port for the port");
  return { host, port: fields.port ?? defaultPort, tls: fields.tls ?? false };
}

/** Each as strict as a host of its own. Where they differ in TLS, one would send in clear what the others hide. */
function freeEndpoints(fields: TargetFields, texts: readonly string[]): readonly Endpoint[] {
  refuseBeside(fields, "endpoints", ["host", "port", "tls"]);
  const endpoints = texts.map((text, at) => {
    const endpoint = parseEndpoint(text);
    if (endpoint !== undefined) return endpoint;
    throw invalid("endpoints", `entry ${at + 1} must be like http://HOST:PORT or https://HOST:PORT`);
  });
  if (endpoints.some(({ tls }) => tls !== endpoints[0]?.tls))
    throw invalid("endpoints", "must be all http or all https");
  const places = new Set(endpoints.map(({ host, port }) => formatHostPort(canonicalHost(host), port)));
  if (places.size < endpoints.length) throw invalid("endpoints", "must not name an endpoint twice");
  return endpoints;
}

function requireAllowed(settings: Settings, host: string, port: number): void {
  if (isAllowedTarget(settings.targets, host, port)) return;
  const listed = formatHostPort(host, port);
  throw new FailureError({
    kind: "forbidden",
    rule: "targets",
    message: `Connecting to ${listed} is not allowed: use a configured connection, or add ${listed} to ALLOWED_TARGETS`,
  });
}

/** What may only be read as a connection may only be read by its address, unless another connection may write there. */
export function isReadOnlyAddress(settings: Settings, host: string, port: number): boolean {
  const known = connectionsAt(settings, host, port);
  return known.length > 0 && known.every(({ readOnly }) => readOnly);
}

function connectionsAt({ connections }: Settings, host: string, port: number) {
  return connections.filter(({ endpoints }) =>
    endpoints.some((endpoint) => endpoint.port === port && sameHost(endpoint.host, host)),
  );
}

function namedPlace(fields: TargetFields, settings: Settings): Target {
  refuseBeside(fields, "connection", ["host", "port", "tls", "endpoints"]);
  const connection = settings.connections.find(({ name }) => name === fields.connection);
  if (connection === undefined) throw invalid("connection", "is not a connection of this server: see /api/config");
  return connectionTarget(connection);
}

function refuseBeside(fields: TargetFields, given: keyof TargetFields, others: readonly (keyof TargetFields)[]): void {
  const other = others.find((field) => fields[field] !== undefined);
  if (other !== undefined) throw invalid(other, `cannot be combined with ${given}: leave out one of them`);
}

/** Where a connection's requests go where nothing else is said. */
export function connectionTarget({
  name,
  endpoints,
  readOnly,
  allowSnapshot,
  credentials,
}: ConnectionSettings): Target {
  return {
    id: `connection ${name}`,
    endpoints,
    readOnly,
    ...(allowSnapshot === true && { allowSnapshot }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** Both or nothing: one of the two alone does not authenticate. */
function requestCredentials({ username, password }: TargetFields): Credentials | undefined {
  return username === undefined || username === "" || password === undefined || password === ""
    ? undefined
    : { username, password };
}
