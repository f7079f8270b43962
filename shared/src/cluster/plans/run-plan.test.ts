import { describe, expect, test } from "vitest";
import { aMember, aStatus, header, idOf } from "../../../test/cluster-facts.ts";
import type { AdminRequest } from "../../model/admin-request.ts";
import { FailureError } from "../../model/failure.ts";
import { int64, zeroInt64 } from "../../model/int64.ts";
import type { AdminAnswers } from "../../wire/admin-answers.ts";
import { planDefragment, planDisarm, planMoveLeader } from "./maintenance-plans.ts";
import { planAdd } from "./member-plans.ts";
import type { MemberAt, Plan, Planned } from "./plan.ts";
import type { AdminCall } from "./plan-checks.ts";
import { patience, runPlan, type PlanRun } from "./run-plan.ts";

type Answer = (request: AdminRequest, at: MemberAt | undefined) => unknown;

/** Answers are taken as they are scripted: what the runner reads of them is what the tests check. */
function scriptedCall(answer: Answer): { call: AdminCall; asked: string[] } {
  const asked: string[] = [];
  const answers = async (request: AdminRequest, at?: MemberAt): Promise<unknown> => {
    asked.push(at === undefined ? request.kind : `${request.kind} ${at.name}`);
    const scripted = answer(request, at);
    if (scripted instanceof Error) throw scripted;
    return scripted;
  };
  function isCall(value: unknown): value is AdminCall {
    return value === answers;
  }
  if (!isCall(answers)) throw new Error("never");
  return { call: answers, asked };
}

async function run(plan: Plan, answer: Answer, stopAfter = Number.POSITIVE_INFINITY) {
  const { call, asked } = scriptedCall(answer);
  let nowMs = 0;
  let looks = 0;
  const seen: PlanRun[] = [];
  const context = {
    call,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
    nowMs: () => nowMs,
    isStopped: () => looks++ >= stopAfter,
  };
  for await (const state of runPlan(plan, context)) seen.push(state);
  return { asked, last: seen.at(-1), seen };
}

const planOf = (planned: Planned): Plan => {
  if ("refused" in planned) throw new Error(planned.refused);
  return planned.plan;
};
const three = [aMember(0), aMember(1), aMember(2)];
const rejected = (message: string) => new FailureError({ kind: "rejected", status: 400, code: 9, message });
const added: AdminAnswers["member-add"] = { header, members: three, member: aMember(3, { name: "" }) };

describe("a plan", () => {
  const defragment = planOf(planDefragment(three, idOf(0)));

  test("goes step by step, each at its member", async () => {
    const { asked, last } = await run(defragment, ({ kind }) => (kind === "status" ? aStatus() : undefined));
    expect(asked).toEqual(["defragment m1", "status m1", "defragment m2", "status m2", "defragment m0", "status m0"]);
    expect(last?.state).toBe("done");
    expect(last?.steps.every(({ kind }) => kind === "done")).toBe(true);
  });

  test("stops at the first failure: nothing after it is begun", async () => {
    const { asked, last } = await run(defragment, ({ kind }, at) => {
      if (kind === "defragment" && at?.name === "m2") return rejected("no space");
      return kind === "status" ? aStatus() : undefined;
    });
    expect(asked.at(-1)).toBe("defragment m2");
    expect(last).toMatchObject({
      state: "failed",
      steps: { 2: { kind: "failed", why: expect.stringContaining("no space") } },
    });
    expect(last?.steps[4]).toEqual({ kind: "pending" });
  });

  test("waits until a member is well again, and gives up after its time", async () => {
    let looks = 0;
    const slow = await run(defragment, ({ kind }) => {
      if (kind !== "status") return undefined;
      return ++looks < 3 ? aStatus({ leader: zeroInt64 }) : aStatus();
    });
    expect(slow.last?.state).toBe("done");
    expect(
      slow.seen.some(({ steps }) => steps[1]?.kind === "running" && steps[1].waitingFor === "m1 has no leader"),
    ).toBe(true);
    const never = await run(defragment, ({ kind }) => (kind === "status" ? new Error("away") : undefined));
    expect(never.last).toMatchObject({
      state: "failed",
      steps: { 1: { why: expect.stringContaining("Timed out: ") } },
    });
    expect(never.asked.filter((asked) => asked === "status m1")).toHaveLength(
      patience.healthyMs / patience.lookEveryMs + 1,
    );
  });

  test("can be stopped between steps, and while it waits", async () => {
    const between = await run(defragment, ({ kind }) => (kind === "status" ? aStatus() : undefined), 2);
    expect(between.last?.state).toBe("stopped");
    expect(between.asked).toEqual(["defragment m1", "status m1"]);
    const waiting = await run(defragment, ({ kind }) => (kind === "status" ? new Error("away") : undefined), 2);
    expect(waiting.last).toMatchObject({ state: "stopped", steps: { 0: { kind: "done" }, 1: { kind: "pending" } } });
  });
});

