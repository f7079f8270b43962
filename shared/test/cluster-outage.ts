/** Ways in which a cluster is not well, for the tests of the verdict. */
import { int64 } from "../src/model/int64.ts";
import { unknown, type ClusterFacts, type MemberFacts } from "../src/cluster/verdict/facts.ts";
import type { Level } from "../src/cluster/verdict/rule.ts";
import type { Finding } from "../src/cluster/verdict/finding-groups.ts";
import { judge } from "../src/cluster/verdict/verdict.ts";

export const finding = (facts: ClusterFacts, id: string): Finding | undefined =>
  judge(facts).findings.find(({ rule }) => rule.id === id);
export const level = (facts: ClusterFacts, id: string): Level | undefined => finding(facts, id)?.level;

const silence = (why: string) => ({
  status: unknown(why),
  metrics: unknown(why),
  window: unknown(why),
  pace: unknown(why),
  indexes: [],
});

type Away = { readonly facts: Partial<MemberFacts> };
export const down: Away = { facts: { reach: "down", ...silence("it does not answer") } };
export const unseen: Away = { facts: { reach: "unseen", ...silence("it cannot be asked from here") } };
/** Added, and never started. */
export const idle: Away & { readonly member: { readonly name: string; readonly clientUrls: readonly string[] } } = {
  ...unseen,
  member: { name: "", clientUrls: [] },
};
export const leader = (leaderId: string) => ({ status: { leader: int64(Number(leaderId)) } });
