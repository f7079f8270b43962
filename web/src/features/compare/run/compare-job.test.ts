import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import { noDifferences } from "@etcd-explorer/shared/read/compare/difference";
import { ignoreNothing } from "@etcd-explorer/shared/read/compare/ignore-rules";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { expect, test, vi } from "vitest";
import type { CompareMessage } from "#/components/compare/compare-messages.ts";
import { noRules } from "#/features/compare/model/compare-address.ts";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { compareJobs, startComparison, type CompareOrder } from "./compare-job.ts";

const prefix = keyFromText("/config/");
const revisions = { left: asRevision(int64(7)), right: asRevision(int64(9)) };
const connection = { id: "prod", target: { connection: "prod" }, label: "prod" };
const order: CompareOrder = {
  address: {
    left: { connection: "prod", prefix, at: revisions.left },
    right: { connection: "prod", prefix, at: "live" },
    ignore: noRules,
  },
  connections: { left: connection, right: connection },
  pinned: { left: { revision: revisions.left, keys: 2 }, right: { revision: revisions.right, keys: 2 } },
  pasts: { left: 0, right: 0 },
  ignore: ignoreNothing,
  delimiters: slash,
};
const difference: Difference = {
  kind: "only-left",
  left: {
    key: keyFromText("/config/a"),
    createRevision: revisions.left,
    modRevision: revisions.left,
    version: int64(1),
    lease: noLease,
  },
};
const counts = { ...noDifferences, "only-left": 1, same: 1, ignored: 0 };
const total = { left: 2, right: 1 };

function begin() {
  const worker = new FakeWorker();
  const { id } = startComparison("prod", order, () => worker);
  const now = () => {
    const job = jobs.find(id);
    if (!compareJobs.owns(job)) throw new Error("the job is gone");
    return job;
  };
  return { worker, id, now, tell: (message: CompareMessage) => worker.tell(message) };
}

test("both sides are read at the revisions that they were pinned to, and the way back is the address", () => {
  const { worker, now } = begin();
  expect(worker.orders).toMatchObject([{ left: { at: "7" }, right: { at: "9" } }]);
  expect(now()).toMatchObject({ screen: "compare", search: { aPrefix: "/config/", aAt: "7", bPrefix: "/config/" } });
});

test("differences are there as they are found, and the end brings the counts", async () => {
  const { now, tell } = begin();
  tell({ kind: "found", batch: [difference] });
  tell({ kind: "progress", progress: { done: { left: 2, right: 0 }, total, counts } });
  expect(now()).toMatchObject({ state: "running", progress: { done: 2, total: 3 } });
  expect(now().report.state.found).toEqual([difference]);
  const folders = { folders: [], rest: noDifferences };
  const result = { counts, total, leftOut: { left: 0, right: 0 }, folders, told: 1, unread: 0 };
  tell({ kind: "done", result });
  await vi.waitFor(() => expect(now().state).toBe("done"));
  expect(now().report.state).toMatchObject({ phase: "ended", result, failed: undefined, found: [difference] });
});

test("a failure names its side and keeps what was found before", async () => {
  const failure: Failure = {
    kind: "compacted",
    status: 400,
    code: 11,
    message: "required revision has been compacted",
  };
  const { now, tell } = begin();
  tell({ kind: "found", batch: [difference] });
  tell({ kind: "failed", failure, side: "left" });
  await vi.waitFor(() => expect(now().state).toBe("failed"));
  expect(now().report.state).toMatchObject({
    phase: "ended",
    result: undefined,
    failed: { failure, side: "left" },
    found: [difference],
  });
});

test("stopped, it keeps what was found, and nothing failed", async () => {
  const { id, now, tell } = begin();
  tell({ kind: "found", batch: [difference] });
  jobs.stop(id);
  await vi.waitFor(() => expect(now().state).toBe("partly"));
  expect(now().report.state).toMatchObject({ phase: "ended", result: undefined, failed: undefined });
});
