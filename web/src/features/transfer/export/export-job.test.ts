import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { useNotices } from "#/stores/notices.ts";
import { describeEnd, exportJobs, startExport } from "./export-job.ts";

const named = keyFromText("/a/");
const wanted = { ranges: [prefixRange(named)], named, format: "json-lines", at: "live" } as const;

let connection = 0;
async function begin() {
  const [worker, saved] = [new FakeWorker(), new Array<string>()];
  const exporter = { id: `export-${++connection}`, target: { connection: "c" } };
  const job = await startExport(exporter, wanted, { open: () => worker, save: (_, name) => saved.push(name) });
  return { worker, saved, id: job?.id ?? 0 };
}

const reaches = (id: number, state: string) => vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));

beforeEach(() => {
  // No browser: a file that is gathered is handed over at the end.
  vi.stubGlobal("window", { location: { pathname: "/" } });
});

afterEach(() => vi.unstubAllGlobals());

test("an export tells how far it is, hands the file over, and says what it holds", async () => {
  const { worker, saved, id } = await begin();
  worker.tell({ kind: "progress", progress: { done: 2, total: 5 }, sizeBytes: 80 });
  expect(jobs.find(id)).toMatchObject({ progress: { done: 2, total: 5 }, report: { sizeBytes: 80 }, what: "/a/" });
  worker.tell({ kind: "done", keys: 5, sizeBytes: 200, blob: new Blob(["x"]) });
  await reaches(id, "done");
  expect(saved).toEqual(["a.jsonl"]);
  expect(worker.isEnded).toBe(true);
  expect(useNotices.getState().notice?.text).toBe("Exported 5 keys, 200 B");
});

test("an export that is stopped ends its Web Worker and leaves nothing", async () => {
  const { worker, saved, id } = await begin();
  jobs.stop(id);
  await vi.waitFor(() => expect(jobs.find(id)).toBeUndefined());
  expect([worker.isEnded, saved]).toEqual([true, []]);
});

test("an export that fails says that no file was saved, and can be tried again", async () => {
  const { worker, id } = await begin();
  worker.tell({ kind: "failed", failure: { kind: "offline", message: "away" } });
  await reaches(id, "failed");
  const job = jobs.find(id);
  if (!exportJobs.owns(job)) throw new Error("no export");
  expect(describeEnd(job)).toBe("Export failed, no file was saved. away.");
  expect(worker.isEnded).toBe(true);
  await job.report.again();
  expect(jobs.find(id)).toBeUndefined();
  expect(jobs.jobs.at(-1)).toMatchObject({ kind: exportJobs, state: "running" });
});

test("two exports run beside one another", async () => {
  const first = await begin();
  const second = await begin();
  expect([jobs.find(first.id)?.state, jobs.find(second.id)?.state]).toEqual(["running", "running"]);
});
