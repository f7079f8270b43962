import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import type { ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { useEffect, useEffectEvent } from "react";
import type { MonitoredMember } from "./cluster-model.ts";
import { recordLook, useClusterRecords } from "./record-store.ts";

interface Looked {
  readonly members: readonly MonitoredMember[];
  readonly facts: ClusterFacts;
  readonly verdict: Verdict;
  /** When a member was looked at last, in milliseconds since 1970. */
  readonly lookedAtMs: number;
}

/** What the tab has seen of a cluster, with every look added as it comes. One at some of the members tells too little. */
export function useClusterRecord(connectionId: string, looked: Looked): ClusterRecord | undefined {
  const record = useClusterRecords((records) => records[connectionId]);
  const { members, lookedAtMs } = looked;
  const isComplete = members.length > 0 && members.every(({ monitor }) => monitor !== undefined);
  const add = useEffectEvent((id: string, atMs: number) => recordLook(id, looked.facts, looked.verdict, atMs));
  useEffect(() => {
    if (isComplete) add(connectionId, lookedAtMs);
  }, [connectionId, isComplete, lookedAtMs]);
  return record;
}
