/** In a cluster of Kubernetes, its nodes tell the time: each renews its Lease every ten seconds. */
import { queryOptions } from "@tanstack/react-query";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { addInt64, asRevision, compareInt64, int64, type Revision } from "@etcd-explorer/shared/model/int64";
import { holdsAll } from "@etcd-explorer/shared/model/key-ranges";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { timeBetween, type DatedWrite } from "@etcd-explorer/shared/read/clock/inferred-time";
import type { RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { accessQuery } from "#/api/access/access-query.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createEtcdCalls, type EtcdCalls } from "#/api/client/etcd-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { noteInferred } from "./inferred-times.ts";
import { renewTimeIn } from "./kubernetes-lease.ts";

const nodeLeases = prefixRange(keyFromText("/registry/leases/kube-node-lease/"));

/** Of so many nodes some are alive, whatever became of the others. */
const mostLeases = int64(20);

/** So many revisions on, some of these nodes have renewed their Lease again. */
const revisionsOn = 500;

/** Reads when a revision was written, by the Leases as they were then and a little later. */
export async function readKubernetesTime(
  { range }: Pick<EtcdCalls, "range">,
  revision: Revision,
  signal?: AbortSignal,
): Promise<RevisionTime> {
  const renewalsAt = async (at: Revision | undefined) => {
    const request = { ...nodeLeases, limit: mostLeases, ...(at !== undefined && { revision: at }) };
    const { kvs, header } = await range(request, signal);
    const renewals = kvs.flatMap(({ modRevision, value }): DatedWrite[] => {
      const ms = renewTimeIn(value);
      return ms === undefined ? [] : [{ revision: modRevision, ms }];
    });
    return { renewals, newest: header?.revision };
  };
  const { renewals, newest } = await renewalsAt(revision);
  const before = renewals.toSorted((a, b) => b.ms - a.ms)[0];
  if (before === undefined) return { kind: "unknown" };
  const later = asRevision(addInt64(revision, revisionsOn));
  const isThere = newest !== undefined && compareInt64(later, newest) <= 0;
  const after = (await renewalsAt(isThere ? later : undefined)).renewals
    .filter((renewal) => compareInt64(renewal.revision, revision) > 0)
    .toSorted((a, b) => a.ms - b.ms)[0];
  return timeBetween(revision, before, after);
}

/** Asks the nodes of a Kubernetes cluster for the time of a revision: two small reads, where they are allowed. */
export function kubernetesTimeQuery(connection: Connection, revision: Revision) {
  return queryOptions({
    queryKey: etcdCache.kubernetesTime(connection.id, revision),
    queryFn: async ({ client, signal }): Promise<RevisionTime> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      if (access !== null && !holdsAll(access.read, nodeLeases)) return { kind: "unknown" };
      try {
        const time = await readKubernetesTime(createEtcdCalls(quietClientOf(connection)), revision, signal);
        noteInferred(connection.id, revision, time);
        return time;
      } catch {
        // It only helps: the screen itself tells what is wrong with the cluster.
        signal.throwIfAborted();
        return { kind: "unknown" };
      }
    },
    // What was written does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
