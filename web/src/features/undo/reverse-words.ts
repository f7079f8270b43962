/** Undo and redo in words. */
import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Key } from "@etcd-explorer/shared/model/bytes";
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

/** That a key no longer is as this tab left it. */
export function changedSince(key: Key): string {
  return `${formatKey(key)} was changed since.`;
}

/** Why some of it was left as it is; undefined: nothing was. */
export function whyLeft({ left, overtaken, refused }: UndoResult, stuck?: Failure): string | undefined {
  if (left.length === 0) return undefined;
  if (stuck !== undefined) {
    const unsure = wasWritten(stuck) === "not-written" ? "" : " It may have been applied: retry to check.";
    return `${describeFailure(stuck)}.${unsure}`;
  }
  const [first] = overtaken;
  if (first !== undefined) {
    if (overtaken.length === 1) return `${changedSince(first)} That change was kept.`;
    const others = overtaken.length === 2 ? "1 more key" : `${formatGrouped(overtaken.length - 1)} more keys`;
    return `${formatKey(first)} and ${others} were changed since. Those changes were kept.`;
  }
  return refused === undefined ? "Stopped before it finished." : `${describeFailure(refused)}.`;
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
  if (left.length === total) return `Could not ${direction}: ${what}. ${why ?? ""}`.trim();
  const lost =
    missed > 0 ? ` ${formatKeyCount(missed)} cannot be ${doneWords[opposite[direction]].toLowerCase()}.` : "";
  if (left.length === 0)
    return lost === "" ? `${doneWords[direction]}: ${what}` : `${doneWords[direction]}: ${what}.${lost}`;
  // What was done says itself of how many keys.
  return `${doneWords[direction]} for ${formatKeyCount(total - left.length)}: ${what}. ${why ?? ""}${lost}`;
}
