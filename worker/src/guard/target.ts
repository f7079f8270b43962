/** From the fields of a request to the target that it may call. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { Credentials, Target } from "#/model/target.ts";
import type { Settings } from "#/settings/settings.ts";
import { defaultPort, parseHost, sameHost } from "#/model/address.ts";
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
  if (fields.host === undefined) {
    throw invalid("host", "is required, unless connection names a connection of this server");
  }
  const host = parseHost(fields.host);
  if (host === undefined) throw invalid("host", "must be a host name or an IP address only; use port for the port");
  const port = fields.port ?? defaultPort;
  if (!isAllowedTarget(settings.targets, host, port)) {
    const listed = formatHostPort(host, port);
    throw new FailureError({
      kind: "forbidden",
      rule: "targets",
      message: `Connecting to ${listed} is not allowed: use a configured connection, or add ${listed} to ALLOWED_TARGETS`,
    });
  }
  const tls = fields.tls ?? false;
  const known = connectionsAt(settings, host, port);
  return {
    id: `${tls ? "https" : "http"}://${formatHostPort(host, port)}`,
    endpoints: [{ host, port, tls }],
    readOnly: isReadOnlyAddress(settings, host, port),
    allowSnapshot: known.length > 0 && known.every(({ allowSnapshot }) => allowSnapshot === true),
    unproven: known.length === 0 && settings.connections.some(({ readOnly }) => readOnly),
  };
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
  for (const field of ["host", "port", "tls"] as const) {
    if (fields[field] !== undefined) throw invalid(field, "cannot be combined with connection: leave out one of them");
  }
  const connection = settings.connections.find(({ name }) => name === fields.connection);
  if (connection === undefined) throw invalid("connection", "is not a connection of this server: see /api/config");
  return connectionTarget(connection);
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
