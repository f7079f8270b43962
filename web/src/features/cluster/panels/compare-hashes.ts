/** The same revision hashed by every member, all at once. */
import { describeFailure, failureOf, FailureError } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { known, unknown, type HashFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { refusedBy } from "#/api/client/exchange-log.ts";
import { sharedRevision, type MonitoredMember } from "#/features/cluster/state/cluster-model.ts";

/** A member hashes all that it holds. */
const patienceMs = 60_000;

/** Asks every member that answers. Fails where no revision is known that all have. */
export async function compareHashes(admin: AdminCalls, members: readonly MonitoredMember[]): Promise<HashFacts> {
  const revision = sharedRevision(members);
  if (revision === undefined) throw new FailureError({ kind: "internal", message: "No member reports a revision" });
  const byMember = await Promise.all(
    members.map(async ({ member, monitor }) => {
      const memberId = member.id;
      if (monitor?.place === undefined || monitor.reach !== "up") {
        return { memberId, hash: unknown("it cannot be reached") };
      }
      try {
        const options = { place: monitor.place, timeoutMs: patienceMs, isExpected: refusedBy(grpcCode.notFound) };
        return { memberId, hash: known(await admin.call({ kind: "hash-kv", revision }, options)) };
      } catch (error) {
        const failure = failureOf(error);
        const missing = isRefusedBy(failure, grpcCode.notFound) && monitor.status.kind === "known";
        const version = monitor.status.kind === "known" ? monitor.status.value.version : "";
        return {
          memberId,
          hash: unknown(missing ? `etcd ${version} has no such call` : describeFailure(failure)),
        };
      }
    }),
  );
  return { revision, byMember };
}
