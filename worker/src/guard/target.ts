/** From the fields of a request to the target that it may call. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, formatHostPort } from "@etcd-explorer/shared/failure";
import type { Credentials, Target } from "#/etcd/target.ts";
import type { Settings } from "#/settings.ts";
import { defaultPort, parseHost, sameHost } from "./address.ts";
import { isAllowedTarget } from "./allowed-targets.ts";

/** Where the request goes and as whom. Fails with `invalid` or, where the server does not allow it, `forbidden`. */
export function resolveTarget(fields: TargetFields, settings: Settings): Target {
  const place = fields.connection === undefined ? freePlace(fields, settings) : namedPlace(fields, settings);
  const credentials = requestCredentials(fields) ?? place.credentials;
  return {
    id: place.id,
    endpoints: place.endpoints,
    readOnly: settings.readOnly || place.readOnly,
    ...(credentials !== undefined && { credentials }),
    ...(fields.token !== undefined && { token: fields.token }),
  };
}

function invalid(field: string, message: string): FailureError {
  return new FailureError({ kind: "invalid", field, message });
}

function freePlace(fields: TargetFields, settings: Settings): Target {
  if (fields.host === undefined) {
    throw invalid("host", "is required: name a host, or in connection one that the server knows");
  }
  const host = parseHost(fields.host);
  if (host === undefined) throw invalid("host", "must be a host name or an IP address alone; give the port in port");
  const port = fields.port ?? defaultPort;
  if (!isAllowedTarget(settings.targets, host, port)) {
    const listed = formatHostPort(host, port);
    throw new FailureError({
      kind: "forbidden",
      rule: "targets",
      message: `This server may not connect to ${listed}: use one of its connections, or list ${listed} in ALLOWED_TARGETS`,
    });
  }
  const tls = fields.tls ?? false;
  return {
    id: `${tls ? "https" : "http"}://${formatHostPort(host, port)}`,
    endpoints: [{ host, port, tls }],
    readOnly: isReadOnlyAddress(settings, host, port),
  };
}

/** What may only be read as a connection may only be read by its address, unless another connection may write there. */
export function isReadOnlyAddress({ connections }: Settings, host: string, port: number): boolean {
  const known = connections.filter(({ endpoints }) =>
    endpoints.some((endpoint) => endpoint.port === port && sameHost(endpoint.host, host)),
  );
  return known.length > 0 && known.every(({ readOnly }) => readOnly);
}

function namedPlace(fields: TargetFields, settings: Settings): Target {
  for (const field of ["host", "port", "tls"] as const) {
    if (fields[field] !== undefined)
      throw invalid(field, "belongs to the connection: leave it out, or leave out connection");
  }
  const connection = settings.connections.find(({ name }) => name === fields.connection);
  if (connection === undefined) throw invalid("connection", "is none that this server knows: see /api/config");
  const { name, endpoints, readOnly, credentials } = connection;
  return { id: `connection ${name}`, endpoints, readOnly, ...(credentials !== undefined && { credentials }) };
}

/** Both or nothing: one of the two alone does not authenticate. */
function requestCredentials({ username, password }: TargetFields): Credentials | undefined {
  return username === undefined || username === "" || password === undefined || password === ""
    ? undefined
    : { username, password };
}
