import type { Key } from "@etcd-explorer/shared/bytes";
import { describeFailure } from "@etcd-explorer/shared/failure";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { ExportFormat } from "@etcd-explorer/shared/transfer/export-run";
import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { formatBytes, formatCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { maxGatheredBytes } from "./file-sink.ts";
import type { ExportWhat } from "./transfer-messages.ts";
import { useExport } from "./use-export.ts";

interface ExportDialogProps {
  readonly what: ExportWhat;
  /** What the file is named for. */
  readonly prefix: Key;
  readonly onClose: () => void;
}

const formats = [
  { value: "json-lines", label: "JSON lines", title: "A key a line, base64 with readable text beside it" },
  { value: "etcdctl", label: "etcdctl JSON", title: "What etcdctl get --prefix -w json prints" },
] as const;
const notes: Record<ExportFormat, string> = {
  "json-lines":
    "A key a line: base64, which is lossless, with readable text beside it, the revisions, the lease and its TTL.",
  etcdctl: "One JSON object, as etcdctl get --prefix -w json prints it. It holds the ID of a lease but not its TTL.",
};

/** Exports what is below a prefix, or keys that were chosen, into a file. */
export function ExportDialog({ what, prefix, onClose }: ExportDialogProps) {
  const { connection } = useConnected();
  const [format, setFormat] = useState<ExportFormat>("json-lines");
  const { state, start, stop } = useExport(connection);
  const leave = () => {
    stop();
    onClose();
  };
  const toDisk = "showSaveFilePicker" in window;
  return (
    <Dialog label="Export keys" onClose={leave}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Export keys</h2>
        <p className="break-words">
          {what.kind === "keys" ? (
            formatCount(formatGrouped(what.keys.length), "key that was found", "keys that were found")
          ) : what.prefix.length === 0 ? (
            "All keys"
          ) : (
            <>
              Every key below <span className="font-mono">{formatKey(what.prefix)}</span>
            </>
          )}
          {what.kind === "keys" ? ", each as it is when it is read." : ", as of one revision."}
        </p>
        <div className="flex flex-col items-start gap-1.5">
          <Choice label="Format" options={formats} value={format} onChange={setFormat} />
          <p className="text-sm text-muted">{notes[format]}</p>
        </div>
        {!toDisk && (
          <p className="text-sm text-muted">
            This browser cannot write to the disk piece by piece: the file is gathered first, up to{" "}
            {formatBytes(maxGatheredBytes)}.
          </p>
        )}
        {state.phase === "running" && (
          <div className="flex flex-col gap-1.5">
            <ProgressBar label="Keys exported" done={state.done} total={state.total} />
            <p className="text-sm text-muted">
              {formatGrouped(state.done)} of {formatGrouped(state.total)} keys · {formatBytes(state.sizeBytes)}
            </p>
          </div>
        )}
        {state.phase === "done" && (
          <p role="status">
            Exported {formatCount(formatGrouped(state.keys), "key", "keys")}, {formatBytes(state.sizeBytes)}.
          </p>
        )}
        {state.phase === "failed" && (
          <p role="alert" className="text-bad">
            The file is not whole and was given up. {describeFailure(state.failure)}
          </p>
        )}
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={leave}>{state.phase === "done" ? "Close" : "Cancel"}</Button>
          {state.phase !== "done" && (
            <Button
              variant="primary"
              busy={state.phase === "running"}
              onClick={() => void start({ what, prefix, format })}
            >
              Export
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
