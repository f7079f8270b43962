import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { makePlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { outermostRanges, type BulkAct } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import type { BulkTarget } from "./bulk-target.ts";
import { etcdctlLines, jobWords, reportLines, summarize } from "./bulk-words.ts";

const prefix = keyFromText("/it's/");
const target: BulkTarget = { ranges: outermostRanges([], [prefix]), prefix, what: "/it's/" };

async function planOf(act: BulkAct) {
  const etcd = new MemoryEtcd();
  for (const key of [keyFromText("/it's/a"), asKey(Uint8Array.of(...prefix, 0xff))]) {
    await etcd.txn({ compare: [], success: [{ kind: "put", request: { key } }], failure: [] });
  }
  return await makePlan(etcd, { ranges: target.ranges, act });
}

describe("the same with etcdctl", () => {
  test("deletes the very range, quoted for a shell", async () => {
    expect(etcdctlLines(await planOf({ kind: "delete", keep: true }))).toBe(
      "# etcdctl deletes without comparing, also keys that changed meanwhile.\netcdctl del '/it'\\''s/' '/it'\\''s0'",
    );
  });

  test("says that a move of many is one key after the other", async () => {
    const move = { kind: "move", from: prefix, to: keyFromText("/b/"), keepLease: true, onExisting: "stop" } as const;
    const lines = etcdctlLines(await planOf(move)).split("\n");
    expect(lines[1]).toContain("etcdctl put '/b/a'");
    expect(lines.at(-1)).toBe("# … and 1 more");
  });
});

test("the report is told in one sentence, and line by line for programs", () => {
  const empty = createUndoRun(new MemoryEtcd(), []).report();
  const report = {
    ...empty,
    total: 3,
    done: 1,
    changed: 2,
    leftOut: [
      { kind: "changed", key: keyFromText("a"), revision: asRevision(int64(1234)) },
      { kind: "changed", key: asKey(Uint8Array.of(0xff)) },
    ],
  } as const;
  const words = jobWords("delete", "/it's/");
  expect(summarize(words, report)).toBe("Deleted 1 key, 2 changed by another client");
  const [sums, ...lines] = reportLines(words, report)
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(sums).toMatchObject({ what: "/it's/", total: 3, done: 1, changed: 2 });
  expect(lines).toEqual([
    { key: "YQ==", text: "a", kind: "changed", reason: "changed by another client at revision 1,234" },
    { key: "/w==", text: String.raw`\xff`, kind: "changed", reason: "deleted by another client" },
  ]);
});
