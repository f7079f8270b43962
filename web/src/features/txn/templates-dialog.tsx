import { templates } from "@etcd-explorer/shared/txn-draft/templates";
import { Dialog } from "#/ui/dialog.tsx";
import type { BuilderActs } from "./use-builder.ts";

interface TemplatesDialogProps {
  readonly acts: BuilderActs;
  readonly isEmpty: boolean;
  readonly onClose: () => void;
}

/** Transactions to begin with. One of them takes the place of what is in the builder. */
export function TemplatesDialog({ acts, isEmpty, onClose }: TemplatesDialogProps) {
  return (
    <Dialog label="Templates" onClose={onClose} className="w-[min(560px,calc(100vw-48px))]">
      <div className="max-h-[70vh] overflow-auto p-4">
        <h2 className="text-lg font-semibold">Begin with a template</h2>
        {!isEmpty && <p className="mt-1 text-muted">It takes the place of what is in the builder now.</p>}
        <ul className="mt-3 flex flex-col gap-1">
          {templates.map((template) => (
            <li key={template.id}>
              <button
                type="button"
                onClick={() => {
                  acts.replace(template.make(), template.title);
                  onClose();
                }}
                className="w-full rounded-md border border-line bg-raised px-3 py-2 text-left hover:border-faint"
              >
                <span className="block font-medium">{template.title}</span>
                <span className="block text-sm text-muted">{template.purpose}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
