import { describe, expect, test, vi } from "vitest";
import { blockerOf, JobBoard, type JobControl, type JobOrder, type JobOutcome } from "./job-board.ts";
import { isLostWithPage, isOpen, JobKind, type Job } from "./job.ts";

const copies = new JobKind<number>("copy");
const finds = new JobKind<string>("find");

/** A board whose clock stands at `clock.ms`. */
function board() {
  const clock = { ms: 0 };
  return { jobs: new JobBoard(() => clock.ms), clock };
}

const copying = (order: Pick<JobOrder<number>, "run"> & Partial<JobOrder<number>>): JobOrder<number> => ({
  kind: copies,
  connectionId: "c",
  title: "Copying",
  what: "/a/",
  lane: "keys",
  report: 0,
  ...order,
});

/** Work that halts when the test says so; each call is noted. */
function held() {
  const calls: JobControl<number>[] = [];
  let pending = Promise.withResolvers<JobOutcome>();
  const run = async (control: JobControl<number>) => {
    calls.push(control);
    pending = Promise.withResolvers();
    return await pending.promise;
  };
  return { run, calls, halt: (outcome: JobOutcome) => pending.resolve(outcome) };
}

const reaches = (jobs: JobBoard, id: number, state: Job["state"]) =>
  vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));

describe("a job", () => {
  test("tells how far it is, runs to its end and says so once", async () => {
    const { jobs, clock } = board();
    const { run, calls, halt } = held();
    const onEnd = vi.fn<(job: Job<number>) => number>(() => 7);
    const { id } = jobs.start(copying({ run, onEnd }));
    clock.ms = 30;
    calls[0]?.tell({ report: 4, progress: { done: 4, total: 9 } });
    expect(jobs.find(id)).toMatchObject({ state: "running", report: 4, progress: { done: 4, total: 9 }, runMs: 30 });
    halt({ kind: "done" });
    await reaches(jobs, id, "done");
    expect(jobs.find(id)).toMatchObject({ entryId: 7, report: 4 });
    expect(onEnd).toHaveBeenCalledTimes(1);
    calls[0]?.tell({ report: 5 });
    expect(jobs.find(id)?.report).toBe(4);
  });

  test("fails with its work, and says why", async () => {
    const { jobs } = board();
    const { id } = jobs.start(copying({ run: () => Promise.reject(new Error("lost")) }));
    await reaches(jobs, id, "failed");
    expect(jobs.find(id)?.failure).toMatchObject({ kind: "internal" });
  });

  test("is asked to stop, ends what it has begun, and goes on without counting the time between", async () => {
    const { jobs, clock } = board();
    const { run, calls, halt } = held();
    const { id } = jobs.start(copying({ run }));
    jobs.stop(id);
    expect([jobs.find(id)?.state, calls[0]?.signal.aborted]).toEqual(["stopping", true]);
    clock.ms = 10;
    halt({ kind: "paused" });
    await reaches(jobs, id, "paused");
    clock.ms = 1000;
    void jobs.resume(id);
    expect([jobs.find(id)?.state, calls[1]?.signal.aborted]).toEqual(["running", false]);
    clock.ms = 1005;
    halt({ kind: "done" });
    await reaches(jobs, id, "done");
    expect(jobs.find(id)?.runMs).toBe(15);
  });

  test("says why it paused by itself, and can be left at what was done", async () => {
    const { jobs } = board();
    const { run, halt } = held();
    const onEnd = vi.fn<() => undefined>();
    const failure = { kind: "offline", message: "away" } as const;
    const { id } = jobs.start(copying({ run, onEnd }));
    jobs.end(id);
    expect(jobs.find(id)?.state).toBe("running");
    halt({ kind: "paused", failure });
    await reaches(jobs, id, "paused");
    expect(jobs.find(id)?.failure).toEqual(failure);
    jobs.forget(id);
    expect(jobs.find(id)?.state).toBe("paused");
    jobs.end(id);
    expect([jobs.find(id)?.state, onEnd.mock.calls.length]).toEqual(["partly", 1]);
    jobs.forget(id);
    expect(jobs.jobs).toEqual([]);
  });

  test("that was stopped and left nothing is forgotten without a word", async () => {
    const { jobs } = board();
    const { run, halt } = held();
    const onEnd = vi.fn<() => undefined>();
    jobs.start(copying({ run, onEnd }));
    halt({ kind: "dropped" });
    await vi.waitFor(() => expect(jobs.jobs).toEqual([]));
    expect(onEnd).not.toHaveBeenCalled();
  });
});

