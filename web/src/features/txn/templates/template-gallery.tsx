import type { TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import { templates } from "@etcd-explorer/shared/txn/template/templates";
import { runAct } from "#/acts/registry.ts";

interface TemplateGalleryProps {
  readonly onPick: (template: TxnTemplate) => void;
}

/** What stands above the empty lists: transactions to begin with, each with what it does. */
export function TemplateGallery({ onPick }: TemplateGalleryProps) {
  return (
    <section aria-labelledby="txn-gallery" className="rounded-[10px] border border-line bg-panel p-3">
      <h2 id="txn-gallery" className="mb-2 font-medium text-muted">
        Start with a template
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(230px,100%),1fr))] gap-2">
        {templates.map((template) => (
          <li key={template.id}>
            <Card title={template.title} purpose={template.purpose} onClick={() => onPick(template)} />
          </li>
        ))}
        <li>
          <Card
            title="Start empty"
            purpose="Add conditions and operations below, or type them as text."
            onClick={() => runAct("txn.add-condition")}
          />
        </li>
      </ul>
    </section>
  );
}

interface CardProps {
  readonly title: string;
  readonly purpose: string;
  readonly onClick: () => void;
}

function Card({ title, purpose, onClick }: CardProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="h-full w-full rounded-md border border-line bg-raised px-3 py-2 text-left hover:border-faint"
    >
      <span className="block font-medium">{title}</span>
      <span className="block text-sm text-muted">{purpose}</span>
    </button>
  );
}
