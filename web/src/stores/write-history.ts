/**
 * Everything that was written from this tab: in memory only, since values may be secrets. Every feature that writes
 * records it here; `features/undo/undo-host.tsx` takes back and does again.
 */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { undoLimitBytes } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { create } from "zustand";
import {
  applyHistoryEvent,
  emptyHistory,
  type HistoryEntry,
  type HistoryEvent,
  type LeaseChange,
  type UnsettledKey,
  type WriteHistory,
} from "#/lib/write-history-model.ts";

/** What all entries together may keep; the oldest give theirs up first. */
export const historyBudgetBytes: number = undoLimitBytes;

/** Why a write of which nobody knows whether it was done cannot be undone. */
export const notKnown = "No response: the write may or may not have happened.";

export const useWriteHistory = create<WriteHistory>()(() => emptyHistory);

/** Puts what an event makes of the history in its place. */
export function changeHistory(event: HistoryEvent): WriteHistory {
  const next = applyHistoryEvent(useWriteHistory.getState(), event, historyBudgetBytes);
  useWriteHistory.setState(next, true);
  return next;
}

/** A write that was done, or may have been. */
export interface Written {
  /** What was done, as a sentence without its end: `Saved /a`. */
  readonly label: string;
  /** The writes that did it, oldest first. */
  readonly writes: readonly DoneWrite[];
  /** Why it cannot be undone; undefined: it can. */
  readonly blocked?: string;
  /** The lease that it granted or revoked. */
  readonly lease?: LeaseChange;
  /** Where nobody knows whether it was done: what it wanted of which keys. */
  readonly unsettled?: readonly UnsettledKey[];
  /** What is said of it; undefined: the label, with the revision. */
  readonly notice?: string;
}

/** Who writes, and where: the connection. */
export interface Writer {
  readonly id: string;
  readonly user: string;
}

/** Remembers what was written. */
export function recordWritten(
  { id, user }: Writer,
  { label, writes, blocked, lease, unsettled }: Written,
  now = Date.now(),
): HistoryEntry {
  const why = {
    ...(blocked === undefined ? {} : { blocked }),
    ...(lease === undefined ? {} : { lease }),
    ...(unsettled === undefined ? {} : { unsettled }),
  };
  const { entries, turn } = changeHistory({ kind: "written", connectionId: id, user, label, writes, at: now, ...why });
  const entry = entries.find((each) => each.id === turn);
  if (entry === undefined) throw new Error("the newest entry is always kept");
  return entry;
}

/** Ends what can be undone or redone on a connection whose data has gone back, and what was not known of its writes. */
export function loseHistory(connectionId: string): void {
  changeHistory({ kind: "past-lost", connectionId });
}

/** Changes whenever the data of a connection was found to have gone back, as the past that it has was lost. */
export function pastOf(connectionId: string): number {
  return useWriteHistory.getState().pastsLost[connectionId] ?? 0;
}

/** Whether this page wrote at a revision, and knows of it: its last writes, undone or not. */
export function writtenHere(connectionId: string, revision: Revision): boolean {
  return useWriteHistory.getState().entries.some((entry) => {
    return entry.connectionId === connectionId && entry.writes.some((write) => write.revision === revision);
  });
}
