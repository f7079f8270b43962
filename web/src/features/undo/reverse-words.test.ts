import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import type { UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";
import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "#/lib/write-history-model.ts";
import { describeReversed, whyLeft } from "./reverse-words.ts";

const write = (name: string): DoneWrite => ({ revision: asRevision(int64(1)), changes: [{ key: keyFromText(name) }] });
const entryOf = (label: string, ...names: string[]): HistoryEntry => ({
  id: 1,
  connectionId: "c",
  label,
  user: "",
  at: 0,
  state: "done",
  turn: 1,
  writes: names.map(write),
  sizeBytes: 1,
});
const nothing: UndoResult = { inverted: [], left: [], restored: [], missed: 0, overtaken: [] };
const told = (direction: "undo" | "redo", entry: HistoryEntry, result: UndoResult) =>
  describeReversed(direction, entry, result, whyLeft(result));

describe("what is said of an undo or redo", () => {
  test("names what was undone or redone, once", () => {
    expect(told("undo", entryOf("Saved /a", "/a"), nothing)).toBe("Undone: Saved /a");
    expect(told("redo", entryOf("Saved /a", "/a"), nothing)).toBe("Redone: Saved /a");
  });

  test("says whose write is in the way", () => {
    const result = { ...nothing, left: [write("/a")], overtaken: [keyFromText("/a")] };
    expect(told("undo", entryOf("Saved /a", "/a"), result)).toBe(
      "Could not undo: Saved /a. /a was changed since. That change was kept.",
    );
  });

  test("counts what was left of many", () => {
    const overtaken = [keyFromText("/b"), keyFromText("/c")];
    const result = { ...nothing, left: [write("/b"), write("/c")], overtaken };
    expect(told("undo", entryOf("Deleted 3 keys of /", "/a", "/b", "/c"), result)).toBe(
      "Undone for 1 key: Deleted 3 keys of /. /b and 1 more key were changed since. Those changes were kept.",
    );
    expect(told("redo", entryOf("Copied 2 keys of /", "/a", "/b"), { ...nothing, missed: 1 })).toBe(
      "Redone: Copied 2 keys of /. 1 key cannot be undone.",
    );
  });

  test("passes on what failed", () => {
    const refused = { kind: "rejected", status: 403, code: 7, message: "permission denied" } as const;
    expect(whyLeft({ ...nothing, left: [write("/a")], refused })).toBe("etcd refused: permission denied (code 7).");
    expect(whyLeft({ ...nothing, left: [write("/a")] })).toBe("Stopped before it finished.");
    const away = { kind: "timeout", phase: "headers", timeoutMs: 5000 } as const;
    expect(whyLeft({ ...nothing, left: [write("/a")] }, away)).toMatch(
      /5 s\. It may have been applied: retry to check\.$/,
    );
    expect(whyLeft(nothing, refused)).toBeUndefined();
  });
});
