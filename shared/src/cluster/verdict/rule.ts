/** The shape of a rule: what it looks at, where its threshold comes from, and what it says. */
import { hasStarted, memberName, type AlarmType } from "../../model/cluster.ts";
import type { ClusterFacts, Known, MemberFacts } from "./facts.ts";

/** From best to worst; `unknown` is beside them. `notice`: worth knowing, and no reason to call the cluster unwell. */
export type Level = "ok" | "unknown" | "notice" | "degraded" | "failing";

/** Where more is said. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** What a rule found. */
export interface Judgement {
  readonly level: Level;
  /** A whole sentence: what is so. */
  readonly sentence: string;
  /** Completes "Degraded: …" or "Failing: …". */
  readonly headline?: string;
  /** The title in the list of findings, where the headline does not do. */
  readonly title?: string;
  /** What the list says below the title, where the sentence does not do. */
  readonly detail?: string;
  /** Since when it is so, in milliseconds since 1970, where what was measured tells it. */
  readonly sinceMs?: number;
  readonly links?: readonly Link[];
  /** What to do. */
  readonly advice?: string;
  /** Names of the members it is about. */
  readonly members?: readonly string[];
  /** Those of `members` that are called otherwise than by a name, such as by their ID before they start. */
  readonly unnamed?: readonly string[];
  /** The alarm that it is about; of several the worst. */
  readonly alarm?: AlarmType;
  /** It is so of the others, and not known of these. */
  readonly notKnown?: readonly string[];
  /** Why it is not known at all; completes "because …". */
  readonly because?: string;
  /** Not known because nothing was asked or measured yet: no gap in what may be seen. */
  readonly unasked?: true;
}

export interface Rule {
  readonly id: string;
  /** A word or two for the chip. */
  readonly chip: string;
  /** The same where it is broken, if other words are needed. */
  readonly brokenChip?: string;
  /** What it is about, where the chip says how it is: `alarms` of `no alarms`. */
  readonly about?: string;
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
  return { level: "unknown", sentence: `Cannot tell ${what}, because ${why}.`, because: why };
}

/** A rule about members: where they are not known, it says so with the end of the sentence `what`. */
export function overMembers(
  what: string,
  judge: (members: readonly MemberFacts[], facts: ClusterFacts) => Judgement,
): Rule["judge"] {
  return (facts) =>
    facts.members.kind === "unknown" ? cannotTell(what, facts.members.why) : judge(facts.members.value, facts);
}

/** A judgement that nothing was asked or measured for yet. */
export function notAsked(sentence: string): Judgement {
  return { level: "unknown", sentence, unasked: true };
}

/** What is well as far as members told: of those that did not, it is not known. */
export function asFarAsTold(judgement: Judgement, notKnown: readonly string[]): Judgement {
  if (judgement.level !== "ok" || notKnown.length === 0) return judgement;
  return {
    ...judgement,
    level: "unknown",
    sentence: `${judgement.sentence} Not known: ${joinNames(notKnown)}.`,
    notKnown,
  };
}

/** One thing a member tells, by its name. */
export interface Reading<Value> {
  readonly name: string;
  readonly value: Value;
}

/**
 * What all members tell, the names of those that were asked and did not, and why. A member that has never been started
 * has nothing to tell, and is not missed.
 */
export function readingsOf<Value>(
  members: readonly MemberFacts[],
  read: (facts: MemberFacts) => Known<Value | undefined>,
): { readonly readings: readonly Reading<Value>[]; readonly missing: readonly string[]; readonly why: string } {
  const readings: Reading<Value>[] = [];
  const missing: string[] = [];
  let why = "it is not reported";
  for (const facts of members) {
    const found = read(facts);
    const name = memberName(facts.member);
    if (found.kind === "known" && found.value !== undefined) readings.push({ name, value: found.value });
    else if (hasStarted(facts.member)) {
      missing.push(name);
      if (found.kind === "unknown") ({ why } = found);
      else if (facts.status.kind === "unknown") ({ why } = facts.status);
    }
  }
  return { readings, missing, why };
}

/** What is told of a known thing. */
export function mapKnown<From, To>(found: Known<From>, read: (value: From) => To): Known<To> {
  return found.kind === "known" ? { kind: "known", value: read(found.value) } : found;
}

/** Names of the members, as people call them. */
export function namesOf(members: readonly MemberFacts[]): readonly string[] {
  return members.map(({ member }) => memberName(member));
}

/** The members that a judgement is about, with those among them that have no name yet. */
export function aboutMembers(members: readonly MemberFacts[]): Pick<Judgement, "members" | "unnamed"> {
  const unnamed = namesOf(members.filter(({ member }) => member.name === ""));
  return { members: namesOf(members), ...(unnamed.length > 0 && { unnamed }) };
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
