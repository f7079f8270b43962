import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { afterEach, expect, test, vi } from "vitest";
import type { ImportMessage } from "#/features/transfer/transfer-messages.ts";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import { pastLost } from "#/lib/write-history-model.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { setLocked } from "#/stores/locked-connections.ts";
import { saveConnection } from "#/stores/saved-connections.ts";
import { useNotices } from "#/stores/notices.ts";
import { loseHistory, useWriteHistory } from "#/stores/write-history.ts";
import { dropImport, importJobs, startImport } from "./import-job.ts";

const options = { stripPrefix: keyFromText(""), addPrefix: keyFromText(""), leases: "keep" } as const;
const add = (line: number) => ({ kind: "standing", standing: "add", line, key: keyFromText(`/${line}`) }) as const;
const written = (count: number): ImportMessage => ({
  kind: "written",
  written: count,
  unwritten: [],
  done: { writes: [], missed: 0 },
});

let connection = 0;
function begin(connectionId = `import-${++connection}`) {
  const worker = new FakeWorker();
  const onWritten = vi.fn<() => void>();
  const file = new File(["{}"], "keys.jsonl");
  const wanted = {
    connection: { id: connectionId, target: { connection: "c" }, user: "" },
    file,
    options,
    onWritten,
  };
  const { id } = startImport(wanted, () => worker);
  const job = () => {
    const found = jobs.find(id);
    if (!importJobs.owns(found)) throw new Error("no import");
    return found;
  };
  return { worker, onWritten, connectionId, id, job, tell: (message: ImportMessage) => worker.tell(message) };
}

/** Compared: two keys would be added. */
async function compared(connectionId?: string) {
  const begun = begin(connectionId);
  begun.tell({ kind: "compared", told: [add(1), add(2)], readBytes: 2 });
  begun.tell({ kind: "ready" });
  await vi.waitFor(() => expect(begun.job().state).toBe("paused"));
  return begun;
}

const reaches = (id: number, state: string) => vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));
const ordered = ({ orders }: FakeWorker) =>
  orders.map((order) => (typeof order === "object" && order !== null && "kind" in order ? order.kind : undefined));

afterEach(() => useNotices.setState({ notice: undefined }));

test("a file is compared, waits to be written, and tells so where its dialog is closed", async () => {
  const { worker, job } = await compared();
  expect(ordered(worker)).toEqual(["preview"]);
  expect(job()).toMatchObject({ lane: undefined, what: "keys.jsonl", report: { state: { phase: "compared" } } });
  expect(useNotices.getState().notice?.text).toBe("Compared keys.jsonl: 2 keys to write");
  expect(worker.isEnded).toBe(false);
});

test("a row is looked at while it waits", async () => {
  const { worker, tell, job } = await compared();
  job().report.open(2);
  const opened = {
    line: 2,
    key: keyFromText("/2"),
    before: undefined,
    after: { value: keyFromText("x"), lease: undefined },
  };
  tell({ kind: "opened", opened });
  expect(ordered(worker)).toEqual(["preview", "open"]);
  expect(job().report.state.opened).toEqual(opened);
  job().report.close();
  expect(job().report.state.opened).toBeUndefined();
});

test("it is written to its end: the history has it, what is shown is read again, its Web Worker is ended", async () => {
  const { worker, tell, job, id, onWritten, connectionId } = await compared();
  void job().report.write(false);
  expect(job()).toMatchObject({ state: "running", lane: "keys", title: "Importing" });
  tell(written(2));
  expect(job().progress).toEqual({ done: 2, total: 2 });
  tell({ kind: "finished" });
  await reaches(id, "done");
  const entry = useWriteHistory.getState().entries.find((each) => each.connectionId === connectionId);
  expect(entry?.label).toBe("Imported 2 keys");
  expect([job().entryId, worker.isEnded, onWritten.mock.calls.length]).toEqual([entry?.id, true, 1]);
});

test("what it wrote cannot be undone where etcd's data went back meanwhile", async () => {
  const { tell, job, id, connectionId } = await compared();
  void job().report.write(false);
  const key = keyFromText("/1");
  const writes = [
    { revision: asRevision(int64(7)), changes: [{ key, after: { value: asValue(key), lease: noLease } }] },
  ];
  tell({ kind: "written", written: 1, unwritten: [], done: { writes, missed: 0 } });
  loseHistory(connectionId);
  tell({ kind: "finished" });
  await reaches(id, "done");
  const entry = useWriteHistory.getState().entries.find((each) => each.connectionId === connectionId);
  expect(entry).toMatchObject({ label: "Imported 1 key", writes: [], blocked: pastLost });
});

