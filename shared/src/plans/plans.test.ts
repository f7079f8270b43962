import { describe, expect, test } from "vitest";
import { aMember, idOf } from "../../test/cluster-facts.ts";
import { asRevision, int64 } from "../int64.ts";
import * as maintenance from "./maintenance-plans.ts";
import * as members from "./member-plans.ts";
import type { Planned } from "./plan.ts";

const three = [aMember(0), aMember(1), aMember(2)];
const states = (...alive: readonly (boolean | undefined)[]) =>
  three.map((member, at) => ({ member, alive: alive[at] }));
const titles = (planned: Planned) =>
  "plan" in planned ? planned.plan.steps.map(({ title }) => title) : planned.refused;
const revision = (value: number) => asRevision(int64(value));
const newcomer = { name: "m3", peerUrls: ["http://10.0.0.3:2380"] };
const memberAt = (index: number) => three[index] ?? aMember(index);

describe("compact", () => {
  const head = revision(100);
  const compact = (to: number, allowHead = false) =>
    maintenance.planCompact({ revision: revision(to), head, physical: false, allowHead });

  test("keeps the last revisions, and never more than there are", () => {
    expect(maintenance.revisionKeeping(head, 10)).toBe("90");
    expect(maintenance.revisionKeeping(head, 100)).toBe("0");
    expect(maintenance.revisionKeeping(head, 1000)).toBe("0");
    expect(maintenance.droppedRevisions(revision(90), 40)).toBe("50");
    expect(maintenance.droppedRevisions(revision(90), undefined)).toBeUndefined();
  });

  test("never drops the whole history unless that is said", () => {
    expect(titles(compact(99))).toEqual(["Compact to revision 99"]);
    expect(titles(compact(100))).toContain("no history at all would stay");
    expect(titles(compact(100, true))).toEqual(["Compact to revision 100"]);
    expect(titles(compact(101, true))).toContain("not there yet");
    expect(titles(compact(0))).toContain("nothing would be dropped");
  });
});

test("defragment takes followers first, the leader last, and waits for each to be well", () => {
  expect(titles(maintenance.planDefragment(three, idOf(0)))).toEqual([
    "Defragment m1",
    "Wait until m1 answers and has caught up",
    "Defragment m2",
    "Wait until m2 answers and has caught up",
    "Defragment m0, the leader",
    "Wait until m0 answers and has caught up",
  ]);
  expect(titles(maintenance.planDefragment([memberAt(1)], idOf(0)))).toHaveLength(2);
  expect(maintenance.planDefragment([], undefined)).toHaveProperty("refused");
});

const alarm = (type: "NOSPACE" | "CORRUPT") => [{ memberId: idOf(1), type }];

test("an alarm for space is disarmed after a look at the space, a corrupt one with a warning", () => {
  const quotas = new Map([[idOf(1), 4096]]);
  const planned = maintenance.planDisarm(alarm("NOSPACE"), three, quotas);
  expect(titles(planned)).toEqual(["See that the databases are below their quota again", "Disarm NOSPACE of m1"]);
  expect(planned).toMatchObject({ plan: { steps: [{ check: { members: [{ id: idOf(1), quotaBytes: 4096 }] } }, {}] } });
  expect(maintenance.planDisarm(alarm("CORRUPT"), three, quotas)).toMatchObject({
    plan: { destructive: true, risks: [expect.stringContaining("wrong data")] },
  });
  expect(maintenance.planDisarm([], three, quotas)).toHaveProperty("refused");
});

test("reclaiming space is compact, defragment, look and disarm, in that order", () => {
  const planned = maintenance.planReclaim({
    revision: revision(90),
    head: revision(100),
    physical: true,
    members: three,
    leader: idOf(2),
    alarms: [{ memberId: idOf(0), type: "NOSPACE" }],
    quotas: new Map(),
  });
  expect(titles(planned)).toMatchObject({ 0: "Compact to revision 90", 5: "Defragment m2, the leader", length: 9 });
  expect(titles(planned)?.at(-1)).toBe("Disarm NOSPACE of m0");
});

test("the leader moves to a voter that does not lead yet, and the request goes to the leader", () => {
  expect(maintenance.planMoveLeader(memberAt(0), memberAt(1))).toMatchObject({
    plan: { steps: [{}, { request: { kind: "move-leader", targetId: idOf(1) }, at: { id: idOf(0) } }, {}] },
  });
  expect(maintenance.planMoveLeader(memberAt(0), memberAt(0))).toHaveProperty("refused");
  expect(maintenance.planMoveLeader(memberAt(0), aMember(1, { isLearner: true }))).toHaveProperty("refused");
});

