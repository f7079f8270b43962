import { queryOptions } from "@tanstack/react-query";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import type { HealthResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { ClientConnection } from "#/api/client/client.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { clientOf } from "#/api/client/page-client.ts";

export interface Health {
  /** etcd's version, as `/version` says; undefined where the answer holds none. */
  readonly version: string | undefined;
  /** `/health` said so; false also where it could not be asked. */
  readonly healthy: boolean;
  readonly latencyMs: number;
}

/** Asks a connection once for version and health: the check that it can be reached at all. */
export function healthQuery(connection: ClientConnection) {
  return queryOptions({
    queryKey: etcdCache.health(connection.id),
    queryFn: async ({ signal }): Promise<Health> => readHealth(await clientOf(connection).health(signal)),
  });
}

/**
 * What the worker found. etcd's peer port, and one without the gateway, tell their version like any other and are of no
 * use: that fails, as the worker says by which of them it is.
 */
export function readHealth({ parsed, latencyMs, failures }: HealthResponse): Health {
  const failure = failureSchema.safeParse(failures?.status).data;
  if (failure?.kind === "invalid") throw new FailureError(failure);
  return {
    version: text(parsed.version, "etcdserver"),
    healthy: text(parsed.health, "health") === "true",
    latencyMs,
  };
}

function text(json: unknown, name: string): string | undefined {
  const value = isJson(json) ? json[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
