import type { BulkReport } from "@etcd-explorer/shared/write/bulk/bulk-report";
import type { BulkRun, BulkStep } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { expect, test, vi } from "vitest";
import { startBulk } from "./bulk-job.ts";
import { loseHistory, recordWritten, useWriteHistory } from "#/stores/write-history.ts";
import { pastLost } from "#/lib/write-history-model.ts";
import { jobs } from "./jobs.ts";

const words = { doing: "Deleting", done: "Deleted", what: "/a/" };
const empty = createUndoRun({ txn: () => Promise.reject(new Error()) }, []);

/** Gives these steps, one a call, and then is finished. */
function scripted(steps: readonly BulkStep[], onCall: (at: number) => void = () => {}): BulkRun {
  let at = 0;
  return {
    next: () => {
      onCall(at);
      return Promise.resolve(steps[at++] ?? { kind: "finished" });
    },
    report: (): BulkReport => ({ ...empty.report(), total: 9, done: at }),
  };
}

let connection = 0;
const start = (run: BulkRun, onEnd: () => number | undefined = () => undefined) =>
  startBulk({ connectionId: `c${++connection}`, words, run, onEnd }).id;
const reaches = (id: number, state: string) => vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));
const going: BulkStep = { kind: "going" };

test("an operation runs to its end, tells how far it is, and keeps its entry of the history", async () => {
  const onEnd = vi.fn<() => number>(() => 3);
  const id = start(scripted([going, going]), onEnd);
  await reaches(id, "done");
  expect(jobs.find(id)).toMatchObject({ progress: { done: 3, total: 9 }, entryId: 3, title: "Deleting", what: "/a/" });
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("it stops after the batch that is under way, and goes on from there", async () => {
  const calls: number[] = [];
  const ids: number[] = [];
  const run = scripted([going, going, going], (at) => {
    calls.push(at);
    const [id] = ids;
    if (at === 1 && id !== undefined) jobs.stop(id);
  });
  ids.push(start(run));
  const [id = 0] = ids;
  await reaches(id, "paused");
  expect(calls).toEqual([0, 1]);
  await jobs.resume(id);
  expect([jobs.find(id)?.state, calls]).toEqual(["done", [0, 1, 2, 3]]);
});

test("it says why it is stuck, and tries again when it is told to, or is left at that", async () => {
  const failure = { kind: "offline", message: "away" } as const;
  const stuck: BulkStep = { kind: "stuck", failure };
  const onEnd = vi.fn<() => undefined>(() => undefined);
  const id = start(scripted([stuck, stuck]), onEnd);
  await reaches(id, "paused");
  expect(jobs.find(id)?.failure).toEqual(failure);
  await jobs.resume(id);
  expect(jobs.find(id)?.state).toBe("paused");
  jobs.end(id);
  expect([jobs.find(id)?.state, onEnd.mock.calls.length]).toEqual(["partly", 1]);
});

test("keys that somebody else has changed leave it done in part", async () => {
  const run = scripted([going]);
  const id = start({ ...run, report: () => ({ ...run.report(), changed: 1 }) });
  await vi.waitFor(() => expect(jobs.find(id)?.state).toBe("partly"));
});

test("once etcd's data has gone back it writes no further, and nothing that it wrote can be undone", async () => {
  const calls: number[] = [];
  const revision = asRevision(int64(7));
  const run = scripted([going, going], (at) => {
    calls.push(at);
    loseHistory(`c${connection}`);
  });
  const id = start(run, () => {
    const writer = { id: `c${connection}`, user: "" };
    return recordWritten(writer, { label: "Deleted /a/", writes: [{ revision, changes: [] }] }).id;
  });
  await reaches(id, "failed");
  expect(calls).toEqual([0]);
  const entry = useWriteHistory.getState().entries.find(({ id: each }) => each === jobs.find(id)?.entryId);
  expect(entry).toMatchObject({ label: "Deleted /a/", writes: [], blocked: pastLost });
});

test("once the data of the side that is read from has gone back it writes no further, and can be undone", async () => {
  const calls: number[] = [];
  const run = scripted([going, going], (at) => {
    calls.push(at);
    loseHistory("source");
  });
  const writer = { id: `c${++connection}`, user: "" };
  const onEnd = () => {
    const writes = [{ revision: asRevision(int64(7)), changes: [] }];
    return recordWritten(writer, { label: "Applied 9 keys", writes }).id;
  };
  const { id } = startBulk({ connectionId: writer.id, words, run, sourceId: "source", onEnd });
  await reaches(id, "failed");
  expect(calls).toEqual([0]);
  expect(jobs.find(id)?.failure).toMatchObject({ rule: "past-lost", message: expect.stringContaining("the source's") });
  const entry = useWriteHistory.getState().entries.find(({ id: each }) => each === jobs.find(id)?.entryId);
  expect(entry?.writes).toHaveLength(1);
});
