import { useQuery } from "@tanstack/react-query";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { estimateExport, isLargeExport } from "@etcd-explorer/shared/write/transfer/export-cost";
import type { ExportFormat } from "@etcd-explorer/shared/write/transfer/export-run";
import { useId, useState } from "react";
import { useAccess } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { showJob } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { describeCost, describeSecrets, describeWhat, nameOf, rangesOf } from "./export-model.ts";
import { maxGatheredBytes } from "#/lib/files/file-sink.ts";
import type { ExportWhat } from "#/features/transfer/transfer-messages.ts";
import { startExport } from "./export-job.ts";

interface ExportDialogProps {
  readonly what: ExportWhat;
  /** Where one is: what the file is named for, unless it has a name of its own. */
  readonly root: Key;
  readonly onClose: () => void;
}

const formats = [
  { value: "json-lines", label: "JSON lines", title: "One key per line: base64 plus readable text" },
  { value: "etcdctl", label: "etcdctl JSON", title: "Output of etcdctl get --prefix -w json" },
  { value: "decoded", label: "Decoded", title: "JSON lines, Kubernetes objects as JSON" },
  { value: "keys", label: "Keys only", title: "JSON lines without values" },
] as const;
const notes: Record<ExportFormat, string> = {
  "json-lines": "One key per line: lossless base64 plus readable text, revisions, lease and TTL.",
  etcdctl: "One JSON object, as etcdctl get --prefix -w json prints it. Lease IDs without TTLs.",
  decoded: "As JSON lines, with Kubernetes objects as JSON to read. Those objects cannot be imported.",
  keys: "One key per line with its revisions, without values. Cannot be imported.",
};

/** Exports what is below a prefix, what was found or what is selected into a file, once its cost is said. */
export function ExportDialog({ what, root, onClose }: ExportDialogProps) {
  const { connection, etcd, at } = useConnected();
  const access = useAccess();
  const [format, setFormat] = useState<ExportFormat>("json-lines");
  const [agreed, setAgreed] = useState(false);
  const begin = async () => {
    const job = await startExport(connection, { ranges, named: nameOf(what, root), format, at });
    if (job === undefined) return;
    onClose();
    showJob(job.id);
  };
  const ranges = rangesOf(what, access?.read);
  const id = useId();
  const { data: cost, error } = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "export-cost", id, { at }],
    queryFn: ({ signal }) => estimateExport(etcd, ranges, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isLarge = cost !== undefined && isLargeExport(cost, format);
  const secrets = cost && describeSecrets(cost, format);
  const toDisk = "showSaveFilePicker" in window;
  return (
    <Dialog label="Export keys" onClose={onClose}>
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <h2 className="text-lg font-semibold">Export keys</h2>
        <div>
          <p className="line-clamp-3 break-words">
            {describeWhat(what)}, as of {at === "live" ? "one revision" : `revision ${formatGrouped(at)}`}.
          </p>
          <p className="text-muted" role="status">
            {cost !== undefined
              ? `${describeCost(cost, format)}.`
              : error === null
                ? "Estimating size…"
                : `Could not estimate the size. ${describeFailure(failureOf(error))}`}
          </p>
        </div>
        <div className="flex flex-col items-start gap-1.5">
          <Choice label="Format" options={formats} value={format} onChange={setFormat} />
          <p className="text-sm text-muted">{notes[format]}</p>
        </div>
        {secrets !== undefined && <p className="rounded-md bg-warn-bg px-3 py-2 text-warn">{secrets}</p>}
        {!toDisk && (
          <p className="text-sm text-muted">
            This browser buffers the download in memory (max {formatBytes(maxGatheredBytes)}).
          </p>
        )}
        {isLarge && (
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
            Read all these keys from the cluster
          </label>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={(cost === undefined && error === null) || cost?.keys === 0 || (isLarge && !agreed)}
          >
            Export keys
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