test("a job that is dropped ends what it works with and is forgotten without a word, before or after its end", async () => {
  const { jobs } = board();
  const onEnd = vi.fn<() => undefined>();
  const { run, calls, halt } = held();
  const { id } = jobs.start(copying({ run, onEnd }));
  jobs.drop(id);
  expect(calls[0]?.signal.aborted).toBe(true);
  halt({ kind: "partly" });
  await vi.waitFor(() => expect(jobs.jobs).toEqual([]));
  const ended = jobs.start(copying({ run: () => Promise.resolve({ kind: "done" }) }));
  await reaches(jobs, ended.id, "done");
  jobs.drop(ended.id);
  expect([jobs.jobs, onEnd.mock.calls]).toEqual([[], []]);
});

describe("jobs beside one another", () => {
  test("write one at a time to a connection's keys, also while one is paused", async () => {
    const { jobs } = board();
    const { run, halt } = held();
    const first = jobs.start(copying({ run }));
    expect(() => jobs.start(copying({ run }))).toThrow("Another bulk operation");
    halt({ kind: "paused" });
    await reaches(jobs, first.id, "paused");
    expect(() => jobs.start(copying({ run }))).toThrow("Another bulk operation");
    expect(blockerOf(jobs.jobs, "c", "keys")?.id).toBe(first.id);
    jobs.end(first.id);
    expect(() => jobs.start(copying({ run }))).not.toThrow();
  });

  test("run at once on two connections, and where one only reads or changes the cluster", () => {
    const { jobs } = board();
    const { run } = held();
    jobs.start(copying({ run }));
    jobs.start(copying({ run, connectionId: "d" }));
    jobs.start(copying({ run, lane: "cluster" }));
    const { lane: _, ...reading } = copying({ run });
    jobs.start(reading);
    expect(jobs.jobs.map(({ state }) => state)).toEqual(["running", "running", "running", "running"]);
  });

  test("what only compared takes the lane when it goes on to write, if it is free", async () => {
    const { jobs } = board();
    const compare = held();
    const { lane: _, ...reading } = copying({ run: compare.run });
    const { id } = jobs.start(reading);
    compare.halt({ kind: "paused" });
    await reaches(jobs, id, "paused");
    const other = jobs.start(copying({ run: held().run, kind: new JobKind<number>("move") }));
    await expect(jobs.resume(id, "keys")).rejects.toThrow("Another bulk operation");
    expect(jobs.find(id)?.state).toBe("paused");
    expect(isOpen(other)).toBe(true);
  });

  test("the last of a kind is kept for its report until the next one of the connection begins", async () => {
    const { jobs } = board();
    const { run, halt } = held();
    const first = jobs.start(copying({ run }));
    halt({ kind: "done" });
    await reaches(jobs, first.id, "done");
    jobs.start({ ...copying({ run }), connectionId: "d" });
    expect(jobs.find(first.id)).toBeDefined();
    const second = jobs.start(copying({ run }));
    expect(jobs.find(first.id)).toBeUndefined();
    expect(copies.owns(jobs.find(second.id))).toBe(true);
    expect(finds.owns(jobs.find(second.id))).toBe(false);
  });

  test("whoever listens hears of every change, until they stop", () => {
    const { jobs } = board();
    const heard: number[] = [];
    const stop = jobs.subscribe((list) => heard.push(list.length));
    const { id } = jobs.start(copying({ run: held().run }));
    stop();
    jobs.stop(id);
    expect(heard).toEqual([1]);
  });
});

test.each([
  ["running", undefined, true],
  ["stopping", "keys", true],
  ["paused", "keys", true],
  ["paused", undefined, false],
  ["partly", "keys", false],
] as const)("leaving the page while a job is %s (writes to: %s) asks: %s", (state, lane, asks) => {
  expect(isLostWithPage({ state, lane })).toBe(asks);
});
