import type { Key } from "@etcd-explorer/shared/model/bytes";
import { Suspense, useState, type ReactNode } from "react";
import { useAct } from "#/acts/use-act.ts";
import { refuseEveryWrite, useAccess } from "#/api/access/access-query.ts";
import type { Connection } from "#/api/connection/connection.ts";
import type { ExportWhat } from "#/features/transfer/transfer-messages.ts";
import { namesIn, useSelection } from "#/stores/selection.ts";
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
  useAct("transfer.export", () => setOpen({ kind: "prefix", prefix: root }));
  const selection = useSelection(connection.id);
  useAct(
    "transfer.selection",
    () => setOpen({ kind: "selection", ...namesIn(selection) }),
    selection.size === 0 ? "Nothing is selected" : undefined,
  );
  const access = useAccess();
  const refusal = connection.readOnly ? "This connection is read-only" : refuseEveryWrite(access);
  useAct("transfer.import", () => setOpen("import"), refusal);
  return {
    exportFound: (keys) => setOpen({ kind: "found", keys }),
    dialogs: (
      <Suspense>
        {open === "import" && <ImportDialog onClose={close} />}
        {typeof open === "object" && <ExportDialog what={open} root={root} onClose={close} />}
      </Suspense>
    ),
  };
}
