import { expect, test } from "vitest";
import { asKey, asValue, keyFromText } from "../../model/bytes.ts";
import { absent } from "../../model/compare.ts";
import { asLeaseId, int64 } from "../../model/int64.ts";
import { txnScript } from "./txn-script.ts";

const target = { endpoints: ["http://h:1"], user: "ann", worker: { connection: "x" } };

test("a script holds a transaction for each key, names what it skips, and no password", () => {
  const key = keyFromText("/it's\n");
  const value = asValue(Uint8Array.of(0, 0xff, 0x0a));
  const write = { kind: "put", request: { key, value, lease: asLeaseId(int64(255)) } } as const;
  const script = txnScript([{ key, request: { compare: [absent(key)], success: [write] } }], target, ["Restore\nthis"]);
  if ("unavailable" in script) throw new Error(script.unavailable);
  const lines = script.text.split("\n");
  expect(lines.slice(0, 3)).toEqual(["#!/bin/sh", "# Restore this", "# Set ETCD_PASSWORD to the password first."]);
  expect(script.text).toContain(
    'answer=$(ETCDCTL_PASSWORD="$ETCD_PASSWORD" etcdctl --endpoints=http://h:1 --user=ann txn)',
  );
  expect(script.text).toContain(String.raw`put "/it's\n" "\x00\xff\n" --lease=ff`);
  expect(script.text.split("EOF")).toHaveLength(3);
});

test("what etcdctl cannot say is named with its key", () => {
  const key = asKey(Uint8Array.of(0x61));
  const compare = { key, target: "LEASE", result: "EQUAL", lease: asLeaseId(int64(1)) } as const;
  expect(txnScript([{ key, request: { compare: [compare], success: [] } }], target, [])).toEqual({
    unavailable: "a: etcdctl panics on lease comparisons.",
  });
});
