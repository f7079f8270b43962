import { queryOptions } from "@tanstack/react-query";
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type { HealthResponse, TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { failureOf } from "@etcd-explorer/shared/failure";
import { parseRevision, type Revision } from "@etcd-explorer/shared/int64";
import { isJson } from "@etcd-explorer/shared/wire/fields";
import { noteRequest } from "#/stores/request-log.ts";
import { etcdCache } from "./etcd-cache.ts";
import { worker } from "./worker.ts";

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
      const { parsed, latencyMs } = await askHealth(connection, signal);
      return {
        version: text(parsed.version, "etcdserver"),
        healthy: text(parsed.health, "health") === "true",
        latencyMs,
      };
    },
  });
}

/** Asks, and notes the request for the footer, with the revision that the status tells. */
async function askHealth(
  connection: { readonly id: string; readonly target: TargetFields },
  signal: AbortSignal,
): Promise<HealthResponse> {
  const started = performance.now();
  const entry = { connectionId: connection.id, method: "POST", path: endpoints.health.path } as const;
  try {
    const answer = await worker.health(connection.target, signal);
    const { durationMs, sizeBytes, statusCode: outcome } = answer;
    const revision = revisionIn(answer.parsed.status);
    noteRequest({ ...entry, outcome, failed: false, durationMs, sizeBytes, ...(revision && { revision }) });
    return answer;
  } catch (error) {
    // Given up because the screen was left: that is no failure to tell of.
    if (signal.aborted) throw error;
    const durationMs = performance.now() - started;
    noteRequest({ ...entry, outcome: failureOf(error).kind, failed: true, durationMs, sizeBytes: 0 });
    throw error;
  }
}

/** The revision in the header of `maintenance/status`; undefined where it could not be asked. */
function revisionIn(status: unknown): Revision | undefined {
  return isJson(status) && isJson(status["header"]) ? parseRevision(status["header"]["revision"]) : undefined;
}

function text(json: unknown, name: string): string | undefined {
  const value = isJson(json) ? json[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
