/** The verdict on a cluster: every rule's finding, and all of them in one sentence. */
import { learnerRule, sameDataRule, versionRule } from "./data-rules.ts";
import type { ClusterFacts } from "./facts.ts";
import { leaderStabilityRule, proposalsRule, slowApplyRule } from "./counter-rules.ts";
import { commitRule, fsyncRule, peerRoundTripRule } from "./latency-rules.ts";
import { leaderRule, quorumRule, raftLagRule, reachRule } from "./raft-rules.ts";
import { joinNames, type Judgement, type Level, type Rule } from "./rule.ts";
import { alarmRule, fragmentationRule, spaceRule } from "./space-rules.ts";

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

/** What breaks by itself where a member is away: told after it, and without advice of its own. */
const consequences: ReadonlySet<string> = new Set(["leader", "leader-stability", "proposals", "peer-round-trip"]);

/** Judges by every rule. */
export function judge(facts: ClusterFacts): Verdict {
  const findings = rules.map((rule) => ({ rule, ...rule.judge(facts) }));
  const found = [...at(findings, "failing"), ...at(findings, "degraded")];
  const isAway = found.some(({ rule }) => rule.id === quorumRule.id || rule.id === reachRule.id);
  const follows = ({ rule }: Finding) => isAway && consequences.has(rule.id);
  const broken = [...found.filter((each) => !follows(each)), ...found.filter(follows)];
  const missing = at(findings, "unknown").filter(({ unasked }) => unasked !== true);
  const fine = findings.filter(({ level }) => level === "ok");
  const reasons = [
    ...fine.filter(({ rule }) => rule.id === quorumRule.id),
    ...broken,
    ...fine.filter(({ rule }) => rule.id === alarmRule.id),
  ];
  const common = {
    findings,
    advice: broken.flatMap((each) => (each.advice === undefined || follows(each) ? [] : [each.advice])),
    missing: describeMissing(missing),
    sentence: reasons.map(({ sentence }) => sentence).join(" "),
  };
  const worst = broken.find(({ level }) => level === "failing") ?? broken[0];
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
      advice: essential.some(({ sentence }) => sentence.includes(denied)) ? [signIn] : [],
      sentence: `${essential.map(({ sentence }) => sentence).join(" ")}${told}`,
    };
  }
  return { ...common, level: "healthy", headline: missing.length === 0 ? "Healthy" : "Healthy, as far as can be seen" };
}

/** What is not known at all, each with its reason; and of whom the rest is not, in one sentence each. */
function describeMissing(missing: readonly Finding[]): readonly string[] {
  const partial = Map.groupBy(missing, ({ notKnown = [] }) => joinNames(notKnown));
  return [...partial].flatMap(([names, findings]) =>
    names === ""
      ? findings.map(({ sentence }) => sentence)
      : [`Not known of ${names}: ${joinNames(findings.map(({ rule }) => rule.about ?? rule.chip))}.`],
  );
}

function at(findings: readonly Finding[], level: Level): readonly Finding[] {
  return findings.filter((finding) => finding.level === level);
}
