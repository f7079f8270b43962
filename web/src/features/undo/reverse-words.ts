/** Undo and redo in words. */
import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { formatKeyCount } from "#/lib/format.ts";
import { describeEntry, type Direction, type HistoryEntry } from "#/lib/write-history-model.ts";

export const doneWords = { undo: "Undone", redo: "Redone" } as const;
export const doingWords = { undo: "Undoing", redo: "Redoing" } as const;
export const verbs = { undo: "Undo", redo: "Redo" } as const;
export const opposite = { undo: "redo", redo: "undo" } as const;

/** Why some of it was left as it is; undefined: nothing was. */
export function whyLeft({ left, overtaken, refused }: UndoResult, stuck?: Failure): string | undefined {
  if (left.length === 0) return undefined;
  if (stuck !== undefined) {
    const unsure = wasWritten(stuck) === "not-written" ? "" : " It may have been done: try again to see.";
    return `${describeFailure(stuck)}${unsure}`;
  }
  const [first] = overtaken;
  if (first !== undefined) {
    const others = overtaken.length === 1 ? "" : ` and ${formatKeyCount(overtaken.length - 1)} more`;
    return `Somebody has written ${formatKey(first)}${others} since. Nothing of theirs was touched.`;
  }
  return refused === undefined ? "It was stopped before its end." : describeFailure(refused);
}

/** What is said when it has ended: `Undone: Saved /a`. */
export function describeReversed(
  direction: Direction,
  entry: HistoryEntry,
  { left, missed }: UndoResult,
  why: string | undefined,
): string {
  const what = describeEntry(entry);
  const total = entry.writes.length;
  if (left.length === total) return `Not ${doneWords[direction].toLowerCase()}: ${what}. ${why ?? ""}`.trim();
  const lost =
    missed > 0 ? ` ${formatKeyCount(missed)} cannot be ${doneWords[opposite[direction]].toLowerCase()}.` : "";
  if (left.length === 0)
    return lost === "" ? `${doneWords[direction]}: ${what}` : `${doneWords[direction]}: ${what}.${lost}`;
  return `${doneWords[direction]} ${formatGrouped(total - left.length)} of ${formatKeyCount(total)}: ${what}. ${why ?? ""}${lost}`;
}
