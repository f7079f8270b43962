/** What this tab has seen of each cluster; it lasts through a reload, and ends with the tab. */
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import type { ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { eventKinds } from "@etcd-explorer/shared/cluster/record/cluster-events";
import { applyClusterLook, type ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import * as z from "zod/mini";
import { create } from "zustand";
import { createJSONStorage, persist, type StateStorage } from "zustand/middleware";

type Records = Readonly<Record<string, ClusterRecord>>;

/** Of more clusters, those that were looked at last. */
export const keptRecords = 8;

const since = { sinceMs: z.number(), orEarlier: z.optional(z.boolean()) };
const memberSummary = z.object({
  name: z.string(),
  state: z.enum(["up", "down", "unknown"]),
  stateSinceMs: z.number(),
  isLearner: z.boolean(),
  version: z.optional(z.string()),
  startedAtMs: z.optional(z.number()),
  defragmentations: z.optional(z.number()),
});
const record = z.object({
  sinceMs: z.number(),
  summary: z.object({
    atMs: z.number(),
    leader: z.optional(z.string()),
    term: z.optional(z.string()),
    members: z.record(z.string(), memberSummary),
    alarms: z.optional(z.array(z.string())),
    compactRevision: z.optional(z.number()),
  }),
  events: z.array(
    z.object({ atMs: z.number(), afterMs: z.optional(z.number()), kind: z.enum(eventKinds), text: z.string() }),
  ),
  broken: z.record(
    z.string(),
    z.object({ ...since, title: z.string(), seenMs: z.number(), members: z.record(z.string(), z.object(since)) }),
  ),
});

/** What was stored, as far as this version understands it: a record that it does not is left out. */
export function parseRecords(stored: unknown): Records {
  const byId = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  return Object.fromEntries(
    Object.entries(byId).flatMap(([id, each]) => {
      const parsed = record.safeParse(each);
      return parsed.success ? [[id, parsed.data] as const] : [];
    }),
  );
}

/**
 * Storage may have no room left, or be forbidden altogether. What is seen then lasts as long as the page: a look must not
 * fail for it.
 */
const tabStorage: StateStorage = {
  getItem: (name) => attempt(() => sessionStorage.getItem(name)) ?? null,
  setItem: (name, text) => {
    const isKept = attempt(() => {
      sessionStorage.setItem(name, text);
      return true;
    });
    // What was kept before is no longer so.
    if (isKept === undefined) tabStorage.removeItem(name);
  },
  removeItem: (name) => attempt(() => sessionStorage.removeItem(name)),
};

function attempt<Result>(use: () => Result): Result | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

export const useClusterRecords = create<Records>()(
  persist((): Records => ({}), {
    name: "etcd-explorer:cluster-record:v1",
    storage: createJSONStorage(() => tabStorage),
    merge: (stored) => parseRecords(stored),
  }),
);

/**
 * What a record is kept by. Behind one address another cluster may answer, as after a port-forward; and two clusters that
 * were started alike have one ID.
 */
export function recordId(connectionId: string, clusterId: Int64): string {
  return `${connectionId} ${clusterId}`;
}

/** Remembers one look at a cluster, by its `recordId`. */
export function recordLook(id: string, facts: ClusterFacts, verdict: Verdict, atMs: number): void {
  const records = useClusterRecords.getState();
  const next = applyClusterLook(records[id], facts, verdict, atMs);
  if (next === undefined || next === records[id]) return;
  const all = Object.entries({ ...records, [id]: next });
  const newest = all.toSorted(([, a], [, b]) => b.summary.atMs - a.summary.atMs).slice(0, keptRecords);
  useClusterRecords.setState(Object.fromEntries(newest), true);
}
