import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { actOfMany } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useQuestion } from "#/components/use-question.tsx";
import { adviseFailure, describeStop } from "#/lib/failure-advice.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { ImportForm } from "./import-form.tsx";
import { countWrites, type ImportState } from "./import-model.ts";
import { ImportRows } from "./import-rows.tsx";
import { useImport } from "./use-import.ts";

/** Imports a file of keys: chooses it, shows what it would change, writes, and reports. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { connection } = useConnected();
  const { state, compare, open, close, write, stop, again } = useImport(connection);
  const [overwrite, setOverwrite] = useState(false);
  const writes = countWrites(state, overwrite);
  const settled = state.written + state.unwrittenCount;
  const { answered, field } = useQuestion(actOfMany("import", writes));
  const hasBegun = state.phase === "writing" || state.phase === "paused" || state.phase === "finished";
  /** Escape, or a press beside the dialog: a step back. */
  const leave = () => {
    if (state.opened !== undefined) close();
    else if (state.phase === "writing") stop();
    else onClose();
  };
  return (
    <Dialog label="Import keys" onClose={leave} className="w-[min(760px,calc(100vw-48px))]">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Import keys</h2>
        {state.phase === "choosing" && <ImportForm onCompare={compare} onClose={onClose} />}
        {state.phase !== "choosing" && <ImportRows state={state} onOpen={open} onClose={close} />}
        {state.phase === "comparing" && <Comparing state={state} />}
        {state.failure !== undefined && (
          <p role="alert" className="text-bad">
            {state.phase === "failed"
              ? `The file was not compared to its end. ${describeFailure(state.failure)}. ${adviseFailure(state.failure)}`
              : describeStop(state.failure, "Import stopped")}
          </p>
        )}
        {hasBegun && (
          <div className="flex flex-col gap-1.5">
            <ProgressBar label="Keys written" done={settled} total={writes} />
            <p role="status">
              {state.phase === "finished" ? "Done. " : ""}
              {formatGrouped(state.written)} of {formatKeyCount(writes)} written
              {state.unwrittenCount > 0 && `, ${formatGrouped(state.unwrittenCount)} left as they are`}.
            </p>
          </div>
        )}
        {state.phase === "compared" && state.counts.conflict > 0 && (
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={overwrite} onChange={(event) => setOverwrite(event.target.checked)} />
            Overwrite the {formatKeyCount(state.counts.conflict)} that changed since the export
          </label>
        )}
        {state.phase === "compared" && writes > 0 && field}
        {state.phase !== "choosing" && (
          <DialogFooter>
            {(state.phase === "compared" || state.phase === "failed") && <Button onClick={again}>Another file</Button>}
            <Button onClick={state.phase === "writing" ? stop : onClose}>{leaveWords[state.phase] ?? "Close"}</Button>
            {(state.phase === "compared" || state.phase === "paused") && (
              <Button
                variant="primary"
                disabled={writes === 0 || connection.readOnly || (state.phase === "compared" && !answered)}
                onClick={() => write(overwrite)}
              >
                {state.phase === "paused" ? "Go on" : `Write ${formatKeyCount(writes)}`}
              </Button>
            )}
          </DialogFooter>
        )}
      </div>
    </Dialog>
  );
}

const leaveWords: Partial<Record<ImportState["phase"], string>> = { writing: "Stop", comparing: "Cancel" };

/** How far the comparison is: of the file, since nobody knows how many keys it holds before its end. */
function Comparing({ state: { counts, readBytes, sizeBytes } }: { readonly state: ImportState }) {
  const keys = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label="File compared" done={readBytes} total={sizeBytes} />
      <p role="status" className="text-sm text-muted">
        Comparing the file with the cluster: {formatBytes(readBytes)} of {formatBytes(sizeBytes)},{" "}
        {formatKeyCount(keys)}. Nothing is written yet.
      </p>
    </div>
  );
}
