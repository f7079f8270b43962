import { Braces, Brackets, ChevronDown, ChevronRight, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { listTreeLines, type TreeLine, type TreeValue } from "#/lib/formats/value-tree.ts";
import { classNames } from "#/ui/class-names.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";

interface TreeViewProps {
  readonly root: TreeValue;
  /** What one should know before reading it. */
  readonly note?: ReactNode;
}

/** Levels that stand open by themselves. */
const opened = 3;

/** A structured value as a tree: every member as it is written, its path and value to be copied. */
export function TreeView({ root, note }: TreeViewProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const lines = listTreeLines(root, toggled, (depth) => depth < opened);
  const toggle = (id: string) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      {note !== undefined && (
        <p className="border-b border-line bg-panel px-[18px] py-1.5 text-sm text-muted">{note}</p>
      )}
      <VirtualRows
        role="group"
        aria-label="Value tree"
        className="min-h-0 flex-1 overflow-auto py-1.5 font-mono"
        count={lines.length}
        rowHeight={24}
        fitsWidth
        renderRow={(index) => {
          const line = lines[index];
          return line === undefined ? null : <TreeLineRow line={line} onToggle={() => toggle(line.id)} />;
        }}
      />
    </div>
  );
}

const colours: Record<TreeValue["kind"], string> = {
  object: "text-muted",
  array: "text-muted",
  string: "text-[var(--string)]",
  number: "text-[var(--number)]",
  word: "text-[var(--number)]",
  bytes: "text-muted",
};

/** Longer texts are cut on the screen; copying gives all of it. */
const shownCharacters = 400;

function TreeLineRow({ line, onToggle }: { readonly line: TreeLine; readonly onToggle: () => void }) {
  const { depth, name, path, value, duplicate, open } = line;
  const nested = value.kind === "object" || value.kind === "array";
  return (
    <div
      className="group flex h-6 items-center gap-1.5 pr-3 whitespace-pre hover:bg-raised"
      style={{ paddingLeft: 12 + Math.min(depth, 40) * 18 }}
    >
      {value.members.length > 0 ? (
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${open ? "Collapse" : "Expand"} ${path}`}
          onClick={onToggle}
          className="rounded text-muted [&_svg]:size-3.5"
        >
          {open ? <ChevronDown /> : <ChevronRight />}
        </button>
      ) : (
        <span className="w-3.5" />
      )}
      <span className="shrink-0 text-[var(--property)]">{name}</span>
      {duplicate && <span className="shrink-0 rounded bg-warn-bg px-1 text-xs text-warn">duplicate</span>}
      <span className={classNames("min-w-0 truncate [&_svg]:mr-1 [&_svg]:inline [&_svg]:size-3", colours[value.kind])}>
        {nested ? <Summary value={value} /> : value.text.slice(0, shownCharacters)}
      </span>
      <span className="flex-1" />
      <span className="flex shrink-0 gap-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <CopyButton label="path" of={path} text={path} />
        <CopyButton label="value" of={path} text={value.text} />
      </span>
    </div>
  );
}

function Summary({ value }: { readonly value: TreeValue }) {
  const count = value.members.length;
  return (
    <>
      {value.kind === "object" ? <Braces /> : <Brackets />}
      {count.toLocaleString("en")}
    </>
  );
}

function CopyButton({ label, of, text }: { readonly label: string; readonly of: string; readonly text: string }) {
  return (
    <button
      type="button"
      aria-label={`Copy ${label} of ${of}`}
      onClick={() => void copy(text, label)}
      className="flex items-center gap-1 rounded border border-line bg-panel px-1.5 font-sans text-xs text-muted hover:text-text [&_svg]:size-3"
    >
      <Copy /> {label}
    </button>
  );
}

async function copy(text: string, what: string): Promise<void> {
  await copyAndSay(text, `Copied ${what}`);
}