test("nothing is written where etcd's data went back since the file was compared", async () => {
  const { worker, id, job, connectionId } = await compared();
  loseHistory(connectionId);
  await job().report.write(true);
  await reaches(id, "paused");
  expect(ordered(worker)).toEqual(["preview"]);
  expect(useNotices.getState().notice?.text).toMatch(/^etcd's data went back/);
});

test("it stops between two batches, goes on, and can be left at what was written", async () => {
  const { worker, tell, job, id, connectionId } = await compared();
  void job().report.write(false);
  tell(written(1));
  jobs.stop(id);
  tell({ kind: "paused", failure: undefined });
  await reaches(id, "paused");
  expect(ordered(worker)).toEqual(["preview", "write", "stop"]);
  void job().report.write(false);
  expect(ordered(worker).at(-1)).toBe("write");
  tell({ kind: "paused", failure: { kind: "offline", message: "away" } });
  await reaches(id, "paused");
  expect(job().failure).toMatchObject({ kind: "offline" });
  jobs.end(id);
  expect(job().state).toBe("partly");
  const entry = useWriteHistory.getState().entries.find((each) => each.connectionId === connectionId);
  expect(entry?.label).toBe("Imported 1 key");
});

test("keys that were left as they are leave it done in part", async () => {
  const { tell, job, id } = await compared();
  void job().report.write(false);
  tell({
    kind: "written",
    written: 1,
    unwritten: [{ key: keyFromText("/2"), reason: "changed by another client" }],
    done: { writes: [], missed: 0 },
  });
  tell({ kind: "finished" });
  await reaches(id, "partly");
  expect(job().report.state.unwrittenCount).toBe(1);
});

test("a comparison that is cancelled, fails or is dropped writes nothing and ends its Web Worker", async () => {
  const cancelled = begin();
  jobs.stop(cancelled.id);
  await vi.waitFor(() => expect(jobs.find(cancelled.id)).toBeUndefined());
  const failed = begin();
  failed.tell({ kind: "failed", failure: { kind: "offline", message: "away" } });
  await reaches(failed.id, "failed");
  expect(useNotices.getState().notice?.text).toBe("Could not compare keys.jsonl");
  const dropped = await compared();
  dropImport(dropped.job());
  expect(jobs.find(dropped.id)).toBeUndefined();
  for (const { worker, onWritten } of [cancelled, failed, dropped]) {
    expect([worker.isEnded, onWritten.mock.calls.length]).toEqual([true, 0]);
  }
});

test("one whose Web Worker breaks off while it writes says that more may have been written", async () => {
  const { worker, tell, job, id, connectionId } = await compared();
  void job().report.write(false);
  tell(written(1));
  worker.break();
  await reaches(id, "paused");
  jobs.end(id);
  const entry = useWriteHistory.getState().entries.find((each) => each.connectionId === connectionId);
  expect(entry?.blocked).toContain("more keys may have been written");
});

test("two imports do not write to one connection at once", async () => {
  const first = await compared();
  void first.job().report.write(false);
  const worker = new FakeWorker();
  const { id } = startImport(
    {
      connection: { id: first.connectionId, target: { connection: "c" }, user: "" },
      file: new File(["{}"], "more.jsonl"),
      options,
      onWritten: () => {},
    },
    () => worker,
  );
  worker.tell({ kind: "ready" });
  await reaches(id, "paused");
  const second = jobs.find(id);
  if (!importJobs.owns(second)) throw new Error("no import");
  await expect(second.report.write(false)).rejects.toThrow("Another bulk operation");
  expect(jobs.find(id)?.state).toBe("paused");
});

test("a lock of the tab reaches the Web Worker that writes, and stops it", async () => {
  const { worker, tell, job, id, connectionId } = await compared();
  void job().report.write(false);
  tell(written(1));
  setLocked(connectionId, true);
  expect(worker.orders.slice(-2)).toEqual([{ kind: "lock", locked: true }, { kind: "stop" }]);
  tell({ kind: "paused", failure: undefined });
  await reaches(id, "paused");
  setLocked(connectionId, false);
  expect(worker.orders.at(-1)).toEqual({ kind: "lock", locked: false });
  jobs.end(id);
  const told = worker.orders.length;
  setLocked(connectionId, true);
  expect(worker.orders).toHaveLength(told);
  setLocked(connectionId, false);
});

test("a mark that is saved while it writes stops the Web Worker as well, with its last endpoint alone too", async () => {
  const { worker, tell, job, id } = await compared("app@a:1,b:2");
  void job().report.write(false);
  tell(written(1));
  saveConnection({ id: "b:2,c:3", name: "lab", readOnly: true });
  expect(worker.orders.slice(-2)).toEqual([{ kind: "lock", locked: true }, { kind: "stop" }]);
  const told = worker.orders.length;
  setLocked("b:2", true);
  setLocked("b:2", false);
  expect(worker.orders).toHaveLength(told);
  tell({ kind: "paused", failure: undefined });
  await reaches(id, "paused");
  saveConnection({ id: "b:2,c:3", name: "lab" });
  expect(worker.orders.at(-1)).toEqual({ kind: "lock", locked: false });
  jobs.end(id);
  saveConnection({ id: "b:2,c:3", name: "lab", readOnly: true });
  expect(begin("b:2").worker.orders[0]).toEqual({ kind: "lock", locked: true });
});
