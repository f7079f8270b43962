import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { notKnown } from "#/stores/write-history.ts";
import { lossy, onlyKeys, writtenBy, writtenByRequest, type ConsoleEnd } from "./console-written.ts";

const write = { revision: asRevision(int64(2)), changes: [{ key: keyFromText("/a") }] };
const end = (change: Partial<ConsoleEnd>): ConsoleEnd => ({
  command: "put /a 1",
  log: { writes: [write], isLossy: false, answered: 1 },
  others: 0,
  ended: "done",
  failure: undefined,
  ...change,
});
const nothing = { writes: [], isLossy: false, answered: 0 };
const denied = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" } as const;
const lost = { kind: "timeout", phase: "body", timeoutMs: 1 } as const;

test("a raw request can be undone where its own answer tells what was there", () => {
  const header = { cluster_id: "1", member_id: "1", revision: "9", raft_term: "1" };
  const put = { key: btoa("/a"), value: btoa("1") };
  const told = JSON.stringify({ ...put, prev_kv: true });
  expect(writtenByRequest("/v3/kv/put", told, { answer: { header } })).toMatchObject({
    label: "Ran “POST /v3/kv/put”",
    writes: [{ revision: "9" }],
  });
  expect(writtenByRequest("/v3/kv/put", JSON.stringify(put), { answer: { header } })?.blocked).toBe(lossy);
  expect(writtenByRequest("/v3/lease/grant", "{}", { answer: { header } })?.blocked).toBe(onlyKeys);
  expect(writtenByRequest("/v3/kv/put", told, { failure: denied })).toBeUndefined();
  expect(writtenByRequest("/v3/kv/put", told, { failure: lost })?.blocked).toBe(notKnown);
  expect(writtenByRequest("/v3/kv/put", told, { wasStopped: true })?.blocked).toBe(notKnown);
});

describe("what the console wrote", () => {
  test("can be undone where it is keys of which all is known", () => {
    expect(writtenBy(end({}))).toEqual({ label: "Ran “put /a 1”", writes: [write] });
  });

  test("is listed with the reason where it cannot", () => {
    expect(writtenBy(end({ log: { ...nothing, isLossy: true, answered: 1 } }))?.blocked).toBe(lossy);
    expect(writtenBy(end({ log: nothing, others: 1 }))?.blocked).toBe(onlyKeys);
    expect(writtenBy(end({ log: nothing, ended: "stopped" }))?.blocked).toBe(notKnown);
    expect(writtenBy(end({ log: nothing, ended: "failed", failure: lost }))?.blocked).toBe(notKnown);
  });

  test("is not listed where nothing was written", () => {
    expect(writtenBy(end({ log: { ...nothing, answered: 1 } }))).toBeUndefined();
    expect(writtenBy(end({ log: nothing, ended: "failed", failure: denied }))).toBeUndefined();
    expect(writtenBy(end({ log: nothing, ended: "failed" }))).toBeUndefined();
  });

  test("is named by the first line of the command, shortened", () => {
    expect(writtenBy(end({ command: "txn\n\nput /a 1\n" }))?.label).toBe("Ran “txn…”");
    expect(writtenBy(end({ command: `put /a ${"x".repeat(200)}` }))?.label).toHaveLength(5 + 80 + 2);
  });
});
