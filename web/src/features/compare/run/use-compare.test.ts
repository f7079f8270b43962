import { CompactedEtcd } from "@etcd-explorer/shared/test/compacted-etcd";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { ignoreNothing } from "@etcd-explorer/shared/read/compare/ignore-rules";
import { freeCost } from "@etcd-explorer/shared/read/find/find-cost";
import { afterEach, expect, test, vi } from "vitest";
import type { Connection } from "#/api/connection/connection.ts";
import { noRules, type CompareAddress, type SideAddress } from "#/features/compare/model/compare-address.ts";
import { FakeWorker } from "#/lib/jobs/fake-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { loseHistory, pastOf } from "#/stores/write-history.ts";
import { renderHook } from "../../../../test/render-hook.ts";
import { useCompare } from "./use-compare.ts";

const side: SideAddress = { connection: "prod", prefix: keyFromText("/a/"), at: "live" };
const then: CompareAddress = { left: { ...side, at: asRevision(int64(2)) }, right: side, ignore: noRules };

const ref = parseConnectionRef("prod");
if (ref === undefined) throw new Error("no connection is called prod");
const named = { id: "prod", ref, label: "prod", readOnly: false, tls: false, isProduction: true, user: "" };
const connection: Connection = { ...named, target: { connection: "prod" } };

async function open(address: CompareAddress, keys = 3) {
  const etcd = new CompactedEtcd();
  for (const name of ["one", "two", "three"]) {
    const request = { key: keyFromText(`/a/${name}`), value: valueFromText("1") };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  // So many that nobody would put them into a test.
  const [range, txn] = [etcd.range.bind(etcd), etcd.txn.bind(etcd)];
  if (keys > 3) {
    const many = int64(keys);
    etcd.range = async (request) => ({ ...(await range(request)), count: many });
    etcd.txn = async (request) => {
      const answer = await txn(request);
      const responses = answer.responses.map((each) =>
        each.kind === "range" ? { ...each, response: { ...each.response, count: many } } : each,
      );
      return { ...answer, responses };
    };
  }
  const worker = new FakeWorker();
  const world = { callsOf: () => etcd, open: () => worker };
  const connections = { left: connection, right: connection };
  const hook = await renderHook(
    (asked: CompareAddress) => useCompare("prod", asked, connections, ignoreNothing, world),
    address,
  );
  const phase = () => hook.current().state.phase;
  return { ...hook, etcd, worker, phase };
}

afterEach(() => {
  for (const { id } of jobs.jobs) jobs.drop(id);
});

test("what costs little is compared at once, at the revisions that were pinned first", async () => {
  const { current, does, phase, worker } = await open(then);
  expect(phase()).toBe("idle");
  await does(() => current().start());
  await vi.waitFor(() => expect(phase()).toBe("running"));
  expect(worker.orders).toMatchObject([{ left: { at: "2" }, right: { at: "4" } }]);
});

test("a past that is lost while both sides are counted is not the one that they are written by", async () => {
  const { current, does, etcd, phase } = await open(then);
  const [range, before] = [etcd.range.bind(etcd), pastOf("prod")];
  etcd.range = async (request) => {
    loseHistory("prod");
    return await range(request);
  };
  await does(() => current().start());
  await vi.waitFor(() => expect(phase()).toBe("running"));
  expect(current().state).toMatchObject({ pasts: { left: before, right: before } });
  expect(pastOf("prod")).toBeGreaterThan(before);
});

test("what costs much asks first, and is compared once it is confirmed", async () => {
  const { current, does, phase, worker } = await open(then, freeCost.keys);
  await does(() => current().start());
  await vi.waitFor(() => expect(phase()).toBe("costly"));
  expect(current().state).toMatchObject({ cost: { keys: 2 * freeCost.keys } });
  expect(worker.orders).toEqual([]);
  await does(() => current().confirm());
  await vi.waitFor(() => expect(phase()).toBe("running"));
});

test("a side that cannot be read is named, and nothing is compared", async () => {
  const { current, does, etcd, phase, worker } = await open(then);
  etcd.floor = asRevision(int64(3));
  await does(() => current().start());
  await vi.waitFor(() => expect(phase()).toBe("unread"));
  expect(current().state).toMatchObject({ side: "left", failure: { kind: "compacted" } });
  expect(worker.orders).toEqual([]);
});

test("another address is another comparison; coming back, the one that ran is found again", async () => {
  const { current, does, phase, rerender } = await open(then);
  await does(() => current().start());
  await vi.waitFor(() => expect(phase()).toBe("running"));
  await rerender({ ...then, left: { ...then.left, prefix: keyFromText("/b/") } });
  expect(phase()).toBe("idle");
  await rerender(then);
  expect(phase()).toBe("running");
  await does(() => current().stop());
  await vi.waitFor(() => expect(current().state).toMatchObject({ phase: "ended", result: undefined }));
});
