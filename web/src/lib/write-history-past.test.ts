import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import type { UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";
import { describe, expect, test } from "vitest";
import {
  applyHistoryEvent,
  emptyHistory,
  findEntry,
  pastLost,
  revisionNow,
  type WriteHistory,
} from "./write-history-model.ts";

const budget = 100_000;

const write = (name: string, revision: number, bytes = 1): DoneWrite => ({
  revision: asRevision(int64(revision)),
  changes: [
    {
      key: keyFromText(name),
      before: { value: asValue(new Uint8Array(bytes)), lease: noLease },
      after: { value: valueFromText("x"), lease: noLease },
    },
  ],
});

function written(
  history: WriteHistory,
  label: string,
  writes: readonly DoneWrite[],
  more: { connectionId?: string; blocked?: string } = {},
): WriteHistory {
  const event = { kind: "written", connectionId: "c", user: "ann", label, at: 1, writes, ...more } as const;
  return applyHistoryEvent(history, event, budget);
}

const whole = (inverted: readonly DoneWrite[]): UndoResult => ({
  inverted,
  left: [],
  restored: [],
  missed: 0,
  overtaken: [],
});

describe("once etcd's data has gone back", () => {
  const past = written(written(emptyHistory, "one", [write("a", 1)]), "two", [write("a", 2)]);
  const last = findEntry(past, "c", "undo");
  const back = applyHistoryEvent(past, { kind: "reversed", id: last?.id ?? 0, result: whole([write("a", 4)]) }, budget);
  const elsewhere = written(back, "theirs", [write("a", 3)], { connectionId: "other" });
  const unknown = { base: undefined, after: { value: valueFromText("x"), lease: noLease } };
  const unsettled = applyHistoryEvent(
    elsewhere,
    {
      kind: "written",
      connectionId: "c",
      user: "ann",
      label: "unknown",
      at: 1,
      writes: [],
      blocked: "Not known.",
      unsettled: [{ key: keyFromText("b"), ...unknown }],
    },
    budget,
  );
  const lost = (history: WriteHistory) => applyHistoryEvent(history, { kind: "past-lost", connectionId: "c" }, budget);

  test("nothing from before it can be undone or redone there, and says why", () => {
    const history = lost(elsewhere);
    expect(findEntry(history, "c", "undo")).toMatchObject({ label: "one", writes: [], blocked: pastLost });
    expect(findEntry(history, "c", "redo")).toMatchObject({ label: "two", writes: [], blocked: pastLost });
    expect(findEntry(history, "other", "undo")).toEqual(findEntry(elsewhere, "other", "undo"));
    expect(history.pastsLost).toEqual({ c: 1 });
  });

  test("no look tells any more whether a write was done", () => {
    const entry = findEntry(lost(unsettled), "c", "undo");
    expect(entry).toMatchObject({ label: "unknown", blocked: pastLost });
    expect(entry).not.toHaveProperty("unsettled");
  });

  test("a reason that stands whatever etcd holds stays", () => {
    const history = lost(written(past, "Revoked lease 7", [], { blocked: "A revoked lease cannot be restored." }));
    expect(findEntry(history, "c", "undo")?.blocked).toBe("A revoked lease cannot be restored.");
  });

  test("an undo that was under way brings nothing of the past back", () => {
    const id = findEntry(past, "c", "undo")?.id ?? 0;
    const result = { ...whole([write("a", 4)]), left: [write("a", 2)] };
    expect(applyHistoryEvent(lost(past), { kind: "reversed", id, result }, budget)).toEqual(lost(past));
  });

  test("what was written again no longer leads to where it stands", () => {
    const key = keyFromText("a");
    const [was, now] = [asRevision(int64(2)), asRevision(int64(5))];
    const id = findEntry(past, "c", "undo")?.id ?? 0;
    const result = { ...whole([write("a", 2)]), restored: [{ key, was, now }] };
    const undone = applyHistoryEvent(past, { kind: "reversed", id, result }, budget);
    expect(revisionNow(undone, "c")(key, was)).toBe(now);
    expect(revisionNow(lost(undone), "c")(key, was)).toBe(was);
  });

  test("what is written from then on can be undone", () => {
    const history = written(lost(past), "new", [write("a", 2)]);
    expect(findEntry(history, "c", "undo")).toMatchObject({ label: "new", writes: [{ revision: "2" }] });
    expect(findEntry(history, "c", "undo")).not.toHaveProperty("blocked");
  });
});
