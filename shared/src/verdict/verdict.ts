/** The verdict on a cluster: every rule's finding, and all of them in one sentence. */
import { learnerRule, sameDataRule, versionRule } from "./data-rules.ts";
import type { ClusterFacts } from "./facts.ts";
import { commitRule, fsyncRule, peerRoundTripRule, proposalsRule, slowApplyRule } from "./pace-rules.ts";
import { leaderRule, leaderStabilityRule, quorumRule, raftLagRule, reachRule } from "./raft-rules.ts";
import type { Judgement, Level, Rule } from "./rule.ts";
import { alarmRule, fragmentationRule, spaceRule } from "./space-rules.ts";

/** Every rule, the most telling first: where several are broken, the first of the worst names the verdict. */
export const rules: readonly Rule[] = [
  quorumRule,
  leaderRule,
  alarmRule,
  sameDataRule,
  spaceRule,
  reachRule,
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
];

export interface Finding extends Judgement {
  readonly rule: Rule;
}

export interface Verdict {
  readonly level: "healthy" | "degraded" | "failing" | "unknown";
  /** `Degraded: one member is slow to write`. */
  readonly headline: string;
  /** The reasons, and what is well besides. */
  readonly sentence: string;
  /** What to do, one sentence a broken rule. */
  readonly advice: readonly string[];
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly missing: readonly string[];
}

/** etcd's own words to those who may not ask (rpctypes: ErrPermissionDenied). */
const denied = "permission denied";
const signIn = "Sign in as a user with the role root: etcd tells the rest to nobody else.";

const words = { degraded: "Degraded", failing: "Failing" } as const;

/** Judges by every rule. */
export function judge(facts: ClusterFacts): Verdict {
  const findings = rules.map((rule) => ({ rule, ...rule.judge(facts) }));
  const broken = [...at(findings, "failing"), ...at(findings, "degraded")];
  const unknown = at(findings, "unknown");
  // Nobody compares hashes on every visit: that it was not done yet is no gap in what may be seen.
  const missing = unknown.filter(({ rule }) => rule.id !== sameDataRule.id || facts.hashes !== undefined);
  const fine = findings.filter(({ level, rule }) => level === "ok" && (rule.id === "quorum" || rule.id === "alarms"));
  const reasons = [
    ...fine.filter(({ rule }) => rule.id === "quorum"),
    ...broken,
    ...fine.filter(({ rule }) => rule.id !== "quorum"),
  ];
  const common = {
    findings,
    advice: broken.flatMap(({ advice }) => (advice === undefined ? [] : [advice])),
    missing: missing.map(({ sentence }) => sentence),
    sentence: reasons.map(({ sentence }) => sentence).join(" "),
  };
  const [worst] = broken;
  if (worst !== undefined && (worst.level === "failing" || worst.level === "degraded")) {
    return { ...common, level: worst.level, headline: `${words[worst.level]}: ${worst.headline ?? worst.rule.chip}` };
  }
  if (missing.some(({ rule }) => rule.essential)) {
    const essential = missing.filter(({ rule }) => rule.essential);
    const known = common.sentence === "" ? "" : ` ${common.sentence}`;
    return {
      ...common,
      level: "unknown",
      headline: "Cannot tell whether the cluster is healthy",
      advice: essential.some(({ sentence }) => sentence.includes(denied)) ? [signIn] : [],
      sentence: `${essential.map(({ sentence }) => sentence).join(" ")}${known}`,
    };
  }
  return { ...common, level: "healthy", headline: missing.length === 0 ? "Healthy" : "Healthy, as far as can be seen" };
}

function at(findings: readonly Finding[], level: Level): readonly Finding[] {
  return findings.filter((finding) => finding.level === level);
}
