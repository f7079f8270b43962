import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, formatLeaseHex, int64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { Compare, Operation } from "@etcd-explorer/shared/model/txn";
import type { DryRun } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { expect, test } from "vitest";
import { summarize } from "./dry-words.ts";

const key = keyFromText("a");
const compare: Compare = { key, target: "VERSION", result: "EQUAL", version: int64(0) };
const put: Operation = { kind: "put", request: { key } };
const get: Operation = { kind: "range", request: { key } };
const lease = (id: number) => asLeaseId(int64(id));
const del: Operation = { kind: "delete", request: { key } };

/** The summary of a run in which so many keys are met by each operation of THEN. */
function summaryOf(
  holds: readonly boolean[],
  success: readonly Operation[],
  counts: readonly number[],
  missingLeases: readonly LeaseId[] = [],
): string {
  const run: DryRun = {
    revision: asRevision(int64(7)),
    conditions: new Map(holds.map((each, at) => [`compare/${at}`, { holds: each, count: int64(1) }])),
    branches: new Map([["", holds.every((each) => each) ? "success" : "failure"]]),
    touched: new Map(counts.map((count, at) => [`success/${at}`, { count: int64(count), kvs: [] }])),
    missingLeases,
  };
  return summarize({ compare: holds.map(() => compare), success, failure: [] }, run);
}

test("a dry run says in one sentence what would run and what it would do", () => {
  expect(summaryOf([], [put], [1])).toBe("No conditions: THEN would write 1 key.");
  expect(summaryOf([true, true], [put, del], [1, 2])).toBe(
    "Both conditions hold: THEN would write 1 key and delete 2 keys.",
  );
  expect(summaryOf([true, true, true], [get], [0])).toBe("All 3 conditions hold: THEN would touch no keys.");
});

test("conditions that do not hold are counted", () => {
  expect(summaryOf([true], [], [])).toMatch(/^The condition holds: THEN/);
  expect(summaryOf([false], [], [])).toMatch(/^The condition does not hold: ELSE/);
  expect(summaryOf([true, false], [], [])).toMatch(/^1 of 2 conditions holds: ELSE/);
  expect(summaryOf([true, true, false], [], [])).toMatch(/^2 of 3 conditions hold: ELSE/);
});

test("what etcd would refuse is not said to write", () => {
  expect(summaryOf([], [put], [1], [lease(0xab)])).toBe(
    `No conditions: THEN would fail. Lease ${formatLeaseHex(lease(0xab))} does not exist.`,
  );
  expect(summaryOf([true], [put], [1], [lease(1), lease(2)])).toBe(
    `The condition holds: THEN would fail. Leases ${formatLeaseHex(lease(1))} and ${formatLeaseHex(lease(2))} do not exist.`,
  );
});
