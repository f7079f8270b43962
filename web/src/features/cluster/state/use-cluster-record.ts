import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import type { ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { useEffect, useEffectEvent } from "react";
import type { MonitoredMember } from "./cluster-model.ts";
import { recordId, recordLook, useClusterRecords } from "./record-store.ts";

interface Looked {
  readonly connectionId: string;
  readonly clusterId: Int64;
  readonly members: readonly MonitoredMember[];
  readonly facts: ClusterFacts;
  readonly verdict: Verdict;
  /** When a member was looked at last, in milliseconds since 1970. */
  readonly lookedAtMs: number;
}

/** What the tab has seen of a cluster, with every look added as it comes. One at some of the members tells too little. */
export function useClusterRecord(looked: Looked): ClusterRecord | undefined {
  const id = recordId(looked.connectionId, looked.clusterId);
  const record = useClusterRecords((records) => records[id]);
  const { members, lookedAtMs } = looked;
  const isComplete = members.length > 0 && members.every(({ monitor }) => monitor !== undefined);
  const add = useEffectEvent((into: string, atMs: number) => recordLook(into, looked.facts, looked.verdict, atMs));
  useEffect(() => {
    if (isComplete) add(id, lookedAtMs);
  }, [id, isComplete, lookedAtMs]);
  return record;
}
