import type { Plan } from "@etcd-explorer/shared/cluster/plans/plan";
import type { AdminCall } from "@etcd-explorer/shared/cluster/plans/plan-checks";
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test, vi } from "vitest";
import { jobs } from "#/stores/jobs/jobs.ts";
import { useNotices } from "#/stores/notices.ts";
import { describeRun, startPlan } from "./plan-job.ts";

const at = (name: string) => ({ id: int64(name.length), name });
const plan: Plan = {
  title: "Defragment 2 members",
  risks: [],
  notes: [],
  destructive: false,
  steps: ["a", "bb"].map((name) => ({
    id: name,
    kind: "request",
    title: `Defragment ${name}`,
    request: { kind: "defragment" },
    at: at(name),
  })),
};

/** A cluster whose calls are answered by `answer`, and the members that were asked. */
function cluster(answer: (member: string) => Promise<void>) {
  const asked: string[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a plan of defragmentations looks at no answer
  const call = (async (_: AdminRequest, member?: { readonly name: string }) => {
    asked.push(member?.name ?? "");
    await answer(member?.name ?? "");
    return {};
  }) as AdminCall;
  return { asked, call };
}

const targetOf = () => ({ endpoints: [], user: "", worker: { connection: "c" } });
let connection = 0;
function start(call: AdminCall, onEnd: () => void = () => {}): number {
  const connectionId = `plan-${++connection}`;
  return startPlan({ connectionId, plan, call, targetOf, onEnd }).id;
}

const reaches = (id: number, state: string) => vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));

test("a plan is carried out whole, whatever is on the screen, tells so and asks the cluster again", async () => {
  const { asked, call } = cluster(() => Promise.resolve());
  const onEnd = vi.fn<() => void>();
  const id = start(call, onEnd);
  await reaches(id, "done");
  expect(asked).toEqual(["a", "bb"]);
  expect(jobs.find(id)?.progress).toEqual({ done: 2, total: 2 });
  expect(onEnd).toHaveBeenCalledTimes(1);
  expect(useNotices.getState().notice?.text).toBe("Defragment 2 members. Done: 2 steps");
});

test("a plan that is asked to stop ends the step that it has begun, and begins no other", async () => {
  const first = Promise.withResolvers<void>();
  const { asked, call } = cluster(() => first.promise);
  const id = start(call);
  await vi.waitFor(() => expect(asked).toEqual(["a"]));
  jobs.stop(id);
  expect(jobs.find(id)?.state).toBe("stopping");
  first.resolve();
  await reaches(id, "partly");
  expect(asked).toEqual(["a"]);
  expect(useNotices.getState().notice?.text).toContain("Stopped after 1 of 2 steps");
});

test("a plan fails with its step, and begins nothing after it", async () => {
  const { asked, call } = cluster(() => Promise.reject(new Error("no")));
  const id = start(call);
  await reaches(id, "failed");
  expect(asked).toEqual(["a"]);
  expect(useNotices.getState().notice).toMatchObject({ tone: "bad" });
});

test("only one plan at a time changes a cluster", async () => {
  const never = Promise.withResolvers<void>();
  const { call } = cluster(() => never.promise);
  const id = start(call);
  const connectionId = jobs.find(id)?.connectionId ?? "";
  const again = () => startPlan({ connectionId, plan, call, targetOf, onEnd: () => {} });
  expect(again).toThrow("Another plan is running on this cluster");
});

const done = { kind: "done", tookMs: 1 } as const;
const running = { kind: "running" } as const;
const pending = { kind: "pending" } as const;

test.each([
  [{ steps: [done, running, pending], state: "running" }, "Step 2 of 3…"],
  [{ steps: [done, done, done], state: "running" }, "Step 3 of 3…"],
  [{ steps: [done], state: "done" }, "Done"],
  [{ steps: [done, done], state: "done" }, "Done: 2 steps"],
] as const)("a run %o is told as %s", (run, text) => {
  expect(describeRun(run)).toBe(text);
});
