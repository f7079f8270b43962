import { describe, expect, test } from "vitest";
import { aMember, idOf } from "../../../test/cluster-facts.ts";
import * as members from "./member-plans.ts";
import type { Planned } from "./plan.ts";

const three = [aMember(0), aMember(1), aMember(2)];
const states = (...alive: readonly (boolean | undefined)[]) =>
  three.map((member, at) => ({ member, alive: alive[at] }));
const titles = (planned: Planned) =>
  "plan" in planned ? planned.plan.steps.map(({ title }) => title) : planned.refused;
const newcomer = { name: "m3", peerUrls: ["http://10.0.0.3:2380"] };
const memberAt = (index: number) => three[index] ?? aMember(index);

describe("members", () => {
  test("a new one is a learner until it has caught up; the quorum before and after is told, and how to start it", () => {
    const planned = members.planAdd(newcomer, states(true, true, true));
    expect(titles(planned)).toEqual([
      "Add m3 as a learner",
      "Wait until m3 is started",
      "Promote m3 once it has caught up",
    ]);
    expect(planned).toMatchObject({
      plan: {
        notes: [
          "Before: 3 voting members: 2 must run, 1 may fail.",
          "After: 4 voting members: 3 must run, 1 may fail.",
        ],
        risks: [expect.anything(), expect.stringContaining("tolerate no more failures")],
      },
    });
    const command = "plan" in planned ? planned.plan.newMemberCommand : undefined;
    expect(command).toContain("--initial-cluster-state existing");
    expect(command).toContain(
      "m0=http://10.0.0.0:2380,m1=http://10.0.0.1:2380,m2=http://10.0.0.2:2380,m3=http://10.0.0.3:2380",
    );
  });

  test.each([
    [{ name: "m3", peerUrls: [] }, "Enter a peer URL"],
    [{ name: "m3", peerUrls: ["10.0.0.3:2380"] }, "is not a peer URL"],
    [{ name: "m3", peerUrls: ["http://10.0.0.3"] }, "is not a peer URL"],
    [{ name: "m3", peerUrls: ["http://10.0.0.1:2380"] }, "already belongs to m1"],
    [{ name: "m1", peerUrls: ["http://10.0.0.3:2380"] }, "named m1 already exists"],
    [{ name: "", peerUrls: ["http://10.0.0.3:2380"] }, "Enter a name"],
  ])("%j is refused: %s", (added, why) => {
    expect(titles(members.planAdd(added, states(true, true, true)))).toContain(why);
  });

  test("a new member that stays a learner is not promoted, and the quorum does not change", () => {
    const planned = members.planAdd({ ...newcomer, staysLearner: true }, states(true, true, true));
    expect(titles(planned)).toEqual(["Add m3 as a learner", "Wait until m3 is started"]);
    expect(planned).toMatchObject({
      plan: {
        notes: ["Before and after: 3 voting members: 2 must run, 1 may fail."],
        risks: [expect.stringContaining("snapshot"), expect.stringContaining("does not serve")],
      },
    });
  });

  test("several that are away are named as several", () => {
    const five = [...states(true, true, true), ...[3, 4].map((at) => ({ member: aMember(at), alive: false }))];
    expect(titles(members.planAdd({ ...newcomer, name: "m9", peerUrls: ["http://10.0.0.9:2380"] }, five))).toBe(
      "etcd adds no member while m3 and m4 are down. Restart or replace them.",
    );
  });

  test("nobody is taken in while a voter is away", () => {
    expect(titles(members.planAdd(newcomer, states(true, true, false)))).toContain("while m2 is down");
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
    expect(titles(members.planRemove(memberAt(0), states(true, true, false)))).toContain("would lose quorum");
    expect(titles(members.planRemove(memberAt(0), states(true, true, undefined)))).toContain("Cannot tell");
    expect(titles(members.planRemove(memberAt(0), states(true, true, true).slice(0, 2)))).toEqual(["Remove m0"]);
    const alone = [{ member: memberAt(0), alive: true }];
    expect(titles(members.planRemove(memberAt(0), alone))).toContain("The only member");
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

  test("a learner that has stopped is not promoted: etcd itself would", () => {
    const learner = aMember(3, { isLearner: true });
    const promote = (alive: boolean | undefined) =>
      titles(members.planPromote(learner, [...states(true, true, true), { member: learner, alive }]));
    expect(promote(false)).toContain("Start it first");
    expect(promote(true)).toEqual(["Promote m3"]);
    expect(promote(undefined)).toEqual(["Promote m3"]);
  });

  test("without a quorum no change is offered: none could be decided", () => {
    const lost = states(true, false, false);
    const learner = aMember(3, { isLearner: true });
    const planned = [
      members.planAdd(newcomer, lost),
      members.planRemove(memberAt(1), lost),
      members.planReplace(memberAt(1), newcomer, lost),
      members.planUpdate(memberAt(0), ["http://10.0.0.9:2380"], lost),
      members.planPromote(learner, [...lost, { member: learner, alive: true }]),
      members.planRemove(memberAt(1), states(true, false).slice(0, 2)),
    ];
    for (const each of planned) expect(titles(each)).toContain("No quorum");
    expect(titles(members.planAdd(newcomer, states(true, undefined, undefined)))).toHaveLength(3);
  });

  test("a leader that goes hands over first, to a voter that runs", () => {
    const handedOver = [
      "Wait until m1 answers and has caught up",
      "Hand over from m0 to m1",
      "Check that m1 is the leader",
      "Remove m0",
    ];
    expect(titles(members.planRemove(memberAt(0), states(true, true, true), idOf(0)))).toEqual(handedOver);
    const replaced = titles(members.planReplace(memberAt(0), newcomer, states(true, true, true), idOf(0)));
    expect(replaced?.slice(-4)).toEqual(handedOver);
    expect(titles(members.planRemove(memberAt(1), states(true, true, true), idOf(0)))).toEqual(["Remove m1"]);
  });

  test("peer URLs are changed to some that nobody else has", () => {
    const all = states(true, true, true);
    expect(titles(members.planUpdate(memberAt(0), ["http://10.0.0.9:2380"], all))).toHaveLength(1);
    expect(titles(members.planUpdate(memberAt(0), ["http://10.0.0.1:2380"], all))).toContain("belongs to m1");
    const needed = members.planUpdate(memberAt(0), ["http://10.0.0.9:2380"], states(true, true, false));
    expect(needed).toMatchObject({ plan: { risks: [{}, expect.stringContaining("no quorum")] } });
  });
});
