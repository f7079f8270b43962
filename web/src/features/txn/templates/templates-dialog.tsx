import type { TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import { templates } from "@etcd-explorer/shared/txn/template/templates";
import { useState, type KeyboardEvent } from "react";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { TemplateForm } from "./template-form.tsx";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface TemplatesDialogProps {
  readonly acts: BuilderActs;
  readonly isEmpty: boolean;
  /** Picked in the page already; undefined: it is picked here. */
  readonly first: TxnTemplate | undefined;
  readonly onClose: () => void;
}

/** Transactions to begin with: one is picked, its entries are made, and it takes the place of what is in the builder. */
export function TemplatesDialog({ acts, isEmpty, first, onClose }: TemplatesDialogProps) {
  const [picked, setPicked] = useState(first);
  return (
    <Dialog label="Templates" onClose={onClose} className="mt-[8vh] max-h-[84vh] w-[min(560px,calc(100vw-48px))]">
      <div className="p-5">
        {picked === undefined ? (
          <>
            <h2 className="text-lg font-semibold">Start from a template</h2>
            <p className="mt-1 text-muted">
              A template reads its keys and fills in the rows. Nothing is written until you commit.
              {isEmpty ? "" : " It replaces the current transaction."}
            </p>
            <ul className="mt-3 flex flex-col gap-1">
              {templates.map((template) => (
                <li key={template.id}>
                  <button
                    type="button"
                    onClick={() => setPicked(template)}
                    onKeyDown={moveInList}
                    className="w-full rounded-md border border-line bg-raised px-3 py-2 text-left hover:border-faint"
                  >
                    <span className="block font-medium">{template.title}</span>
                    <span className="block text-sm text-muted">{template.purpose}</span>
                  </button>
                </li>
              ))}
            </ul>
            <DialogFooter>
              <Button onClick={onClose}>Close</Button>
            </DialogFooter>
          </>
        ) : (
          <TemplateForm
            template={picked}
            onBack={() => setPicked(undefined)}
            onFilled={(draft) => {
              acts.replace(draft, picked.title, "Replaced draft with template");
              onClose();
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

/** The arrow keys go from template to template. */
function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const item = event.currentTarget.parentElement;
  const next =
    event.key === "ArrowDown"
      ? item?.nextElementSibling
      : event.key === "ArrowUp"
        ? item?.previousElementSibling
        : null;
  if (next === null || next === undefined) return;
  event.preventDefault();
  next.querySelector("button")?.focus();
}
