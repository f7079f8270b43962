/** What an answer tells of the clock of revisions: which revision was the newest, and when. */
import { parseInt64, type Int64 } from "@etcd-explorer/shared/model/int64";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { Sighting } from "@etcd-explorer/shared/read/clock/clock-pair";
import { revisionIn } from "./exchange-log.ts";

export interface ClusterSighting extends Sighting {
  readonly connectionId: string;
  readonly clusterId: Int64;
}

/** Hears of the revision in each answer of etcd's. */
export type OnSighting = (sighting: ClusterSighting) => void;

/** A request, when it was sent, and when its answer had come. */
interface Answered {
  readonly connectionId: string;
  readonly path: string;
  /** The JSON text that was sent. */
  readonly body: string;
  readonly parsed: unknown;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a success of etcd's tells; undefined where it has no header. */
export function sightingIn({ connectionId, path, body, parsed, fromMs, toMs }: Answered): ClusterSighting | undefined {
  const revision = revisionIn(parsed);
  const header = isJson(parsed) ? parsed["header"] : undefined;
  const clusterId = isJson(header) ? parseInt64(header["cluster_id"]) : undefined;
  if (revision === undefined || clusterId === undefined) return undefined;
  return { kind: kindOf(path, body, parsed), connectionId, clusterId, revision, fromMs, toMs };
}

/** These are answered after all that was written before they were asked. Any other path a member may answer by itself. */
const agreed = /^\/v3\/kv\/(?:range|put|deleterange|txn)$/;

function kindOf(path: string, body: string, parsed: unknown): Sighting["kind"] {
  if (!agreed.test(path) || /"serializable":\s*true/.test(body)) return "stale";
  return path === "/v3/kv/put" || hasPut(parsed) ? "write" : "read";
}

/** Whether it is the answer of a transaction that put a key. */
function hasPut(parsed: unknown): boolean {
  const responses = isJson(parsed) ? parsed["responses"] : undefined;
  return Array.isArray(responses) && responses.some((each) => isJson(each) && "response_put" in each);
}
