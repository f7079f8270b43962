import type { TxnCall } from "@etcd-explorer/shared/write/batch/batch-run";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { createUndoRun, type UndoOptions, type UndoResult } from "@etcd-explorer/shared/write/undo/undo-run";

/** Takes writes back to the end; fails where it gets stuck. */
export async function undoAll(
  call: TxnCall,
  writes: readonly DoneWrite[],
  options: UndoOptions = {},
): Promise<UndoResult> {
  const run = createUndoRun(call, writes, options);
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    if (step.kind === "stuck") throw new Error(`stuck: ${JSON.stringify(step.failure)}`);
  }
  return run.result();
}
