import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { noDifferences } from "@etcd-explorer/shared/read/compare/difference";
import { expect, test } from "vitest";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import type { CompareMessage, CompareStart } from "./compare-messages.ts";
import { runCompare } from "./run-compare.ts";

const connection = { id: "one", target: { connection: "one" } };
const order: CompareStart = {
  left: { connection, prefix: keyFromText("/a/"), at: asRevision(int64(4)) },
  right: { connection, prefix: keyFromText("/a/"), at: "live" },
};
const revisions = { left: asRevision(int64(4)), right: asRevision(int64(9)) };

function run() {
  const [worker, stopping, heard] = [new FakeWorker(), new AbortController(), new Array<unknown>()];
  const listener = {
    onPinned: (pinned: unknown) => heard.push(pinned),
    onFound: (batch: unknown) => heard.push(batch),
    onProgress: (progress: unknown) => heard.push(progress),
  };
  const end = runCompare(order, listener, stopping.signal, () => worker);
  const tell = (message: CompareMessage) => worker.tell(message);
  return { worker, stopping, heard, end, tell };
}

test("a comparison tells its revisions first, then what it finds, and ends with the counts", async () => {
  const { worker, heard, end, tell } = run();
  expect(worker.orders).toEqual([order]);
  const counts = { ...noDifferences, same: 3, ignored: 0 };
  const total = { left: 3, right: 3 };
  const folders = { folders: [], rest: noDifferences };
  const result = { counts, total, leftOut: { left: 0, right: 0 }, folders, told: 0, unread: 0 };
  tell({ kind: "pinned", revisions });
  tell({ kind: "found", batch: [] });
  tell({ kind: "progress", progress: { done: total, total, counts } });
  tell({ kind: "done", result });
  expect(heard).toEqual([revisions, [], { done: total, total, counts }]);
  await expect(end).resolves.toEqual({ kind: "done", result });
  expect(worker.isEnded).toBe(true);
});

test("a failure names its side, a broken worker none, and a stop ends the worker at once", async () => {
  const failure: Failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" };
  const denied = run();
  denied.tell({ kind: "failed", failure, side: "right" });
  await expect(denied.end).resolves.toEqual({ kind: "failed", failure, side: "right" });

  const broken = run();
  broken.worker.break();
  await expect(broken.end).resolves.toMatchObject({ kind: "failed", side: undefined, failure: { kind: "internal" } });

  const stopped = run();
  stopped.stopping.abort();
  await expect(stopped.end).resolves.toEqual({ kind: "stopped" });
  expect(stopped.worker.isEnded).toBe(true);
});
