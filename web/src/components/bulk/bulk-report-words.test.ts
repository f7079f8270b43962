import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { expect, test } from "vitest";
import { describeDone, reportLines, summarize } from "./bulk-report-words.ts";

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
  const words = { doing: "Deleting", done: "Deleted", what: "/it's/" };
  expect(summarize(words, report)).toBe("Deleted 1 key of /it's/, 2 changed by another client");
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

test.each([
  ["/config/", undefined, 64, "Restored 64 keys of /config/"],
  ["2 folders and 1 key", undefined, 5, "Restored 5 keys of 2 folders and 1 key"],
  // What was left out of all keys is not said to be restored.
  ["all keys", undefined, 64, "Restored 64 keys"],
  ["all readable keys", undefined, 64, "Restored 64 keys"],
  ["1,200 keys", undefined, 1, "Restored 1 key"],
  ["/a", "key", 1, "Restored /a"],
  ["/a", "key", 0, "Restored 0 keys of /a"],
  ["Deleted 3 keys of /b/", "write", 2, "Restored: Deleted 3 keys of /b/"],
] as const)("what is done to %s is told with the number of keys, once", (what, is, count, told) => {
  expect(describeDone("Restored", { what, ...(is !== undefined && { is }) }, count)).toBe(told);
});