test("a new member is waited for, and promoted by the ID that etcd gave it as soon as etcd lets it", async () => {
  const plan = planOf(
    planAdd(
      { name: "m3", peerUrls: ["http://n:2380"] },
      three.map((member) => ({ member, alive: true })),
    ),
  );
  let [lists, promotions] = [0, 0];
  const promoted: string[] = [];
  const { last } = await run(plan, (request) => {
    if (request.kind === "member-add") return added;
    if (request.kind === "member-list")
      return { header, members: [...three, aMember(3, { name: ++lists < 3 ? "" : "m3" })] };
    if (request.kind !== "member-promote") return new Error(`unexpected ${request.kind}`);
    promoted.push(request.memberId);
    return ++promotions < 3
      ? rejected("etcdserver: can only promote a learner member which is in sync with leader")
      : { header, members: [] };
  });
  expect(last?.state).toBe("done");
  expect(promoted).toEqual([idOf(3), idOf(3), idOf(3)]);
});

test("space is looked for before an alarm goes: by the quota that the status tells, or that the plan was told", async () => {
  const disarm = planOf(planDisarm([{ memberId: idOf(1), type: "NOSPACE" }], three, new Map([[idOf(1), 1000]])));
  const told = await run(disarm, ({ kind }) => (kind === "status" ? aStatus({ dbSize: int64(901) }) : []));
  expect(told.last?.state).toBe("failed");
  expect(told.asked).not.toContain("alarm-disarm");
  const free = await run(disarm, ({ kind }) => (kind === "status" ? aStatus({ dbSize: int64(899) }) : []));
  expect(free).toMatchObject({ asked: ["status m1", "alarm-disarm"], last: { state: "done" } });
  const newer = await run(disarm, ({ kind }) =>
    kind === "status" ? aStatus({ dbSize: int64(899), dbSizeQuota: int64(900) }) : [],
  );
  expect(newer.last?.state).toBe("failed");
  const unknown = planOf(planDisarm([{ memberId: idOf(1), type: "NOSPACE" }], three, new Map()));
  const guess = (inUse: number) =>
    run(unknown, ({ kind }) => (kind === "status" ? aStatus({ dbSize: int64(1000), dbSizeInUse: int64(inUse) }) : []));
  expect((await guess(499)).last?.state).toBe("failed");
  expect((await guess(500)).last?.state).toBe("done");
});

test("the leader is handed over by the leader, and it is seen that it was", async () => {
  const [from, to] = [aMember(0), aMember(1)];
  let moved = false;
  const { asked, last } = await run(planOf(planMoveLeader(from, to)), ({ kind }) => {
    if (kind === "move-leader") moved = true;
    return kind === "status" ? aStatus({ leader: moved ? idOf(1) : idOf(0) }) : undefined;
  });
  expect(asked).toEqual(["status m1", "move-leader m0", "status m1"]);
  expect(last?.state).toBe("done");
});

test("what may have been done is not done again, whatever its words", async () => {
  const plan = planOf(
    planAdd(
      { name: "m3", peerUrls: ["http://n:2380"] },
      three.map((member) => ({ member, alive: true })),
    ),
  );
  let promotions = 0;
  const { last } = await run(plan, (request) => {
    if (request.kind === "member-add") return added;
    if (request.kind === "member-list") return { header, members: [...three, aMember(3, { name: "m3" })] };
    promotions++;
    const message = "can only promote a learner member which is in sync with leader";
    return new FailureError({ kind: "foreign", status: 502, message });
  });
  expect(promotions).toBe(1);
  expect(last?.state).toBe("failed");
  const failed = last?.steps.find(({ kind }) => kind === "failed");
  expect(failed).toMatchObject({ why: expect.stringContaining("may or may not have happened") });
});
