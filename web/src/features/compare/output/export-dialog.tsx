import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { useState } from "react";
import { formatCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { startDifferenceExport } from "./export-job.ts";

interface ExportDialogProps {
  readonly connectionId: string;
  readonly differences: readonly Difference[];
  /** What these are of all: `selected`, `shown`. */
  readonly which: string;
  readonly calls: OfSides<TxnCall>;
  /** The search of the screen, by which the job is found again. */
  readonly search: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

const contents = [
  { value: "facts", label: "Keys and facts", title: "Revisions, versions and leases of both sides" },
  { value: "values", label: "With values", title: "The values of both sides too" },
] as const;

/** Exports differences into a file, a line each. */
export function ExportDialog({ connectionId, differences, which, calls, search, onClose }: ExportDialogProps) {
  const [content, setContent] = useState<"facts" | "values">("facts");
  const count = formatCount(formatGrouped(differences.length), "difference", "differences");
  const begin = async () => {
    const order = { differences, calls: content === "values" ? calls : undefined };
    if ((await startDifferenceExport(connectionId, order, search)) !== undefined) onClose();
  };
  return (
    <Dialog label="Export differences" onClose={onClose}>
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <h2 className="text-lg font-semibold">Export differences</h2>
        <p>
          {count} {which}, as JSON lines in key order
        </p>
        <div className="flex flex-col items-start gap-1.5">
          <Choice label="Contents" options={contents} value={content} onChange={setContent} />
          <p className="text-sm text-muted">
            {content === "facts"
              ? "One difference per line: kind, and the key on side A and B with its revisions and lease."
              : `Reads ${formatGrouped(differences.length)} keys of each side again, at the pinned revisions. Secret data is left out.`}
          </p>
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Export differences
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
