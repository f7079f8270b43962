/** What came of a bulk act so far. Counts are exact; lists hold the first entries, so that memory stays bounded. */
import type { ItemOutcome } from "../batch/batch-run.ts";
import { encodeHex, type Key } from "../../model/bytes.ts";
import type { Failure } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import { sizeOfWrite, type DoneWrite } from "../guarded/inverse.ts";

/** A key that was not written, and why. */
export type LeftOut =
  /** Somebody else wrote it after the plan. `revision`: its last write; absent: it is gone. */
  | { readonly kind: "changed"; readonly key: Key; readonly revision?: Revision }
  | { readonly kind: "refused"; readonly key: Key; readonly failure: Failure }
  /** Its target exists. */
  | { readonly kind: "skipped"; readonly key: Key }
  /** Its target held this very content already. */
  | { readonly kind: "equal"; readonly key: Key }
  /** Its former value is compacted, and it has been written since. */
  | { readonly kind: "lost"; readonly key: Key }
  /** It was written, and etcd has deleted it since: the lease that was granted for it has ended. */
  | { readonly kind: "expired"; readonly key: Key };

export interface BulkReport {
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly refused: number;
  readonly skipped: number;
  readonly equal: number;
  readonly lost: number;
  readonly expired: number;
  /** Keys that were sent without an answer, and of which nothing was found out yet. */
  readonly unknown: number;
  readonly leftOut: readonly LeftOut[];
  /** Transactions sent, and the first and last revision that they made. */
  readonly transactions: number;
  readonly firstRevision?: Revision;
  readonly lastRevision?: Revision;
  /** What takes it back, oldest first. */
  readonly undo: readonly DoneWrite[];
  /** Done, but no longer kept: it cannot be undone from here. */
  readonly forgotten: number;
}

const listed = 10_000;

/** Fills a report. */
export class ReportTally {
  #undo: DoneWrite[] = [];
  readonly #leftOut: LeftOut[] = [];
  readonly #total: number;
  #room: number;
  #done = 0;
  #forgotten = 0;
  #changed = 0;
  #refused = 0;
  #skipped = 0;
  #equal = 0;
  #lost = 0;
  #expired = 0;
  #first: Revision | undefined;
  #last: Revision | undefined;
  transactions = 0;
  unknown = 0;

  /** `undoBytes`: how much is kept for undoing; 0: nothing. */
  constructor(total: number, undoBytes: number) {
    this.#total = total;
    this.#room = undoBytes;
  }

  done(revision: Revision, undoable: DoneWrite | undefined): void {
    this.#done++;
    this.#first ??= revision;
    this.#last = revision;
    const size = undoable === undefined ? Number.POSITIVE_INFINITY : sizeOfWrite(undoable);
    if (undoable === undefined || size > this.#room) {
      this.#forgotten++;
      return;
    }
    this.#room -= size;
    this.#undo.push(undoable);
  }

  /** So many were done of which nothing is known but the number. */
  doneUnnamed(count: number, revision: Revision): void {
    for (let at = 0; at < count; at++) this.done(revision, undefined);
  }

  /** So many were gone already, whichever they were. */
  changedUnnamed(count: number): void {
    this.#changed += count;
  }

  leftOut(entry: LeftOut): void {
    if (entry.kind === "changed") this.#changed++;
    else if (entry.kind === "refused") this.#refused++;
    else if (entry.kind === "skipped") this.#skipped++;
    else if (entry.kind === "lost") this.#lost++;
    else if (entry.kind === "expired") this.#expired++;
    else this.#equal++;
    if (this.#leftOut.length < listed) this.#leftOut.push(entry);
  }

  /** Keys that were done and are gone since, with their lease: there is nothing to undo of them. */
  expire(keys: readonly Key[]): void {
    const gone = new Set(keys.map(encodeHex));
    this.#done -= keys.length;
    const before = this.#undo.length;
    this.#undo = this.#undo.filter(({ changes }) => !changes.some(({ key }) => gone.has(encodeHex(key))));
    this.#forgotten -= keys.length - (before - this.#undo.length);
    for (const key of keys) this.leftOut({ kind: "expired", key });
  }

  /** Notes what became of a key that was sent. */
  settle(key: Key, outcome: ItemOutcome, undoable: (revision: Revision) => DoneWrite | undefined): void {
    switch (outcome.kind) {
      case "done":
        return this.done(outcome.revision, undoable(outcome.revision));
      case "changed": {
        const revision = outcome.now.map(({ modRevision }) => modRevision).at(-1);
        return this.leftOut({ kind: "changed", key, ...(revision === undefined ? {} : { revision }) });
      }
      case "refused":
        return this.leftOut({ kind: "refused", key, failure: outcome.failure });
      default:
        return outcome satisfies never;
    }
  }

  report(): BulkReport {
    return {
      total: this.#total,
      done: this.#done,
      changed: this.#changed,
      refused: this.#refused,
      skipped: this.#skipped,
      equal: this.#equal,
      lost: this.#lost,
      expired: this.#expired,
      unknown: this.unknown,
      leftOut: this.#leftOut,
      transactions: this.transactions,
      ...(this.#first === undefined ? {} : { firstRevision: this.#first }),
      ...(this.#last === undefined ? {} : { lastRevision: this.#last }),
      undo: this.#undo,
      forgotten: this.#forgotten,
    };
  }
}
