/** The shape of a rule: what it looks at, where its threshold comes from, and what it says. */
import { memberName } from "../cluster.ts";
import type { ClusterFacts, Known, MemberFacts } from "./facts.ts";

/** From best to worst; `unknown` is beside them. */
export type Level = "ok" | "unknown" | "degraded" | "failing";

/** What a rule found. */
export interface Judgement {
  readonly level: Level;
  /** A whole sentence: what is so. */
  readonly sentence: string;
  /** Completes "Degraded: …" or "Failing: …". */
  readonly headline?: string;
  /** What to do. */
  readonly advice?: string;
  /** Names of the members it is about. */
  readonly members?: readonly string[];
}

export interface Rule {
  readonly id: string;
  /** A word or two for the chip. */
  readonly chip: string;
  /** The same where it is broken, if other words are needed. */
  readonly brokenChip?: string;
  /** When it is not ok, in words. */
  readonly threshold: string;
  /** Where etcd says so. */
  readonly source: string;
  /** Without it nobody can say that the cluster is well. */
  readonly essential: boolean;
  readonly judge: (facts: ClusterFacts) => Judgement;
}

/** A judgement that could not be made: "Cannot tell …, because …". */
export function cannotTell(what: string, why: string): Judgement {
  return { level: "unknown", sentence: `Cannot tell ${what}, because ${why}.` };
}

/** A rule about members: where they are not known, it says so with the end of the sentence `what`. */
export function overMembers(
  what: string,
  judge: (members: readonly MemberFacts[], facts: ClusterFacts) => Judgement,
): Rule["judge"] {
  return (facts) =>
    facts.members.kind === "unknown" ? cannotTell(what, facts.members.why) : judge(facts.members.value, facts);
}

/** One number a member, where it has one. */
export interface Reading {
  readonly name: string;
  readonly value: number;
}

/** The numbers of all members that have one, and those that do not tell. */
export function readingsOf(
  members: readonly MemberFacts[],
  read: (facts: MemberFacts) => Known<number | undefined>,
): { readonly readings: readonly Reading[]; readonly missing: readonly string[]; readonly why: string } {
  const readings: Reading[] = [];
  const missing: string[] = [];
  let why = "it is not told";
  for (const facts of members) {
    const found = read(facts);
    const name = memberName(facts.member);
    if (found.kind === "known" && found.value !== undefined) readings.push({ name, value: found.value });
    else {
      missing.push(name);
      if (found.kind === "unknown") ({ why } = found);
    }
  }
  return { readings, missing, why };
}

/** `m0`, `m0 and m1`, `m0, m1 and m2`. */
export function joinNames(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `one member`, `2 members`. */
export function countMembers(count: number): string {
  return count === 1 ? "one member" : `${count} members`;
}
