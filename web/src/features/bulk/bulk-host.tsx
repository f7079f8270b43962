import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly, useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { showJob, useLaneRefusal } from "#/stores/jobs/jobs.ts";
import { useListFocused, useMarkedThing } from "#/stores/marked-thing.ts";
import { useSelection } from "#/stores/selection.ts";
import { changeDraft } from "#/stores/txn-drafts.ts";
import { failureOf, describeFailure } from "@etcd-explorer/shared/model/failure";
import { notify } from "#/stores/notices.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { mostAdded, readRows } from "./add-to-txn.ts";
import { bulkTarget, type BulkTarget } from "#/components/bulk/bulk-target.ts";
import type { BulkKind } from "#/features/bulk/plan/bulk-words.ts";

const BulkDialog = lazyDialog(async () => (await import("#/features/bulk/plan/bulk-dialog.tsx")).BulkDialog);

const noPrefix = asKey(new Uint8Array());

interface Asked {
  readonly kind: BulkKind;
  readonly target: BulkTarget;
}

/** Makes the bulk acts possible on the connection that is open. `folder`: the prefix that is shown. */
export function BulkHost({ folder }: { readonly folder: Key }) {
  const { connection, etcd, at } = useConnected();
  const selection = useSelection(connection.id);
  const marked = useMarkedThing(connection.id);
  const [shown, setShown] = useState<Asked>();
  // What was begun last, so that it can be planned again for what was left.
  const [begun, setBegun] = useState<Asked>();
  const refusal = useLaneRefusal(connection.id, "keys");
  // In a list the prefix around it is not what one looks at.
  const target = bulkTarget(selection, marked, useListFocused() ? noPrefix : folder);
  const readOnly = useReadOnly();
  const refused = useUnwritable(target?.ranges);
  const unavailable = readOnly ?? refusal ?? (target === undefined ? "Select keys or folders first" : undefined);
  const unwritable = unavailable ?? refused;
  const begin = (kind: BulkKind) => () => {
    if (target !== undefined) setShown({ kind, target });
  };
  const addToTxn = async () => {
    if (target === undefined) return;
    try {
      const add = await readRows(etcd, target.ranges);
      changeDraft(connection.id, add);
      notify(`Added ${target.what} to the transaction`);
    } catch (error) {
      notify(`Could not add to the transaction. ${describeFailure(failureOf(error))}`, "bad");
    }
  };
  useAct("bulk.delete", begin("delete"), unwritable);
  useAct("bulk.copy", begin("copy"), unavailable);
  useAct("bulk.move", begin("move"), unwritable);
  useAct("bulk.lease", begin("lease"), unwritable);
  useAct(
    "bulk.add-to-txn",
    () => void addToTxn(),
    // A condition on what they were then would never hold.
    (at === "live" ? undefined : readOnly) ??
      (target === undefined
        ? "Select keys or folders first"
        : target.ranges.length > mostAdded
          ? `Select at most ${mostAdded} keys and folders`
          : undefined),
  );
  useAct(
    "bulk.again",
    () => setShown(begun),
    begun === undefined ? "No bulk operation to plan again" : (readOnly ?? refusal),
  );

  const close = () => setShown(undefined);
  if (shown === undefined) return null;
  return (
    <BulkDialog
      kind={shown.kind}
      target={shown.target}
      onClose={close}
      onStarted={(id) => {
        setBegun(shown);
        close();
        showJob(id);
      }}
    />
  );
}
