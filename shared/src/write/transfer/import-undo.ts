/** What an import has written, as something that can be taken back. Pure. */
import type { ItemResult } from "../batch/batch-run.ts";
import { keyStateOf, type DoneWrite, type KeyChange } from "../guarded/inverse.ts";
import { keepsLease, type ImportItem } from "./import-run.ts";
import type { ImportOptions } from "./import-options.ts";

export interface DoneImport {
  /** One for each key, since each was compared alone: what somebody has written since keeps no other back. */
  readonly writes: readonly DoneWrite[];
  /** Keys that were overwritten and whose former value nobody told, since the answer was lost: they stay as they are. */
  readonly missed: number;
}

/** What one batch of an import has written. */
export function doneImport(results: readonly ItemResult<ImportItem>[], options: ImportOptions): DoneImport {
  const writes: DoneWrite[] = [];
  let missed = 0;
  for (const { item, outcome } of results) {
    if (outcome.kind !== "done") continue;
    const change = changeOf(item, outcome.responses, options);
    if (change === undefined) missed++;
    else writes.push({ revision: outcome.revision, changes: [change] });
  }
  return { writes, missed };
}

type Done = Extract<ItemResult<ImportItem>["outcome"], { kind: "done" }>;

function changeOf(item: ImportItem, responses: Done["responses"], options: ImportOptions): KeyChange | undefined {
  // The answer to the undo tells the value again.
  const { key, lease } = item;
  if (item.seen === undefined) return { key, after: { lease } };
  const [answer] = responses;
  const former = answer?.kind === "put" ? answer.response.prevKv : undefined;
  if (former === undefined) return undefined;
  const before = keyStateOf(former);
  return { key, before, after: { lease: keepsLease(options, lease) ? before.lease : lease } };
}
