/** What this tab has seen of each cluster; it lasts through a reload, and ends with the tab. */
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import type { ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { eventKinds } from "@etcd-explorer/shared/cluster/record/cluster-events";
import { applyClusterLook, keptEvents, type ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import * as z from "zod/mini";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { tabStorage } from "#/lib/safe-storage.ts";

type Records = Readonly<Record<string, ClusterRecord>>;

/** Of more clusters, those that were looked at last. */
export const keptRecords = 8;

/** By so much the clock may have been set back since something was stored. */
const clocksMs = 60_000;
/** A moment that is over: a record from the future would take no look until then, and a date cannot tell any number. */
const moment = z.number().check(
  z.gte(0),
  z.refine((ms) => ms <= Date.now() + clocksMs),
);
const text = z.string().check(z.maxLength(2000));
const count = z.number().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));
const fewNames = z.refine<object>((byName) => Object.keys(byName).length <= 100);

const since = { sinceMs: moment, orEarlier: z.optional(z.boolean()) };
const memberSummary = z.object({
  name: text,
  state: z.enum(["up", "down", "unknown"]),
  stateSinceMs: moment,
  stateOrEarlier: z.optional(z.boolean()),
  isLearner: z.boolean(),
  version: z.optional(text),
  startedAtMs: z.optional(moment),
  defragmentations: z.optional(count),
});
const record = z.object({
  sinceMs: moment,
  summary: z.object({
    atMs: moment,
    leader: z.optional(text),
    term: z.optional(text),
    members: z.record(text, memberSummary).check(fewNames),
    alarms: z.optional(z.array(text).check(z.maxLength(200))),
    // -1 where nothing was ever compacted, as etcd counts.
    compactRevision: z.optional(z.number().check(z.gte(-1), z.lte(Number.MAX_SAFE_INTEGER))),
  }),
  events: z.array(z.object({ atMs: moment, afterMs: z.optional(moment), kind: z.enum(eventKinds), text })),
  broken: z
    .record(
      text,
      z.object({
        ...since,
        title: text,
        seenMs: moment,
        members: z.record(text, z.object(since)).check(fewNames),
      }),
    )
    .check(fewNames),
});

/** What was stored, as far as this version understands it: a record that it does not is left out. */
export function parseRecords(stored: unknown): Records {
  const byId = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  return Object.fromEntries(
    Object.entries(byId)
      .slice(0, keptRecords)
      .flatMap(([id, each]) => {
        const parsed = record.safeParse(withFewEvents(each));
        return parsed.success ? [[id, parsed.data] as const] : [];
      }),
  );
}

/** Of more events than any record holds the newest are read, and no time is spent on the others. */
function withFewEvents(stored: unknown): unknown {
  if (typeof stored !== "object" || stored === null || !("events" in stored) || !Array.isArray(stored.events)) {
    return stored;
  }
  return { ...stored, events: stored.events.slice(0, keptEvents) };
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
