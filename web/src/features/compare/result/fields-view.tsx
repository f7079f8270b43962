import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useRef } from "react";
import type { JsonChange } from "#/lib/diff/json-changes.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { Badge, type Tone } from "#/ui/badge.tsx";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";

interface FieldsViewProps {
  readonly changes: readonly JsonChange[];
}

const rowHeight = 28;

/** What a row says of its field. */
const words: Readonly<Record<JsonChange["kind"], { readonly text: string; readonly tone: Tone }>> = {
  changed: { text: "differs", tone: "warn" },
  removed: { text: "only in A", tone: "bad" },
  added: { text: "only in B", tone: "ok" },
};

/** The fields in which two structured values differ, one a row. */
export function FieldsView({ changes }: FieldsViewProps) {
  const list = useRef<VirtualRowsHandle>(null);
  if (changes.length === 0) return <p className="p-4 text-muted">Same fields and values. Only the layout differs.</p>;
  return (
    <VirtualRows
      handle={list}
      role="list"
      aria-label={`${formatGrouped(changes.length)} fields differ`}
      className="min-h-0 flex-1 overflow-auto py-1"
      count={changes.length}
      rowHeight={rowHeight}
      renderRow={(index) => {
        const change = changes[index];
        return change === undefined ? null : <FieldRow change={change} />;
      }}
    />
  );
}

function FieldRow({ change }: { readonly change: JsonChange }) {
  const { text, tone } = words[change.kind];
  return (
    <div role="listitem" style={{ height: rowHeight }} className="flex w-max items-center gap-2.5 px-3 whitespace-pre">
      <span className="flex w-16 shrink-0">
        <Badge tone={tone}>{text}</Badge>
      </span>
      <span className="font-mono text-[var(--property)]">{pathOf(change)}</span>
      <span className="flex items-center gap-1.5 font-mono">
        {change.kind === "changed" ? (
          <>
            <Scalar value={change.before} /> <span className="text-muted">→</span> <Scalar value={change.after} />
          </>
        ) : (
          <Scalar value={change.value} />
        )}
      </span>
    </div>
  );
}

/** A path as people write it: `max`, `db.hosts[0]`; the whole value is `$`. */
function pathOf(change: JsonChange): string {
  const name = change.kind === "changed" || change.name === undefined ? "" : `.${change.name}`;
  const path = `${change.path}${name}`;
  return path === "" ? "$" : path.replace(/^\./, "");
}

const longest = 200;

function Scalar({ value: { kind, text } }: { readonly value: TreeValue }) {
  const line = text.replaceAll(/\s*\n\s*/g, " ");
  const tone =
    kind === "string" ? "text-[var(--string)]" : kind === "object" || kind === "array" ? "" : "text-[var(--number)]";
  return <span className={tone}>{line.length > longest ? `${line.slice(0, longest)}…` : line}</span>;
}
