import { asValue, keyFromText } from "@etcd-explorer/shared/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/int64";
import { beforeEach, describe, expect, test } from "vitest";
import { useNotices } from "./notices.ts";
import { findUndo, notifyWritten, recordUndo, settleUndo, undoBudgetBytes, useUndo } from "./undo.ts";

const write = (sizeBytes: number): DoneWrite => ({
  revision: asRevision(int64(5)),
  changes: [{ key: keyFromText("a"), before: { value: asValue(new Uint8Array(sizeBytes)), lease: noLease } }],
});
const labels = () => useUndo.getState().entries.map(({ label }) => label);

beforeEach(() => useUndo.setState({ entries: [] }));

describe("what can be undone", () => {
  test("is bounded in bytes: the oldest go first, and what alone is too much is not kept", () => {
    const third = Math.floor(undoBudgetBytes / 3);
    for (const label of ["one", "two", "three"]) recordUndo("c", label, [write(third)]);
    expect(labels()).toEqual(["two", "three"]);
    expect(recordUndo("c", "huge", [write(undoBudgetBytes)])).toBeUndefined();
    expect(labels()).toEqual(["two", "three"]);
  });

  test("is found by connection, the newest first, or by its ID", () => {
    const first = recordUndo("c", "first", [write(1)]);
    recordUndo("other", "other", [write(1)]);
    const { entries } = useUndo.getState();
    expect(findUndo(entries, "c", undefined)).toBe(first);
    expect(findUndo(entries, "c", first?.id)).toBe(first);
    expect(findUndo(entries, "other", first?.id)).toBeUndefined();
  });

  test("keeps what is left of an entry, and forgets it when nothing is", () => {
    const entry = recordUndo("c", "both", [write(1), write(2)]);
    settleUndo(entry?.id ?? 0, [write(1)]);
    expect(useUndo.getState().entries[0]?.writes).toHaveLength(1);
    settleUndo(entry?.id ?? 0, []);
    expect(labels()).toEqual([]);
  });

  test("is offered in the notice of the write, unless it could not be kept", () => {
    notifyWritten("c", "Saved", [write(1)]);
    expect(useNotices.getState().notice).toMatchObject({ text: "Saved", action: { label: "Undo" } });
    notifyWritten("c", "Saved much", [write(undoBudgetBytes)]);
    expect(useNotices.getState().notice).not.toHaveProperty("action");
  });
});
