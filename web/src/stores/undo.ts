/**
 * What was written in this tab and can be taken back: newest last, in memory only, since values may be secrets.
 * Every feature that writes records it here; `features/value/undo-host.tsx` runs it.
 */
import { sizeOfWrite, type DoneWrite } from "@etcd-explorer/shared/inverse";
import { create } from "zustand";
import { runAct } from "#/acts/registry.ts";
import { notify } from "./notices.ts";

export interface UndoEntry {
  readonly id: number;
  readonly connectionId: string;
  /** What was done, as a sentence without its end: `Saved /a at revision 7`. */
  readonly label: string;
  /** The transactions that did it, oldest first. */
  readonly writes: readonly DoneWrite[];
  readonly sizeBytes: number;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** What all entries together may take; the oldest are forgotten first. */
export const undoBudgetBytes = 32 * 1024 * 1024;

export const useUndo = create<{ readonly entries: readonly UndoEntry[] }>()(() => ({ entries: [] }));

let next = 1;

/** Remembers what was written. An entry that alone exceeds the budget is not kept: undefined. */
export function recordUndo(
  connectionId: string,
  label: string,
  writes: readonly DoneWrite[],
  now: () => number = Date.now,
): UndoEntry | undefined {
  const sizeBytes = writes.reduce((sum, write) => sum + sizeOfWrite(write), 0);
  if (sizeBytes > undoBudgetBytes || writes.length === 0) return undefined;
  const entry = { id: next++, connectionId, label, writes, sizeBytes, at: now() };
  useUndo.setState(({ entries }) => ({ entries: withinBudget([...entries, entry]) }));
  return entry;
}

function withinBudget(entries: readonly UndoEntry[]): UndoEntry[] {
  let room = undoBudgetBytes;
  const kept: UndoEntry[] = [];
  for (const entry of entries.toReversed()) {
    room -= entry.sizeBytes;
    if (room < 0) break;
    kept.push(entry);
  }
  return kept.toReversed();
}

/** Puts what is left of an entry in its place; nothing left: forgets it. */
export function settleUndo(id: number, left: readonly DoneWrite[]): void {
  useUndo.setState(({ entries }) => ({
    entries: entries.flatMap((entry) =>
      entry.id !== id
        ? [entry]
        : left.length === 0
          ? []
          : [{ ...entry, writes: left, sizeBytes: left.reduce((sum, write) => sum + sizeOfWrite(write), 0) }],
    ),
  }));
}

/** The newest entry of a connection, or the one of that ID. */
export function findUndo(
  entries: readonly UndoEntry[],
  connectionId: string,
  id: number | undefined,
): UndoEntry | undefined {
  return entries.findLast((entry) => entry.connectionId === connectionId && (id === undefined || entry.id === id));
}

/** Records what was written and says so, with an Undo beside it. */
export function notifyWritten(connectionId: string, label: string, writes: readonly DoneWrite[], verb = "Undo"): void {
  const entry = recordUndo(connectionId, label, writes);
  const action = entry && { label: verb, run: () => void runAct("edit.undo", String(entry.id)) };
  notify(label, "ok", action);
}
