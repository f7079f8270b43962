/** What an import has written so far, kept while the dialog is open, so that it can be taken back afterwards. */
import { formatGrouped } from "@etcd-explorer/shared/int64";
import { sizeOfWrite, type DoneWrite } from "@etcd-explorer/shared/inverse";
import type { DoneImport } from "@etcd-explorer/shared/transfer/import-undo";
import { formatCount } from "#/lib/format.ts";
import { undoBudgetBytes } from "#/stores/undo.ts";

export class ImportUndoLog {
  readonly #budgetBytes: number;
  #writes: DoneWrite[] = [];
  #sizeBytes = 0;
  #missed = 0;

  constructor(budgetBytes: number = undoBudgetBytes) {
    this.#budgetBytes = budgetBytes;
  }

  add({ writes, missed }: DoneImport): void {
    this.#missed += missed;
    this.#sizeBytes += writes.reduce((sum, write) => sum + sizeOfWrite(write), 0);
    // A part of it could be taken back, but not as one: nobody would know what came of the rest.
    if (this.#sizeBytes > this.#budgetBytes) this.#writes = [];
    else this.#writes.push(...writes);
  }

  /** What can be taken back, oldest first, and what is said of it. */
  summarize(written: number): { readonly label: string; readonly writes: readonly DoneWrite[] } {
    const keys = formatCount(formatGrouped(written), "key", "keys");
    const tooLarge = this.#sizeBytes > this.#budgetBytes;
    const rest = tooLarge
      ? ". That is too much to be taken back from here"
      : this.#missed > 0
        ? `. ${formatGrouped(this.#missed)} of them cannot be taken back: the answer was lost`
        : "";
    return { label: `Imported ${keys}${rest}`, writes: this.#writes };
  }
}
