/** What an import has written so far, kept while the dialog is open, so that it can be taken back afterwards. */
import { sizeOfWrite, type DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import type { DoneImport } from "@etcd-explorer/shared/write/transfer/import-undo";
import { formatKeyCount } from "#/lib/format.ts";
import { noRoom } from "#/lib/write-history-model.ts";
import { historyBudgetBytes, type Written } from "#/stores/write-history.ts";

export class ImportUndoLog {
  readonly #budgetBytes: number;
  #writes: DoneWrite[] = [];
  #sizeBytes = 0;
  #written = 0;
  #missed = 0;

  constructor(budgetBytes: number = historyBudgetBytes) {
    this.#budgetBytes = budgetBytes;
  }

  add({ writes, missed }: DoneImport, written: number): void {
    this.#written += written;
    this.#missed += missed;
    this.#sizeBytes += writes.reduce((sum, write) => sum + sizeOfWrite(write), 0);
    // A part of it could be undone, but not as one: nobody would know what came of the rest.
    if (this.#sizeBytes > this.#budgetBytes) this.#writes = [];
    else this.#writes.push(...writes);
  }

  /** Gives it for the history, and begins anew; undefined: nothing was written. `isBroken`: left while it wrote. */
  take(isBroken: boolean): Written | undefined {
    if (this.#written === 0 && !isBroken) return undefined;
    const label = `Imported ${formatKeyCount(this.#written)}`;
    const why =
      this.#sizeBytes > this.#budgetBytes
        ? noRoom
        : isBroken
          ? "The import was interrupted while writing: more keys may have been written."
          : this.#missed > 0
            ? `${formatKeyCount(this.#missed)} cannot be undone: the response was lost.`
            : undefined;
    const taken = { label, writes: this.#writes, notice: why === undefined ? label : `${label}. ${why}` };
    this.#writes = [];
    this.#written = 0;
    this.#missed = 0;
    this.#sizeBytes = 0;
    return why === undefined ? taken : { ...taken, blocked: why };
  }
}
