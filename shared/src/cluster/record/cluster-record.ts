/** What the page has seen of a cluster: since when something is broken, and what has happened. Folded look by look. */
import type { ClusterFacts } from "../verdict/facts.ts";
import { isBroken, titleOf, type Finding } from "../verdict/finding-groups.ts";
import { longestGapMs } from "../verdict/latency.ts";
import type { Verdict } from "../verdict/verdict.ts";
import { eventsBetween, type ClusterEvent } from "./cluster-events.ts";
import { carryOver, summarize, type ClusterSummary } from "./cluster-summary.ts";

/** A beginning as far as the page saw it, in milliseconds since 1970. */
export interface Since {
  readonly sinceMs: number;
  /** It was so at the first look, or after a break: it may have begun before. */
  readonly orEarlier?: boolean | undefined;
}

/** Something that is broken. */
export interface Broken extends Since {
  readonly title: string;
  /** When a look told of it last, in milliseconds since 1970. */
  readonly seenMs: number;
  /** Of each member that it is about. */
  readonly members: Readonly<Record<string, Since>>;
}

export interface ClusterRecord {
  /** When the page looked first. */
  readonly sinceMs: number;
  readonly summary: ClusterSummary;
  /** The newest first. */
  readonly events: readonly ClusterEvent[];
  /** By rule. */
  readonly broken: Readonly<Record<string, Broken>>;
}

export const keptEvents = 200;
/** A cluster that compacts every five minutes shall not push out what happens once a night. */
export const keptCompactions = 40;

/** Rules of which an event of its own tells, or that are no event. */
const toldOtherwise: ReadonlySet<string> = new Set([
  "reach",
  "leader",
  "alarms",
  "versions",
  "learners",
  "end-of-life",
  "advisories",
]);

/** The record with one more look. */
export function applyClusterLook(
  before: ClusterRecord | undefined,
  facts: ClusterFacts,
  { findings }: Pick<Verdict, "findings">,
  atMs: number,
): ClusterRecord | undefined {
  const told = summarize(facts, atMs);
  if (told === undefined || (before !== undefined && atMs <= before.summary.atMs)) return before;
  const summary = carryOver(before?.summary, told);
  const broken = brokenAfter(before, findings, atMs);
  if (before === undefined) return { sinceMs: atMs, summary, events: [], broken };
  const after = atMs - before.summary.atMs > longestGapMs ? { afterMs: before.summary.atMs } : {};
  const events = [...eventsBetween(before.summary, summary), ...problemEvents(before.broken, broken)].map((event) => ({
    atMs,
    ...after,
    ...event,
  }));
  return { ...before, summary, broken, events: bounded([...events.toReversed(), ...before.events]) };
}

function bounded(events: readonly ClusterEvent[]): readonly ClusterEvent[] {
  let compactions = 0;
  return events.filter(({ kind }) => kind !== "compaction" || ++compactions <= keptCompactions).slice(0, keptEvents);
}

/** A quorum that is lost is another thing than one that stands no further failure. */
const keyOf = ({ rule, level }: Finding) => (rule.id === "quorum" ? `quorum ${level}` : rule.id);

/** What is not known at a look stays as it was. After a long break nobody knows whether it was well in between. */
function brokenAfter(
  before: ClusterRecord | undefined,
  findings: readonly Finding[],
  atMs: number,
): ClusterRecord["broken"] {
  const unbroken = before !== undefined && atMs - before.summary.atMs <= longestGapMs;
  const now = findings.filter(isBroken).map((finding): readonly [string, Broken] => {
    const key = keyOf(finding);
    const earlier = before?.broken[key];
    const known = earlier !== undefined && atMs - earlier.seenMs <= longestGapMs ? earlier : undefined;
    const isSeenToBegin = unbroken && known === earlier;
    const begun: Since = isSeenToBegin ? { sinceMs: atMs } : { sinceMs: atMs, orEarlier: true };
    const since = finding.sinceMs === undefined ? begun : { sinceMs: finding.sinceMs };
    return [
      key,
      {
        ...(known === undefined ? since : pick(known)),
        title: titleOf(finding),
        seenMs: atMs,
        members: Object.fromEntries((finding.members ?? []).map((name) => [name, known?.members[name] ?? since])),
      },
    ];
  });
  const unknown = new Set(findings.filter(({ level }) => level === "unknown").map(({ rule }) => rule.id));
  const kept = Object.entries(before?.broken ?? {}).filter(([key]) => unknown.has(key.split(" ")[0] ?? key));
  return Object.fromEntries([...kept, ...now]);
}

const pick = ({ sinceMs, orEarlier }: Since): Since => ({ sinceMs, ...(orEarlier === true && { orEarlier }) });

const isTold = (key: string) => !toldOtherwise.has(key) && key !== "quorum degraded";

function problemEvents(
  before: ClusterRecord["broken"],
  now: ClusterRecord["broken"],
): readonly Pick<ClusterEvent, "kind" | "text">[] {
  const begun = Object.entries(now).filter(([key]) => isTold(key) && before[key] === undefined);
  const over = Object.entries(before).filter(([key]) => isTold(key) && now[key] === undefined);
  return [
    ...begun.map(([, { title }]) => ({ kind: "problem" as const, text: title })),
    ...over.map(([, { title }]) => ({ kind: "resolved" as const, text: `Resolved: ${title}` })),
  ];
}

/** Since when a finding is so: of each member, where they differ. Undefined: it was not recorded. */
export function sinceOf(record: ClusterRecord | undefined, finding: Finding): readonly (Since & { name?: string })[] {
  const broken = record?.broken[keyOf(finding)];
  if (broken === undefined) return [];
  const members = (finding.members ?? []).flatMap((name) => {
    const since = broken.members[name];
    return since === undefined ? [] : [{ name, ...since }];
  });
  const minutes = new Set(members.map(({ sinceMs }) => Math.floor(sinceMs / 60_000)));
  if (minutes.size > 1) return members;
  return [members[0] === undefined ? pick(broken) : pick(members[0])];
}
