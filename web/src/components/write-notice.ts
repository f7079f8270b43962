/** Telling that something was written, or why it was not, with what can be done about it beside it. */
import { failureOf } from "@etcd-explorer/shared/model/failure";
import {
  describeWriteFailure,
  isOutOfSpace,
  wasWritten,
  type WriteWords,
} from "@etcd-explorer/shared/model/write-outcome";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { runAct } from "#/acts/registry.ts";
import { runOrTell } from "./run-or-tell.ts";
import type { HistoryEntry } from "#/lib/write-history-model.ts";
import { notify, type NoticeAction } from "#/stores/notices.ts";
import { recordWritten, type Writer, type Written } from "#/stores/write-history.ts";

/** Remembers what was written, gives its entry and says so, with an Undo beside it where there is one. */
export function notifyWritten(writer: Writer, written: Written): HistoryEntry {
  const entry = recordWritten(writer, written);
  const revision = written.writes.at(-1)?.revision;
  const at = revision === undefined ? "" : ` at revision ${formatGrouped(revision)}`;
  const undo = { label: "Undo", run: () => runOrTell("edit.undo", String(entry.id)) };
  notify(written.notice ?? `${written.label}${at}`, "ok", entry.writes.length === 0 ? undefined : undo);
  return entry;
}

/** Says why a write failed and whether it was done. `look`: what finds out where that is not known. */
export function notifyWriteFailure(error: unknown, words: WriteWords, look?: NoticeAction): void {
  const failure = failureOf(error);
  const open = isOutOfSpace(failure) ? openAlarms : undefined;
  const action = wasWritten(failure) === "not-written" ? open : (look ?? open);
  notify(describeWriteFailure(failure, words), "bad", action, true);
}

/** The way to the alarms, and to the plan that makes space. */
export const openAlarms: NoticeAction = { label: "Open Cluster", run: () => void runAct("cluster.open") };
