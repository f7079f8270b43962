import type { DryRun } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import type { TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import { CommitDialog } from "#/features/txn/run/commit-dialog.tsx";
import { summarize } from "#/features/txn/run/dry-words.ts";
import { HistoryDialog } from "./history-dialog.tsx";
import { TemplatesDialog } from "#/features/txn/templates/templates-dialog.tsx";
import type { Builder } from "#/features/txn/builder/use-builder.ts";
import type { DialogName } from "./use-txn-acts.ts";

interface TxnDialogsProps {
  readonly builder: Builder;
  readonly dialog: DialogName | undefined;
  /** The template that was picked in the page. */
  readonly template: TxnTemplate | undefined;
  readonly onClose: () => void;
  /** The dry run of the request as it is, at the newest revision. */
  readonly run: DryRun | undefined;
  readonly onCommit: () => void;
}

/** The dialog of the builder that is open, if any. */
export function TxnDialogs({ builder, dialog, template, onClose, run, onCommit }: TxnDialogsProps) {
  const { connection, acts, model, draft } = builder;
  switch (dialog) {
    case "commit":
      return (
        <CommitDialog
          connection={connection}
          request={model.request}
          forecast={run === undefined ? undefined : summarize(model.request, run)}
          onClose={onClose}
          onCommit={() => {
            onClose();
            onCommit();
          }}
        />
      );
    case "templates": {
      const isEmpty = draft.compare.length + model.operations === 0;
      return <TemplatesDialog acts={acts} isEmpty={isEmpty} first={template} onClose={onClose} />;
    }
    case "history":
      return <HistoryDialog connectionId={connection.id} acts={acts} onClose={onClose} />;
    case undefined:
      return null;
    default:
      return dialog satisfies never;
  }
}
