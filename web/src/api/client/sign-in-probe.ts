/** Whether etcd lets somebody in, found out without reading a key. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { failureIn } from "./answer-failure.ts";
import { refusedBy, type Expected } from "./exchange-log.ts";
import type { WorkerClient } from "./transport.ts";

/** One call and what became of it; a failure is told, not thrown. */
export interface Asked {
  readonly parsed: unknown;
  readonly failure: Failure | undefined;
  readonly durationMs: number;
}

/** Asks etcd by its path. */
export async function ask(worker: WorkerClient, target: TargetFields, path: string, body: unknown): Promise<Asked> {
  const started = performance.now();
  try {
    const answer = await worker.query({ ...target, path, body: JSON.stringify(body) });
    return { parsed: answer.parsed, failure: failureIn(answer), durationMs: answer.durationMs };
  } catch (error) {
    return { parsed: undefined, failure: failureOf(error), durationMs: performance.now() - started };
  }
}

/** The refusals that a healthy etcd answers the probe with. */
export const isAnswerOfProbe: Expected = refusedBy(grpcCode.permissionDenied, grpcCode.outOfRange);

/**
 * Asks for every key at a revision that will never be: etcd checks the permission first and then refuses the revision,
 * so nothing is read and the cluster does no work (etcd server/etcdserver/v3_server.go, Range).
 */
export async function probeWholeKeyspace(worker: WorkerClient, target: TargetFields): Promise<Asked> {
  // Serializable: any member can answer it for itself, also one without a leader, whose cluster is to be looked into.
  const all = { key: "AA==", range_end: "AA==", count_only: true, serializable: true };
  const body = { ...all, revision: "9223372036854775807" };
  return ask(worker, target, "/v3/kv/range", body);
}

/** Whether a failed probe says no more than that the user, who was let in, may not read everything. */
export function isLetIn(failure: Failure | undefined): boolean {
  return failure === undefined || isAnswerOfProbe(failure);
}

/** Why a user is not let in; undefined where it is, or nobody needs to sign in. Reads no key. */
export async function checkSignIn(worker: WorkerClient, target: TargetFields): Promise<Failure | undefined> {
  const { failure } = await probeWholeKeyspace(worker, target);
  return isLetIn(failure) ? undefined : failure;
}