test("a downgrade names a minor version and is validated first", () => {
  expect(titles(maintenance.planDowngrade("3.5.0"))).toHaveLength(2);
  expect(maintenance.planDowngrade("3.5.30")).toHaveProperty("refused");
});

describe("members", () => {
  test("a new one is a learner until it has caught up; the quorum before and after is told, and how to start it", () => {
    const planned = members.planAdd(newcomer, states(true, true, true));
    expect(titles(planned)).toEqual([
      "Add m3 as a learner",
      "Wait until m3 is started with the command below",
      "Promote m3 once it has caught up",
    ]);
    expect(planned).toMatchObject({
      plan: {
        notes: [
          "Before: 3 voting members: 2 must run, 1 may fail.",
          "After: 4 voting members: 3 must run, 1 may fail.",
        ],
        risks: [expect.anything(), expect.stringContaining("even number")],
      },
    });
    const command = "plan" in planned ? planned.plan.newMemberCommand : undefined;
    expect(command).toContain("--initial-cluster-state existing");
    expect(command).toContain(
      "m0=http://10.0.0.0:2380,m1=http://10.0.0.1:2380,m2=http://10.0.0.2:2380,m3=http://10.0.0.3:2380",
    );
  });

  test.each([
    [{ name: "m3", peerUrls: [] }, "at least one peer URL"],
    [{ name: "m3", peerUrls: ["10.0.0.3:2380"] }, "is no peer URL"],
    [{ name: "m3", peerUrls: ["http://10.0.0.3"] }, "is no peer URL"],
    [{ name: "m3", peerUrls: ["http://10.0.0.1:2380"] }, "belongs to m1 already"],
    [{ name: "m1", peerUrls: ["http://10.0.0.3:2380"] }, "called m1 already"],
    [{ name: "", peerUrls: ["http://10.0.0.3:2380"] }, "Give the new member a name"],
  ])("%j is refused: %s", (added, why) => {
    expect(titles(members.planAdd(added, states(true, true, true)))).toContain(why);
  });

  test("nobody is taken in while a voter is away", () => {
    expect(titles(members.planAdd(newcomer, states(true, true, false)))).toContain("while m2 is away");
  });

  test("a dead one is replaced by removing it first, a living one by removing it last", () => {
    expect(titles(members.planReplace(memberAt(2), newcomer, states(true, true, false)))).toMatchObject({
      0: "Remove m2",
      1: "Add m3 as a learner",
      3: "Promote m3 once it has caught up",
    });
    const living = titles(members.planReplace(memberAt(2), newcomer, states(true, true, true)));
    expect(living).toMatchObject({ 0: "Add m3 as a learner" });
    expect(living?.at(-1)).toBe("Remove m2");
  });

  test("none is removed whose going would cost the quorum", () => {
    expect(titles(members.planRemove(memberAt(0), states(true, true, true)))).toEqual(["Remove m0"]);
    expect(titles(members.planRemove(memberAt(2), states(true, true, false)))).toEqual(["Remove m2"]);
    expect(titles(members.planRemove(memberAt(0), states(true, true, false)))).toContain("would stand still");
    expect(titles(members.planRemove(memberAt(0), states(true, true, undefined)))).toContain("not known");
    const alone = [{ member: memberAt(0), alive: true }];
    expect(titles(members.planRemove(memberAt(0), alone))).toContain("the only member");
  });

  test("a learner is promoted; one that votes is not", () => {
    const learner = aMember(1, { isLearner: true });
    const all = [
      { member: memberAt(0), alive: true },
      { member: learner, alive: true },
    ];
    expect(members.planPromote(learner, all)).toMatchObject({
      plan: { notes: ["Before: 1 voting member: 1 must run, none may fail.", expect.stringContaining("2 voting")] },
    });
    expect(members.planPromote(memberAt(0), all)).toHaveProperty("refused");
    expect(titles(members.planRemove(learner, all))).toEqual(["Remove m1"]);
  });

  test("peer URLs are changed to some that nobody else has", () => {
    const all = states(true, true, true);
    expect(titles(members.planUpdate(memberAt(0), ["http://10.0.0.9:2380"], all))).toHaveLength(1);
    expect(titles(members.planUpdate(memberAt(0), ["http://10.0.0.1:2380"], all))).toContain("belongs to m1");
  });
});
