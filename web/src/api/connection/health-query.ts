import { queryOptions } from "@tanstack/react-query";
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { isJson } from "@etcd-explorer/shared/model/json";
import { noteRequest } from "#/stores/request-log.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { noteExchanges } from "#/api/client/exchange-log.ts";
import { worker } from "#/api/client/page-client.ts";

export interface Health {
  /** etcd's version, as `/version` says; undefined where the answer holds none. */
  readonly version: string | undefined;
  /** `/health` said so; false also where it could not be asked. */
  readonly healthy: boolean;
  readonly latencyMs: number;
}

/** Asks a connection once for version and health: the check that it can be reached at all. */
export function healthQuery(connection: { readonly id: string; readonly target: TargetFields }) {
  return queryOptions({
    queryKey: etcdCache.health(connection.id),
    queryFn: async ({ signal }): Promise<Health> => {
      const { parsed, latencyMs } = await noteExchanges(worker, connection.id, noteRequest).health(
        connection.target,
        signal,
      );
      return {
        version: text(parsed.version, "etcdserver"),
        healthy: text(parsed.health, "health") === "true",
        latencyMs,
      };
    },
  });
}

function text(json: unknown, name: string): string | undefined {
  const value = isJson(json) ? json[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
