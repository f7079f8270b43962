/**
 * Taking writes back, the newest first, a batch at a time. Each write's own guard decides over it: what somebody has
 * written since is left alone, the others go through. An answer that was lost is settled by reading.
 */
import { createBatchRun } from "../batch/batch-run.ts";
import type { TxnCall } from "../batch/batch-run.ts";
import type { BulkRun } from "../bulk/bulk-run.ts";
import { ReportTally } from "../bulk/bulk-report.ts";
import type { Key } from "../../model/bytes.ts";
import type { Failure } from "../../model/failure.ts";
import { inverseItem, invertedWrite, withoutLeases, type DoneWrite, type RevisionNow } from "../guarded/inverse.ts";
import type { LeaseId, Revision } from "../../model/int64.ts";

/** What a key held at one revision stands there again, by a write of our own. */
export interface Restored {
  readonly key: Key;
  readonly was: Revision;
  readonly now: Revision;
}

export interface UndoResult {
  /** What the undo itself wrote, oldest first: it can be taken back in turn. */
  readonly inverted: readonly DoneWrite[];
  /** The writes that still stand, oldest first. */
  readonly left: readonly DoneWrite[];
  readonly restored: readonly Restored[];
  /** So many were taken back for good: the answer was lost, and nobody told what they wrote over. */
  readonly missed: number;
  /** Keys of the writes that were left alone since somebody has written them. */
  readonly overtaken: readonly Key[];
  /** Why etcd refused others, the first of them. */
  readonly refused?: Failure;
}

export interface UndoRun extends BulkRun {
  /** What came of it so far. */
  result(): UndoResult;
}

export interface UndoOptions {
  readonly now?: RevisionNow;
  /** These leases have ended: no key is put under them. */
  readonly without?: ReadonlySet<LeaseId>;
}

/** Takes `writes` back, which are given oldest first. */
export function createUndoRun(call: TxnCall, writes: readonly DoneWrite[], options: UndoOptions = {}): UndoRun {
  const { now = (_, revision) => revision, without = new Set() } = options;
  const tally = new ReportTally(writes.length, 0);
  const open = new Set(writes);
  const inverted: DoneWrite[] = [];
  const restored: Restored[] = [];
  const overtaken: Key[] = [];
  let missed = 0;
  let refused: Failure | undefined;
  const wanted = (write: DoneWrite) => withoutLeases(write, without);
  const run = createBatchRun(call, writes.toReversed().values(), (write) => inverseItem(wanted(write), now));

  const next: BulkRun["next"] = async () => {
    const step = await run.next();
    if (step.kind !== "settled") return step;
    tally.transactions++;
    for (const { item, outcome } of step.results) {
      const [first] = item.changes;
      if (first !== undefined) tally.settle(first.key, outcome, () => undefined);
      if (outcome.kind === "changed") overtaken.push(...item.changes.map(({ key }) => key));
      else if (outcome.kind === "refused") refused ??= outcome.failure;
      else {
        const { revision, responses } = outcome;
        const inverse = invertedWrite(wanted(item), revision, responses, now);
        if (inverse === undefined) missed++;
        else inverted.push(inverse);
        open.delete(item);
        for (const { key, before } of item.changes) {
          if (before?.modRevision !== undefined) restored.push({ key, was: before.modRevision, now: revision });
        }
      }
    }
    return { kind: "going" };
  };
  const result = (): UndoResult => ({
    inverted,
    left: writes.filter((write) => open.has(write)),
    restored,
    missed,
    overtaken,
    ...(refused === undefined ? {} : { refused }),
  });
  return { next, report: () => tally.report(), result };
}
