import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { listTxnItems } from "@etcd-explorer/shared/model/txn-path";
import { Play } from "lucide-react";
import type { Connection } from "#/api/connection/connection.ts";
import { useQuestion } from "#/components/use-question.tsx";
import { formatCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";

interface CommitDialogProps {
  readonly connection: Connection;
  readonly request: TxnRequest;
  /** What the last dry run said; undefined: there was none, or the cluster has moved on. */
  readonly forecast: string | undefined;
  readonly onClose: () => void;
  readonly onCommit: () => void;
}

/** Asks before a transaction that writes is committed. */
export function CommitDialog({ connection, request, forecast, onClose, onCommit }: CommitDialogProps) {
  const { answered, answer, field } = useQuestion("txn.commit", { begins: true });
  const { puts, deletes } = countWrites(request);
  return (
    <Dialog label="Commit transaction" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]">
      <form
        className="p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (answer()) onCommit();
        }}
      >
        <h2 className="text-lg font-semibold">Commit transaction?</h2>
        <p className="mt-2 text-muted">
          On <b className="font-semibold text-text">{connection.label}</b>: {describeWrites(puts, deletes)} in its
          branches. etcd evaluates the conditions and runs one branch atomically.
        </p>
        <p className="mt-2 text-muted">{forecast ?? "Not dry-run at the current revision."}</p>
        {hasNestedWrites(request) && (
          <p className="mt-2 text-warn">
            Nested writes skip permission checks on etcd 3.4 and 3.5 up to 3.5.16. A user can write keys that its roles
            forbid.
          </p>
        )}
        {field !== null && <div className="mt-4">{field}</div>}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!answered}>
            <Play /> Commit
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** `1 put and 2 deletes`. */
function describeWrites(puts: number, deletes: number): string {
  const parts = [
    puts > 0 && formatCount(formatGrouped(puts), "put", "puts"),
    deletes > 0 && formatCount(formatGrouped(deletes), "delete", "deletes"),
  ];
  return parts.filter((part) => part !== false).join(" and ");
}

/** Whether a put or a delete stands in a transaction within it. */
export function hasNestedWrites(request: TxnRequest): boolean {
  return [...listTxnItems(request)].some(
    (item) => item.kind === "operation" && item.path.length > 1 && ["put", "delete"].includes(item.operation.kind),
  );
}

/** How many puts and deletes stand in it, nested ones included. */
export function countWrites(request: TxnRequest): { readonly puts: number; readonly deletes: number } {
  let [puts, deletes] = [0, 0];
  for (const item of listTxnItems(request)) {
    if (item.kind !== "operation") continue;
    if (item.operation.kind === "put") puts++;
    if (item.operation.kind === "delete") deletes++;
  }
  return { puts, deletes };
}
