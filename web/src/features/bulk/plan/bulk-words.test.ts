import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { makePlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { outermostRanges, type BulkAct } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { describe, expect, test } from "vitest";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import { etcdctlLines } from "./bulk-words.ts";

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
