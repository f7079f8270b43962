import type { Key } from "@etcd-explorer/shared/model/bytes";
import { Suspense, useState, type ReactNode } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import type { ExportWhat } from "#/features/transfer/transfer-messages.ts";
import { useMarkedThing } from "#/stores/marked-thing.ts";
import { namesIn, selectionId, useSelection } from "#/stores/selection.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";

const ExportDialog = lazyPart(async () => (await import("#/features/transfer/export/export-dialog.tsx")).ExportDialog);
const ImportDialog = lazyPart(async () => (await import("#/features/transfer/import/import-dialog.tsx")).ImportDialog);

interface Transfer {
  /** Opens the export of keys that were found. */
  readonly exportFound: (keys: readonly Key[]) => void;
  /** The dialog that is open, to be rendered. */
  readonly dialogs: ReactNode;
}

/** Export and import, with their acts; they load when they are first opened. */
export function useTransfer(connection: Connection, root: Key): Transfer {
  const [open, setOpen] = useState<ExportWhat | "import">();
  const close = () => setOpen(undefined);
  const { at } = useConnected();
  useAct("transfer.export", () => setOpen({ kind: "prefix", prefix: root }));
  const selected = useSelection(connection.id);
  const marked = useMarkedThing(connection.id);
  // As with acts on many keys: the selection, or else the row that is marked.
  const selection = selected.size > 0 || marked === undefined ? selected : new Map([[selectionId(marked), marked]]);
  useAct(
    "transfer.selection",
    () => setOpen({ kind: "selection", ...namesIn(selection) }),
    selection.size === 0 ? "No keys selected" : undefined,
  );
  useAct("transfer.import", () => setOpen("import"), useUnwritable());
  return {
    exportFound: (keys) => setOpen({ kind: "found", keys }),
    dialogs: (
      <Suspense>
        {open === "import" && <ImportDialog onClose={close} />}
        {typeof open === "object" && <ExportDialog key={at} what={open} root={root} onClose={close} />}
      </Suspense>
    ),
  };
}
