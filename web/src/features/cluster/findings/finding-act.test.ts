import { known, type ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { expect, test } from "vitest";
import { clusterOf, gib, idOf } from "../../../../../shared/test/cluster-facts.ts";
import { down, idle } from "../../../../../shared/test/cluster-outage.ts";
import { actFor } from "./finding-act.ts";

const first = (facts: ClusterFacts) => {
  const [group] = judge(facts).groups;
  return group === undefined ? undefined : actFor(group);
};
const raised = (type: "NOSPACE" | "CORRUPT") => ({ ...clusterOf(), alarms: known([{ memberId: idOf(1), type }]) });
const named = (facts: ClusterFacts, name: string): ClusterFacts => ({
  ...facts,
  members:
    facts.members.kind === "unknown"
      ? facts.members
      : known(facts.members.value.map((each, at) => (at === 1 ? { ...each, member: { ...each.member, name } } : each))),
});

test("what is corrupt is told by the alarm, and not by a member's name", () => {
  expect(first(named(raised("NOSPACE"), "CORRUPT"))?.act).toBe("cluster.disarm");
});

test("a finding leads to the act that mends it, and to none where this page has none", () => {
  expect(first(clusterOf({}, {}, down))).toEqual({ act: "cluster.members", label: "Replace m2…" });
  expect(first(clusterOf({}, down, down))?.label).toBe("Manage members…");
  expect(first(clusterOf({}, {}, idle))?.label).toBe("Manage members…");
  // A member may be called so.
  expect(first(clusterOf({}, {}, { ...down, member: { name: "member 2" } }))?.label).toBe("Replace member 2…");
  expect(first(raised("NOSPACE"))?.act).toBe("cluster.disarm");
  expect(first(raised("CORRUPT"))?.act).toBe("cluster.snapshot");
  expect(first(clusterOf({ metrics: { quotaBytes: gib } }))?.act).toBe("cluster.compact");
  expect(first(clusterOf({ pace: { fsync: { slow: true, p99Ms: 31 } } }))).toBeUndefined();
  expect(first(clusterOf())).toBeUndefined();
});
