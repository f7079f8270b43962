/** Whether etcd lets somebody in, found out without reading a key. */
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import type { Client } from "./client.ts";
import { refusedBy, type Expected } from "./exchange-log.ts";

/** The refusals that a healthy etcd answers the probe with. */
const isAnswerOfProbe: Expected = refusedBy(grpcCode.permissionDenied, grpcCode.outOfRange);

/**
 * Asks for every key at a revision that will never be: etcd checks the permission first and then refuses the revision,
 * so nothing is read and the cluster does no work (etcd server/etcdserver/v3_server.go, Range). Tells the failure.
 */
export async function probeWholeKeyspace(client: Pick<Client, "call">): Promise<Failure | undefined> {
  // Serializable: any member can answer it for itself, also one without a leader, whose cluster is to be looked into.
  const all = { key: "AA==", range_end: "AA==", count_only: true, serializable: true };
  try {
    await client.call("/v3/kv/range", { ...all, revision: "9223372036854775807" }, { isExpected: isAnswerOfProbe });
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** Whether a failed probe says no more than that the user, who was let in, may not read everything. */
export function isLetIn(failure: Failure | undefined): boolean {
  return failure === undefined || isAnswerOfProbe(failure);
}

/** Why a user is not let in; undefined where it is, or nobody needs to sign in. Reads no key. */
export async function checkSignIn(client: Pick<Client, "call">): Promise<Failure | undefined> {
  const failure = await probeWholeKeyspace(client);
  return isLetIn(failure) ? undefined : failure;
}
