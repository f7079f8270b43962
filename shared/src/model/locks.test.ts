import { expect, test } from "vitest";
import { asValue, keyFromText, valueFromText } from "./bytes.ts";
import { asLeaseId, asRevision, int64 } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";
import { formatKey } from "./key-text.ts";
import { findLocks, leaseInName, releaseTxn } from "./locks.ts";

const kv = (key: string, lease: number, createRevision: number, value = ""): KeyValue => ({
  key: keyFromText(key),
  value: value === "" ? asValue(new Uint8Array()) : valueFromText(value),
  lease: asLeaseId(int64(lease)),
  createRevision: asRevision(int64(createRevision)),
  modRevision: asRevision(int64(createRevision)),
  version: int64(1),
});

test("the oldest contender holds the lock, the others wait in the order in which they came", () => {
  const locks = findLocks([kv("/lock/a/ff", 255, 9), kv("/lock/a/fe", 254, 7), kv("/lock/a/100", 256, 8)]);
  expect(locks).toHaveLength(1);
  expect(locks[0]).toMatchObject({
    kind: "lock",
    holder: { lease: "254" },
    queue: [{ lease: "256" }, { lease: "255" }],
  });
  expect(formatKey(locks[0]?.name ?? keyFromText(""))).toBe("/lock/a");
});

test("candidates that say something of themselves stand in an election", () => {
  expect(findLocks([kv("leader/ff", 255, 1, "node-1")])).toMatchObject([{ kind: "election", queue: [] }]);
});

test.each([
  ["another lease", kv("/a/ff", 254, 1)],
  ["no lease", kv("/a/ff", 0, 1)],
  ["capitals", kv("/a/FF", 255, 1)],
  ["a leading zero", kv("/a/0ff", 255, 1)],
  ["no name", kv("/ff", 255, 1)],
  ["no slash", kv("ff", 255, 1)],
])("a key with %s is none", (_why, key) => {
  expect(findLocks([key])).toEqual([]);
});

test("leases reach sixteen digits", () => {
  expect(leaseInName(keyFromText("a/7fffffffffffffff"))).toMatchObject({ lease: "9223372036854775807" });
  expect(leaseInName(keyFromText("a/10000000000000000"))).toBeUndefined();
});

test("a release takes away the very key that was seen, and no successor of the same name", () => {
  const [lock] = findLocks([kv("/a/ff", 255, 5)]);
  expect(lock && releaseTxn(lock.holder)).toMatchObject({
    compare: [{ target: "CREATE", createRevision: "5" }],
    success: [{ kind: "delete" }],
  });
});
