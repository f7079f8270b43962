import { expect, test } from "vitest";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { asValue, keyFromText } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { TxnRequest } from "../../model/txn.ts";
import type { AnswerLimit } from "../../read/ranges/txn-call.ts";
import { fittingBytes } from "../../read/scan/read-fitting.ts";
import { createApplyRun } from "./apply-run.ts";
import type { ApplyCalls } from "./apply-plan.ts";
import { measureChanges } from "./measure.ts";
import type { WantedChange } from "./wanted-change.ts";

const name = (at: number) => keyFromText(`k${String(at).padStart(3, "0")}`);
const large = 1.4 * 1024 * 1024;
// Small ones until a hundred are read at once, then large ones on one side, on the other, and on both.
const sizesOf = (at: number): readonly [source: number, target: number] =>
  at < 220 ? [5, 5] : at < 240 ? [large, 5] : at < 260 ? [5, large] : at < 280 ? [large, large] : [5, 5];

async function filled(side: 0 | 1, count: number): Promise<CompactedEtcd> {
  const etcd = new CompactedEtcd();
  for (let at = 0; at < count; at++) {
    const value = asValue(new Uint8Array(sizesOf(at)[side]).fill(side + 1));
    await etcd.txn({ compare: [], success: [{ kind: "put", request: { key: name(at), value } }], failure: [] });
  }
  return etcd;
}

/** Refuses what is longer, as the worker does. */
const limitedBy = (etcd: CompactedEtcd) => (request: TxnRequest, _signal?: AbortSignal, limit?: AnswerLimit) => {
  etcd.mostBytes = ((limit?.maxBytes ?? Infinity) * 3) / 4;
  return etcd.txn(request);
};

const valuesOf = (etcd: CompactedEtcd) => etcd.all().map(({ value, lease }) => [value.length, value[0], lease]);

test("a plan of small and large values is measured and carried out with some megabytes at a time", async () => {
  const count = 300;
  const [source, target] = [await filled(0, count), await filled(1, count)];
  const found = target.all();
  const changes = source.all().map((kv, at): WantedChange => {
    const there = found[at];
    return { target: kv.key, source: kv, ...(there && { found: there }) };
  });
  const calls: ApplyCalls = {
    source: { txn: limitedBy(source) },
    target: {
      txn: limitedBy(target),
      leaseGrant: () => Promise.reject(new Error("no lease is granted")),
      leaseTimeToLive: () => Promise.resolve({ ttlSeconds: -1n }),
    },
  };
  const mostBytes = (fittingBytes * 3) / 4;
  const sides = {
    source: { call: calls.source, revision: source.revision },
    target: { call: calls.target, revision: target.revision },
  };
  let measured = 0;
  for await (const piece of measureChanges(sides, changes)) measured += piece.length;
  // No further than the bytes that are measured.
  expect(measured).toBeGreaterThan(220);

  const run = createApplyRun(calls, { changes, revision: source.revision, leases: { kind: "none" }, keep: false });
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) expect(step.kind).toBe("going");
  expect(run.report()).toMatchObject({ done: count, changed: 0, refused: 0 });
  expect(valuesOf(target)).toEqual(source.all().map(({ value }) => [value.length, 1, noLease]));
  expect(Math.max(source.largestResponse, target.largestResponse)).toBeLessThanOrEqual(mostBytes);
});
