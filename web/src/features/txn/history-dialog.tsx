import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { countOperations } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { forgetTxns, useTxnHistory, type CommittedTxn } from "#/stores/txn-history.ts";
import { formatCount } from "#/lib/format.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface HistoryDialogProps {
  readonly connectionId: string;
  readonly acts: BuilderActs;
  readonly onClose: () => void;
}

/** What was committed on this connection from this browser; any of it can be opened again, without its values. */
export function HistoryDialog({ connectionId, acts, onClose }: HistoryDialogProps) {
  const all = useTxnHistory(({ entries }) => entries);
  const entries = all.filter((entry) => entry.connectionId === connectionId);
  return (
    <Dialog label="Committed transactions" onClose={onClose} className="w-[min(600px,calc(100vw-48px))]">
      <div className="p-5">
        <h2 className="text-lg font-semibold">Committed transactions</h2>
        <p className="mt-1 text-muted">
          {entries.length === 0
            ? "No transactions committed from this browser"
            : "Kept in this browser only, without values. Fill them in again before you commit."}
        </p>
        <ul className="mt-3 flex flex-col gap-1">
          {entries.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                onClick={() => {
                  acts.replace(entry.draft, entry.title, "Replaced draft with committed transaction");
                  onClose();
                }}
                className="flex w-full items-center gap-3 rounded-md border border-line bg-raised px-3 py-2 text-left hover:border-faint"
              >
                <OutcomeBadge succeeded={entry.succeeded} />
                <span className="min-w-0 flex-1 truncate">{entry.title === "" ? "Untitled" : entry.title}</span>
                <span className="shrink-0 text-sm text-muted">
                  {formatCount(formatGrouped(countOperations(entry.draft)), "operation", "operations")} ·{" "}
                  {placeOf(entry)} · {new Date(entry.at).toLocaleString()}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <DialogFooter>
          {entries.length > 0 && (
            <Button variant="ghost" className="mr-auto" onClick={() => forgetTxns(connectionId)}>
              Clear history
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}

function OutcomeBadge({ succeeded }: { readonly succeeded: boolean | undefined }) {
  if (succeeded === undefined) return <Badge tone="bad">unknown</Badge>;
  return <Badge tone={succeeded ? "ok" : "warn"}>{succeeded ? "THEN ran" : "ELSE ran"}</Badge>;
}

function placeOf({ revision, onlyRead }: CommittedTxn): string {
  if (revision === undefined) return "no answer";
  return onlyRead === true ? `read at revision ${formatGrouped(revision)}` : `revision ${formatGrouped(revision)}`;
}
