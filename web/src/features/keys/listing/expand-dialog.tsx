import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import type { Expansion } from "./use-expand-below.ts";

interface ExpandDialogProps {
  readonly expansion: Expansion;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what opening all below a folder reads, before it does. */
export function ExpandDialog({ expansion, busy, onConfirm, onClose }: ExpandDialogProps) {
  const { prefix, count } = expansion;
  const requests = Math.ceil(count / 5000);
  return (
    <Dialog label="Expand all" onClose={onClose}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Expand all</h2>
        <p className="text-muted">
          Reads <span className="text-text">{formatGrouped(count)} keys</span>
          {prefix.length > 0 && (
            <>
              {" "}
              below <span className="font-mono break-all text-text">{formatKey(prefix)}</span>
            </>
          )}{" "}
          in {requests === 1 ? "1 request" : `${formatGrouped(requests)} requests`}, without values.
        </p>
        {/* The first one in the document is the one that has the focus: Enter goes on. */}
        <div className="flex flex-row-reverse gap-2">
          <Button variant="primary" busy={busy} onClick={onConfirm}>
            Expand all
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}
