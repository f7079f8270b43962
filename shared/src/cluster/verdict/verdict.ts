/** The verdict on a cluster: every rule's finding, what is broken by root cause, and all of it in one headline. */
import { leaderStabilityRule, proposalsRule, slowApplyRule } from "./counter-rules.ts";
import { learnerRule, sameDataRule, versionRule } from "./data-rules.ts";
import type { ClusterFacts } from "./facts.ts";
import { groupFindings, type Finding, type FindingGroup } from "./finding-groups.ts";
import { commitRule, fsyncRule, peerRoundTripRule } from "./latency-rules.ts";
import { leaderRule, quorumRule, raftLagRule, reachRule } from "./raft-rules.ts";
import { joinNames, type Level, type Rule } from "./rule.ts";
import { alarmRule, fragmentationRule, spaceRule } from "./space-rules.ts";
import { advisoryRule, endOfLifeRule } from "./version-rules.ts";

/** Every rule, the most telling first: where several are broken, the first of the worst names the verdict. */
export const rules: readonly Rule[] = [
  quorumRule,
  reachRule,
  leaderRule,
  alarmRule,
  sameDataRule,
  spaceRule,
  versionRule,
  fsyncRule,
  commitRule,
  raftLagRule,
  leaderStabilityRule,
  proposalsRule,
  slowApplyRule,
  peerRoundTripRule,
  fragmentationRule,
  learnerRule,
  endOfLifeRule,
  advisoryRule,
];

export interface Verdict {
  readonly level: "healthy" | "degraded" | "failing" | "unknown";
  /** `Degraded: the disk of m2 is slow`. */
  readonly headline: string;
  /** What is well of the essential things; or why nobody can tell. */
  readonly sentence: string;
  /** What to do where nobody can tell. */
  readonly advice?: string;
  /** What is broken, the worst first. */
  readonly groups: readonly FindingGroup[];
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly missing: readonly string[];
}

/** etcd's own words to those who may not ask (rpctypes: ErrPermissionDenied). */
const denied = "permission denied";
const signIn = "Sign in as a user with the role root to see the rest.";

const words = { degraded: "Degraded", failing: "Failing" } as const;

/** Judges by every rule. */
export function judge(facts: ClusterFacts): Verdict {
  const findings = rules.map((rule) => ({ rule, ...rule.judge(facts) }));
  const groups = groupFindings(findings);
  const missing = at(findings, "unknown").filter(({ unasked }) => unasked !== true);
  const fine = at(findings, "ok").filter(({ rule }) => rule.id === quorumRule.id || rule.id === alarmRule.id);
  const common = {
    findings,
    groups,
    missing: describeMissing(missing),
    sentence: fine.map(({ sentence }) => sentence).join(" "),
  };
  const worst = namingFinding(findings, groups);
  if (worst !== undefined && (worst.level === "failing" || worst.level === "degraded")) {
    return { ...common, level: worst.level, headline: `${words[worst.level]}: ${worst.headline ?? worst.rule.chip}` };
  }
  // What the others tell of an essential thing is enough for a verdict, which says what it does not cover.
  const essential = missing.filter(({ rule, notKnown }) => rule.essential && notKnown === undefined);
  if (essential.length > 0) {
    const told = common.sentence === "" ? "" : ` ${common.sentence}`;
    return {
      ...common,
      level: "unknown",
      headline: "Cannot tell whether the cluster is healthy",
      ...(essential.some(({ sentence }) => sentence.includes(denied)) ? { advice: signIn } : {}),
      sentence: `${essential.map(({ sentence }) => sentence).join(" ")}${told}`,
    };
  }
  return { ...common, level: "healthy", headline: missing.length === 0 ? "Healthy" : "Healthy, as far as can be seen" };
}

/** The finding that names the verdict: in the worst group the first of the worst, in the order of the rules. */
function namingFinding(findings: readonly Finding[], groups: readonly FindingGroup[]): Finding | undefined {
  const [group] = groups;
  if (group === undefined) return undefined;
  const inGroup = new Set([group.root, ...group.effects]);
  return findings.find((each) => inGroup.has(each) && each.level === group.level);
}

/** What is not known at all, each reason once; and of whom the rest is not, in one sentence each. */
function describeMissing(missing: readonly Finding[]): readonly string[] {
  const partial = Map.groupBy(missing, ({ notKnown = [] }) => joinNames(notKnown));
  return [...partial].flatMap(([names, findings]) =>
    names === "" ? describeReasons(findings) : [`Not known of ${names}: ${joinSubjects(findings)}.`],
  );
}

/** A member that is down hides a dozen things: they are named together, with why. One alone is a sentence by itself. */
function describeReasons(missing: readonly Finding[]): readonly string[] {
  const reasons = Map.groupBy(missing, ({ because }) => because);
  return [...reasons].flatMap(([why, findings]) =>
    why === undefined || findings.length === 1
      ? findings.map(({ sentence }) => sentence)
      : [`Not known, because ${why}: ${joinSubjects(findings)}.`],
  );
}

const joinSubjects = (findings: readonly Finding[]) => joinNames(findings.map(({ rule }) => rule.about ?? rule.chip));

function at(findings: readonly Finding[], level: Level): readonly Finding[] {
  return findings.filter((finding) => finding.level === level);
}
