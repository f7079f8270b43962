import { useMutation, useQueryClient } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { endedLeases, needsLease } from "@etcd-explorer/shared/write/undo/undo-leases";
import { createUndoRun, type UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";
import { useState } from "react";
import { actOfUndo, questionOf } from "#/acts/questions.ts";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { refreshAfterWrite, refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { runOrTell } from "#/components/run-or-tell.ts";
import { describeEntry, findEntry, revisionNow, type Direction, type HistoryEntry } from "#/lib/write-history-model.ts";
import { whyBlocked } from "#/lib/why-blocked.ts";
import type { Job } from "#/lib/jobs/job.ts";
import { startBulk, type BulkState } from "#/stores/jobs/bulk-job.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { changeHistory, useWriteHistory } from "#/stores/write-history.ts";
import { describeReversed, doingWords, doneWords, opposite, verbs, whyLeft } from "./reverse-words.ts";

// Above this, everything that is on the screen is read again rather than each key's folders one by one.
const refreshedOneByOne = 32;

/** What becomes of keys whose lease has ended. */
export type OnEnded = "leave-out" | "without-lease";

export interface Asked {
  readonly direction: Direction;
  readonly entry: HistoryEntry;
  readonly onEnded?: OnEnded;
}

/** Leases have ended of some keys: what becomes of those is asked first. */
export interface EndedQuestion extends Asked {
  /** So many keys. */
  readonly needing: number;
}

interface Settled {
  /** Why it stopped by itself. */
  readonly stuck?: Failure;
  /** The job that did it: it has a report. */
  readonly job?: number;
}

/** A key that went, and the one that came in its place, as a rename that is undone does. */
export type OnMoved = (from: Key, to: Key) => void;

/** Undo and redo. Every one of either, from whichever button or key, goes through `reverse`. */
export function useReverse(onMoved: OnMoved) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();
  const [confirming, setConfirming] = useState<Asked>();
  const [question, setQuestion] = useState<EndedQuestion>();

  const refresh = async ({ inverted, overtaken }: UndoResult) => {
    const touched = [...inverted.flatMap(({ changes }) => changes.map(({ key }) => key)), ...overtaken];
    const keys = [...new Set(touched.map(encodeHex))];
    if (keys.length > refreshedOneByOne) {
      await refreshAfterWrites(queryClient, connection.id);
      return;
    }
    const none = new Uint8Array();
    await Promise.all(keys.map((hex) => refreshAfterWrite(queryClient, connected, asKey(decodeHex(hex) ?? none))));
  };

  /** Puts what came of it into the history, and says so. */
  const settle = ({ direction, entry }: Asked, result: UndoResult, { stuck, job }: Settled = {}) => {
    const isOne = entry.writes.length === 1;
    const why = whyLeft(result, stuck);
    changeHistory({ kind: "reversed", id: entry.id, result, ...(why === undefined ? {} : { why }) });
    const back = findEntry(useWriteHistory.getState(), connection.id, opposite[direction]);
    const canGoBack = result.left.length === 0 && back !== undefined && back.writes.length > 0;
    const label = verbs[opposite[direction]];
    const action = canGoBack
      ? { label, run: () => runOrTell(`edit.${opposite[direction]}`, String(back.id)) }
      : undefined;
    const report =
      job === undefined ? undefined : { label: "Report", run: () => void runAct("jobs.show", String(job)) };
    const text = describeReversed(direction, entry, result, why);
    notify(text, result.left.length === 0 ? "ok" : "bad", action ?? report);
    for (const { changes } of result.inverted) {
      const from = changes.find(({ before, after }) => before !== undefined && after === undefined);
      const to = changes.find(({ before, after }) => before === undefined && after !== undefined);
      if (isOne && from !== undefined && to !== undefined) onMoved(from.key, to.key);
    }
  };

  const run = useMutation({
    mutationFn: async (asked: Asked) => {
      const { direction, entry, onEnded } = asked;
      const ended = await endedLeases(etcd, entry.writes);
      const needing = entry.writes.filter((write) => needsLease(write, ended));
      if (needing.length > 0 && onEnded === undefined) return askFirst(asked, ended, needing.length);
      const writes = onEnded === "leave-out" ? entry.writes.filter((write) => !needing.includes(write)) : entry.writes;
      const now = revisionNow(useWriteHistory.getState(), connection.id);
      const reversal = createUndoRun(etcd, writes, { now, without: ended });
      const resultOf = (): UndoResult => {
        const result = reversal.result();
        const kept = onEnded === "leave-out" ? [...needing, ...result.left] : result.left;
        return { ...result, left: entry.writes.filter((write) => kept.includes(write)) };
      };
      if (writes.length > 1) {
        const words = {
          doing: doingWords[direction],
          done: doneWords[direction],
          what: describeEntry(entry),
          is: "write",
        } as const;
        const onEnd = ({ id }: Job<BulkState>) => {
          settle(asked, resultOf(), { job: id });
          void refresh(resultOf());
          return undefined;
        };
        startBulk({ connectionId: connection.id, words, run: reversal, onEnd });
        return undefined;
      }
      let step = await reversal.next();
      while (step.kind === "going") step = await reversal.next();
      settle(asked, resultOf(), step.kind === "stuck" ? { stuck: step.failure } : {});
      // Not waited for: the next undo may follow at once.
      void refresh(resultOf());
      return undefined;
    },
    // Only reading the leases fails by an error: nothing was sent then.
    onError: (error, { direction, entry }) => {
      const failed = `Could not ${direction}: ${describeEntry(entry)}.`;
      notify(`${failed} ${describeFailure(failureOf(error))}`, "bad");
    },
  });

  function askFirst(asked: Asked, ended: ReadonlySet<LeaseId>, needing: number): void {
    if (asked.entry.writes.length > 1) return setQuestion({ ...asked, needing });
    const names = [...ended].map(formatLeaseHex).join(", ");
    notifyRefusal(
      `Could not ${asked.direction}: lease ${names} no longer exists. You can restore the key without it.`,
      {
        label: "Restore without lease",
        run: () => runOrTell(`edit.${asked.direction}`, `${asked.entry.id} without-lease`),
      },
    );
  }

  /** Undoes or redoes the last of its kind, or the entry of that ID. */
  const reverse = (direction: Direction, id?: number, onEnded?: OnEnded) => {
    const entry = findEntry(useWriteHistory.getState(), connection.id, direction, id);
    const not = `Could not ${direction}`;
    const list = { label: "Show history", run: () => void runAct("edit.history") };
    if (entry === undefined) {
      notifyRefusal(`${not}: already ${doneWords[direction].toLowerCase()}, or no longer in the history.`, list);
    } else if (entry.writes.length === 0) {
      notifyRefusal(
        `${not}: ${describeEntry(entry)}. ${whyBlocked(useWriteHistory.getState(), entry) ?? ""}`.trim(),
        list,
      );
    } else ask({ direction, entry, ...(onEnded && { onEnded }) });
  };
  /** Reversing writes: it asks what the table of acts says of it. */
  const ask = (what: Asked) => {
    if (questionOf(actOfUndo(what.entry.writes), connection.isProduction) === "nothing") run.mutate(what);
    else setConfirming(what);
  };
  const confirm = (isMeant: boolean) => {
    setConfirming(undefined);
    if (isMeant && confirming !== undefined) run.mutate(confirming);
  };
  const answer = (onEnded: OnEnded | undefined) => {
    setQuestion(undefined);
    if (question !== undefined && onEnded !== undefined) run.mutate({ ...question, onEnded });
  };
  return { reverse, busy: run.isPending, confirming, confirm, question, answer };
}
