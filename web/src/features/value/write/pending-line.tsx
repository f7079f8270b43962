import { formatEtcdctl } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import { saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { Terminal } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** A longer command says nothing on one line, and would be written anew at every key press. */
const longestValueBytes = 16 * 1024;

/** What the save that is pending would be for etcdctl, on one line below the editor. */
export function PendingLine({ model }: { readonly model: EditorModel }) {
  const { connection } = useConnected();
  const { base, value } = model;
  if (value === undefined || value.length > longestValueBytes) return null;
  const said = formatEtcdctl({ kind: "txn", request: saveTxn(base, value) }, equivalentTarget(connection));
  if ("unavailable" in said) return null;
  return (
    <div data-foot className="flex h-[30px] shrink-0 items-center gap-2.5 border-t border-line px-3.5 text-muted">
      <Terminal className="size-3.5 shrink-0" />
      <code className="min-w-0 flex-1 truncate text-sm" title={said.text.slice(0, 2000)}>
        {said.text.replaceAll(/\s*\n\s*/g, " ↵ ")}
      </code>
      <ActButton act="value.copy-as" variant="ghost" label="Copy as…" className="h-6" />
    </div>
  );
}
