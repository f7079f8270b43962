import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { useNotices } from "#/stores/notices.ts";
import { findJobs, isSameFind, startFind, type FindOrder } from "./find-job.ts";
import { keptMatches } from "./find-messages.ts";
import type { FindForm } from "./find-search.ts";

const form: FindForm = { where: "keys", pattern: { kind: "text", text: "db", ignoreCase: false }, below: "/config/" };
const at = asRevision(int64(7));
const progress = { done: 4, total: 9, matched: 1, revision: at };
const found = [{ key: keyFromText("/config/db"), excerpt: { before: "/config/", match: "db", after: "" } }];

let connection = 0;
function begin(more: Partial<FindOrder> = {}) {
  const worker = new FakeWorker();
  const { id } = startFind(
    { id: `find-${++connection}`, target: { connection: "c" } },
    { form, at, ...more },
    () => worker,
  );
  const report = () => {
    const job = jobs.find(id);
    return findJobs.owns(job) ? job.report : undefined;
  };
  return { worker, id, report };
}

const reaches = (id: number, state: string) => vi.waitFor(() => expect(jobs.find(id)?.state).toBe(state));

beforeEach(() => useNotices.setState({ notice: undefined }));

test("a find gathers what its Web Worker finds, and tells its end to whoever is on another screen", async () => {
  const { worker, id, report } = begin();
  expect(worker.orders).toEqual([
    {
      connection: { id: expect.any(String), target: { connection: "c" }, at },
      prefix: keyFromText("/config/"),
      where: "keys",
      pattern: form.pattern,
      keep: keptMatches,
    },
  ]);
  worker.tell({ kind: "found", found });
  worker.tell({ kind: "progress", progress });
  expect(report()?.state).toMatchObject({ phase: "running", found });
  expect(jobs.find(id)).toMatchObject({ progress: { done: 4, total: 9 }, search: { q: "db", prefix: "/config/" } });
  worker.tell({ kind: "done" });
  await reaches(id, "done");
  expect(report()?.state).toMatchObject({ phase: "ended", ending: "done", found });
  expect(useNotices.getState().notice?.text).toMatch(/^Searched for db: 1 of 4 searched keys matches\./);
  expect(worker.isEnded).toBe(true);
});

test("a find that is stopped keeps what it found, ends its Web Worker and says nothing more", async () => {
  const { worker, id, report } = begin();
  worker.tell({ kind: "found", found });
  jobs.stop(id);
  await reaches(id, "partly");
  expect(report()?.state).toMatchObject({ phase: "ended", ending: "stopped", found });
  expect([worker.isEnded, useNotices.getState().notice]).toEqual([true, undefined]);
});

test("a find fails with what etcd says, and with its Web Worker", async () => {
  const refused = begin();
  const failure = { kind: "offline", message: "away" } as const;
  refused.worker.tell({ kind: "failed", failure });
  await reaches(refused.id, "failed");
  expect(refused.report()?.state).toMatchObject({ phase: "ended", ending: failure });
  expect(useNotices.getState().notice?.text).toBe("Could not search for db. away");
  const broken = begin();
  broken.worker.break();
  await reaches(broken.id, "failed");
  expect(broken.report()?.state).toMatchObject({ phase: "ended", ending: { kind: "internal" } });
});

test("a search of names goes on in values where it ended, for the keys that were not told yet", async () => {
  const both = { form: { ...form, where: "both" } as const };
  const names = begin(both);
  names.worker.tell({ kind: "found", found });
  names.worker.tell({ kind: "progress", progress });
  const cost = { keys: 9, sizeBytes: 30_000_000, durationMs: 1000 };
  names.worker.tell({ kind: "values-cost", cost });
  names.worker.tell({ kind: "done" });
  await reaches(names.id, "done");
  const before = names.report()?.state;
  expect(before).toMatchObject({ phase: "ended", place: "keys", valuesCost: cost });
  if (before?.phase !== "ended") throw new Error("it has ended");
  const values = begin({ ...both, before });
  expect(values.worker.orders).toMatchObject([{ where: "values", namesToldAt: at, keep: keptMatches - 1 }]);
  const later = [{ ...found[0], place: "values" }];
  values.worker.tell({ kind: "found", found: later });
  values.worker.tell({ kind: "progress", progress: { ...progress, done: 9, matched: 1 } });
  values.worker.tell({ kind: "done" });
  await reaches(values.id, "done");
  expect(values.report()?.state).toMatchObject({ found: [...found, ...later], place: "values", names: progress });
  expect(useNotices.getState().notice?.text).toMatch(/: 2 of 9 keys match: 1 by name, 1 by value\.$/);
});

test("the same form is the same find, whatever the spelling of its prefix", () => {
  expect(isSameFind(form, { ...form, below: String.raw`/config\x2f` })).toBe(true);
  expect(isSameFind(form, { ...form, where: "values" })).toBe(false);
});
