/** What is broken, root causes first: what follows from another finding stands below it. */
import type { Judgement, Level, Link, Rule } from "./rule.ts";

export interface Finding extends Judgement {
  readonly rule: Rule;
}

interface BrokenFinding extends Finding {
  readonly level: "notice" | "degraded" | "failing";
}

/** One line of the list: a root cause, and what follows from it. */
export interface FindingGroup {
  readonly root: Finding;
  readonly effects: readonly Finding[];
  /** The worst of them. */
  readonly level: BrokenFinding["level"];
  readonly title: string;
  readonly detail: string;
  /** What to do. */
  readonly next?: string;
  readonly links: readonly Link[];
}

interface Cause {
  readonly rule: string;
  /** Only on the same member. */
  readonly sameMember?: true;
  /** Only where it fails, not where it is merely weak: a quorum that may not lose another member still works. */
  readonly failing?: true;
}

/**
 * What may break a rule by itself, the likeliest first: where one of these is broken as well, it is the root. A member
 * that is away takes quorum, leader and proposals along, nothing is applied in time without a leader, and the peers' round trips count the messages that wait for it;
 * a slow disk delays commits, applying and heartbeats; a full database is what the alarm is about.
 */
const causesOf: Readonly<Record<string, readonly Cause[]>> = {
  quorum: [{ rule: "reach" }],
  leader: [{ rule: "reach" }],
  "peer-round-trip": [{ rule: "reach" }],
  "leader-stability": [{ rule: "reach" }, { rule: "fsync" }, { rule: "peer-round-trip" }],
  proposals: [{ rule: "reach" }, { rule: "leader" }, { rule: "fsync" }],
  commit: [{ rule: "fsync", sameMember: true }],
  "slow-applies": [
    { rule: "fsync", sameMember: true },
    { rule: "commit", sameMember: true },
    { rule: "quorum", failing: true },
    { rule: "leader", failing: true },
  ],
  "raft-lag": [{ rule: "fsync", sameMember: true }],
  space: [{ rule: "alarms" }],
};

const severity: Readonly<Record<Level, number>> = { ok: 0, unknown: 0, notice: 1, degraded: 2, failing: 3 };

/** Whether a finding says that something is to be done. */
export function isBroken(finding: Finding): finding is BrokenFinding {
  return severity[finding.level] > 0;
}

/** The broken ones of all findings, the worst root first; of equals in the order of the rules. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const broken = findings.filter(isBroken);
  const rootOf = (finding: BrokenFinding): BrokenFinding => {
    const cause = causeAmong(broken, finding);
    return cause === undefined ? finding : rootOf(cause);
  };
  const groups = Map.groupBy(broken, rootOf);
  return [...groups]
    .map(([root, members]) =>
      asGroup(
        root,
        members.filter((each) => each !== root),
      ),
    )
    .toSorted((a, b) => severity[b.level] - severity[a.level]);
}

function causeAmong(broken: readonly BrokenFinding[], { rule, members }: Finding): BrokenFinding | undefined {
  for (const { rule: id, sameMember, failing } of causesOf[rule.id] ?? []) {
    const cause = broken.find((each) => each.rule.id === id && (failing !== true || each.level === "failing"));
    const shares = cause?.members?.some((name) => members?.includes(name) === true) === true;
    if (cause !== undefined && (sameMember !== true || shares)) return cause;
  }
  return undefined;
}

function asGroup(root: BrokenFinding, effects: readonly BrokenFinding[]): FindingGroup {
  const worst = [root, ...effects].reduce((a, b) => (severity[b.level] > severity[a.level] ? b : a));
  const next = worst.advice ?? root.advice;
  return {
    root,
    effects,
    level: worst.level,
    title: titleOf(root),
    detail: root.detail ?? root.sentence,
    ...(next === undefined ? {} : { next }),
    links: root.links ?? [],
  };
}

/** What the list calls a finding. A member's name is written as it is. */
export function titleOf({ title, headline, rule, members = [], unnamed = [] }: Finding): string {
  const words = title ?? headline ?? rule.chip;
  if (members.some((name) => words.startsWith(name) && !unnamed.includes(name))) return words;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
