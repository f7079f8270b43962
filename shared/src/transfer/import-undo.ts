/** What an import has written, as something that can be taken back. Pure. */
import type { ItemResult } from "../batch/batch-run.ts";
import { heldBy, type DoneWrite, type KeyChange } from "../inverse.ts";
import type { Revision } from "../int64.ts";
import { keepsLease, type ImportItem } from "./import-run.ts";
import type { ImportOptions } from "./import-options.ts";

export interface DoneImport {
  /** One for each revision that the batch made. */
  readonly writes: readonly DoneWrite[];
  /** Keys that were overwritten and whose former value nobody told, since the answer was lost: they stay as they are. */
  readonly missed: number;
}

/** What one batch of an import has written. */
export function doneImport(results: readonly ItemResult<ImportItem>[], options: ImportOptions): DoneImport {
  const changes = new Map<Revision, KeyChange[]>();
  let missed = 0;
  for (const { item, outcome } of results) {
    if (outcome.kind !== "done") continue;
    const change = changeOf(item, outcome.responses, options);
    if (change === undefined) missed++;
    else changes.set(outcome.revision, [...(changes.get(outcome.revision) ?? []), change]);
  }
  return { writes: [...changes].map(([revision, made]) => ({ revision, changes: made })), missed };
}

type Done = Extract<ItemResult<ImportItem>["outcome"], { kind: "done" }>;

function changeOf(item: ImportItem, responses: Done["responses"], options: ImportOptions): KeyChange | undefined {
  const { key, value, lease } = item;
  if (item.seen === undefined) return { key, after: { value, lease } };
  const [answer] = responses;
  const former = answer?.kind === "put" ? answer.response.prevKv : undefined;
  if (former === undefined) return undefined;
  const before = heldBy(former);
  return { key, before, after: { value, lease: keepsLease(options, lease) ? before.lease : lease } };
}
