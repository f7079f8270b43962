/** What has happened to a cluster between two looks at it, in words. */
import { formatGrouped, zeroInt64 } from "../../model/int64.ts";
import { nameIn, type ClusterSummary, type MemberSummary } from "./cluster-summary.ts";
import { formatSpan } from "../../model/time-text.ts";

export const eventKinds = [
  "leader",
  "no-leader",
  "down",
  "up",
  "restart",
  "alarm",
  "alarm-cleared",
  "compaction",
  "defragmentation",
  "membership",
  "version",
  "problem",
  "resolved",
] as const;
export type EventKind = (typeof eventKinds)[number];

export interface ClusterEvent {
  /** When it was seen, in milliseconds since 1970. */
  readonly atMs: number;
  /** When the page had looked last, where that was long before: it happened at some time between. */
  readonly afterMs?: number | undefined;
  readonly kind: EventKind;
  readonly text: string;
}

type Told = Pick<ClusterEvent, "kind" | "text">;

/** The events that lie between two looks; the newer one is filled up from the older (`carryOver`). */
export function eventsBetween(before: ClusterSummary, now: ClusterSummary): readonly Told[] {
  return [
    ...membershipEvents(before, now),
    ...Object.entries(now.members).flatMap(([id, member]) => {
      const known = before.members[id];
      return known === undefined ? [] : memberEvents(known, member, now.atMs);
    }),
    ...leaderEvents(before, now),
    ...alarmEvents(before, now),
    ...compactionEvents(before, now),
  ];
}

function membershipEvents(before: ClusterSummary, now: ClusterSummary): readonly Told[] {
  const added = Object.entries(now.members).flatMap(([id, { name, isLearner }]) =>
    before.members[id] === undefined ? [`${upper(name)} was added${isLearner ? " as a learner" : ""}`] : [],
  );
  const removed = Object.entries(before.members).flatMap(([id, { name }]) =>
    now.members[id] === undefined ? [`${upper(name)} was removed`] : [],
  );
  return [...added, ...removed].map((text) => ({ kind: "membership", text }));
}

/** A restart that fast is the same process: both clocks and etcd's rounding. */
const sameStartMs = 2000;

function memberEvents(before: MemberSummary, now: MemberSummary, atMs: number): readonly Told[] {
  const { name } = now;
  const told: Told[] = [];
  if (before.name !== name) told.push({ kind: "membership", text: `${name} started for the first time` });
  if (before.isLearner && !now.isLearner) told.push({ kind: "membership", text: `${upper(name)} was promoted` });
  if (before.state !== "down" && now.state === "down") told.push({ kind: "down", text: `${upper(name)} went down` });
  if (before.state === "down" && now.state === "up" && before.name === name) {
    const after = before.stateOrEarlier === true ? "" : ` after ${formatSpan(atMs - before.stateSinceMs)}`;
    told.push({ kind: "up", text: `${upper(name)} came back${after}` });
  }
  const [startedBefore, startedNow] = [before.startedAtMs, now.startedAtMs];
  if (startedBefore !== undefined && startedNow !== undefined && startedNow - startedBefore > sameStartMs) {
    told.push({ kind: "restart", text: `${upper(name)} restarted` });
  }
  if (before.version !== undefined && now.version !== undefined && before.version !== now.version) {
    told.push({ kind: "version", text: `${upper(name)} changed from ${before.version} to ${now.version}` });
  }
  // A restart counts from zero again.
  if ((now.defragmentations ?? 0) > (before.defragmentations ?? Number.POSITIVE_INFINITY)) {
    told.push({ kind: "defragmentation", text: `${upper(name)} was defragmented` });
  }
  return told;
}

function leaderEvents(before: ClusterSummary, now: ClusterSummary): readonly Told[] {
  if (before.leader === undefined || now.leader === undefined) return [];
  const term = now.term === undefined ? "" : `, term ${formatTerm(now.term)}`;
  const [from, to] = [before.leader, now.leader];
  if (to === zeroInt64) return from === to ? [] : [{ kind: "no-leader", text: "No leader" }];
  const name = nameIn(now, to);
  if (from === zeroInt64) return [{ kind: "leader", text: `${upper(name)} became leader${term}` }];
  if (from !== to) return [{ kind: "leader", text: `Leader changed: ${nameIn(before, from)} → ${name}${term}` }];
  const reelected = before.term !== undefined && now.term !== undefined && before.term !== now.term;
  return reelected ? [{ kind: "leader", text: `${upper(name)} was elected again${term}` }] : [];
}

const formatTerm = (term: string) => (/^\d+$/.test(term) ? formatGrouped(Number(term)) : term);

function alarmEvents(before: ClusterSummary, now: ClusterSummary): readonly Told[] {
  if (before.alarms === undefined || now.alarms === undefined) return [];
  const [had, has] = [new Set(before.alarms), new Set(now.alarms)];
  const words = (alarm: string) => {
    const [type = "", id = zeroInt64] = alarm.split(" ");
    return id === zeroInt64 ? `Alarm ${type}` : `Alarm ${type} on ${nameIn(now, id)}`;
  };
  return [
    ...now.alarms
      .filter((each) => !had.has(each))
      .map((each): Told => ({
        kind: "alarm",
        text: `${words(each)} raised`,
      })),
    ...before.alarms
      .filter((each) => !has.has(each))
      .map((each): Told => ({
        kind: "alarm-cleared",
        text: `${words(each)} cleared`,
      })),
  ];
}

function compactionEvents(before: ClusterSummary, now: ClusterSummary): readonly Told[] {
  const [from, to] = [before.compactRevision, now.compactRevision];
  if (from === undefined || to === undefined || to <= from) return [];
  return [{ kind: "compaction", text: `Compacted to revision ${formatGrouped(to)}` }];
}

/** A member that has no name yet is called `member` and its ID. */
const upper = (name: string) => name.replace(/^member /, "Member ");
