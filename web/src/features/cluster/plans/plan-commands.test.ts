import { planAdd } from "@etcd-explorer/shared/cluster/plans/member-plans";
import { expect, test } from "vitest";
import { aMember } from "../../../../../shared/test/cluster-facts.ts";
import { scriptOf } from "./plan-commands.ts";

const target = () => ({ endpoints: ["http://h:2379"], user: "", worker: { connection: "three" } });

test("a plan is told as a script, and what cannot be known before as a comment", () => {
  const planned = planAdd({ name: "m1", peerUrls: ["http://n:2380"] }, [{ member: aMember(0), alive: true }]);
  const steps = "plan" in planned ? planned.plan.steps : [];
  expect(scriptOf(steps, "etcdctl", target).split("\n")).toEqual([
    "# Add m1 as a learner",
    "etcdctl --endpoints=http://h:2379 member add m1 --peer-urls=http://n:2380 --learner",
    "# Wait until m1 is started",
    "# Promote m1 once it has caught up",
    "# Its ID is the one that etcd gives the new member when it is added.",
  ]);
  expect(scriptOf(steps, "curl", target)).toContain("/v3/cluster/member/add -d");
});
