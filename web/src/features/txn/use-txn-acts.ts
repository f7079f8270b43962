import { emptyDraft } from "@etcd-explorer/shared/txn/draft/draft";
import type { TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import { useState } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { encodeTxnLink, longestLink } from "#/lib/txn-link.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import { redoTxnEdit, undoTxnEdit } from "#/stores/txn-drafts.ts";
import { countWrites } from "#/features/txn/run/commit-dialog.tsx";
import { describeRefusal } from "#/features/txn/run/dry-words.ts";
import { useIsStale } from "#/features/txn/run/dry-run-panel.tsx";
import type { Builder } from "#/features/txn/builder/use-builder.ts";
import { useCommit } from "#/features/txn/run/use-commit.ts";

export type DialogName = "commit" | "templates" | "history";

/** The acts of the builder's screen, and what they open. */
export function useTxnActs(builder: Builder) {
  const { connection, acts, model, draft, title, unread } = builder;
  const readOnly = useReadOnly();
  const { dry, commit } = useCommit(builder);
  const [dialog, setDialog] = useState<DialogName>();
  const [template, setTemplate] = useState<TxnTemplate>();
  const openTemplates = (first?: TxnTemplate) => {
    setTemplate(first);
    setDialog("templates");
  };
  // What was found about another request says nothing about this one.
  const run = dry.data?.request === model.request ? dry.data.run : undefined;
  const dryError = dry.variables === model.request ? dry.error : null;
  const stale = useIsStale(connection.id, run);
  const refusal = run === undefined ? undefined : describeRefusal(run);
  const { puts, deletes } = countWrites(model.request);
  const writes = puts + deletes > 0;
  const isEmpty = draft.compare.length + model.operations === 0;

  useAct(
    "txn.dry-run",
    () => dry.mutate(model.request),
    model.unsendable ?? (dry.isPending ? "Dry run in progress" : undefined),
  );
  useAct(
    "txn.commit",
    () => {
      builder.refreshLeases();
      // Where nothing can be written there is nothing to ask.
      if (writes) setDialog("commit");
      else commit.mutate();
    },
    model.unsendable ??
      (refusal && `${refusal} Dry-run again to check.`) ??
      (writes ? readOnly : undefined) ??
      (commit.isPending ? "Commit in progress" : undefined),
  );
  useAct("txn.templates", () => openTemplates());
  useAct("txn.history", () => setDialog("history"));
  const isCleared = isEmpty && unread === undefined && title === "";
  const clear = () => acts.replace(emptyDraft, "", "Cleared transaction");
  useAct("txn.clear", clear, isCleared ? "The transaction is empty" : undefined);
  const list = { label: "Show history", run: () => void runAct("edit.history") };
  useAct(
    "txn.undo",
    () => undoTxnEdit(connection.id) || notifyRefusal("No transaction edit to undo. Writes are in the history.", list),
  );
  useAct(
    "txn.redo",
    () => redoTxnEdit(connection.id) || notifyRefusal("No transaction edit to redo. Writes are in the history.", list),
  );
  useAct("txn.share", () => void share(title, model.request), model.unsendable);
  return { dry, dryError, commit, run, stale, dialog, template, openTemplates, close: () => setDialog(undefined) };
}

async function share(title: string, request: Builder["model"]["request"]): Promise<void> {
  const fragment = await encodeTxnLink({ title, request });
  if (fragment === undefined) {
    notifyRefusal(
      `The link would exceed ${longestLink.toLocaleString("en")} characters. Copy the transaction as JSON instead.`,
    );
    return;
  }
  const link = `${location.origin}${location.pathname}#${fragment}`;
  await copyAndSay(link, "Link copied. Anyone with the link can read the values in it.");
}
