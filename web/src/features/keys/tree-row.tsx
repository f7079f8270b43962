import { formatKey } from "@etcd-explorer/shared/key-text";
import { decodeUtf8 } from "@etcd-explorer/shared/bytes";
import { describeFailure } from "@etcd-explorer/shared/failure";
import { formatGrouped, noLease } from "@etcd-explorer/shared/int64";
import { nameBelow } from "@etcd-explorer/shared/listing/child";
import {
  Binary,
  ChevronDown,
  ChevronRight,
  CircleAlert,
  Ellipsis,
  FileText,
  Folder,
  FolderOpen,
  Timer,
} from "lucide-react";
import type { ReactNode } from "react";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { classNames } from "#/ui/class-names.ts";
import type { Row } from "./tree-model.ts";

export const rowHeight = 26;

interface TreeRowProps {
  readonly row: Row;
  /** Where names start: what stands before is said by the rows above. */
  readonly nameStart: number;
  readonly marked: boolean;
  readonly selected: boolean;
  readonly onPress: () => void;
}

/** One row of the tree. */
export function TreeRow({ row, nameStart, marked, selected, onPress }: TreeRowProps) {
  const actionable = row.kind !== "loading" && row.kind !== "empty";
  return (
    // The tree above it has the focus and handles the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={row.id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-expanded={row.kind === "folder" ? row.open : undefined}
      aria-busy={row.kind === "loading" || undefined}
      data-marked={marked}
      onClick={actionable ? onPress : undefined}
      style={{ height: rowHeight, paddingLeft: 14 + row.depth * 16 }}
      className={classNames(
        "relative flex items-center gap-1.5 pr-3 font-mono whitespace-nowrap",
        selected ? "bg-accent-bg" : actionable && "hover:bg-raised",
        marked && "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/tree:outline-accent",
      )}
    >
      {selected && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <RowContent row={row} nameStart={nameStart} />
    </div>
  );
}

function RowContent({ row, nameStart }: Pick<TreeRowProps, "row" | "nameStart">) {
  switch (row.kind) {
    case "folder":
      return (
        <>
          {row.open ? <ChevronDown className={chevron} /> : <ChevronRight className={chevron} />}
          {row.open ? <FolderOpen className={`${icon} text-accent`} /> : <Folder className={`${icon} text-accent`} />}
          <Name bytes={nameBelow(row.prefix, nameStart)} />
          <Aside>{formatGrouped(row.count)}</Aside>
        </>
      );
    case "key":
      return (
        <>
          <span className="w-3.5 shrink-0" />
          <KeyIcon row={row} />
          <Name bytes={nameBelow(row.facts.key, nameStart)} />
          <Aside>v{row.facts.version}</Aside>
        </>
      );
    case "more":
      return (
        <>
          <span className="w-3.5 shrink-0" />
          <Ellipsis className={icon} />
          <span className="truncate font-sans text-accent">{moreWords(row.state)}</span>
        </>
      );
    case "failed":
      return (
        <span className="flex min-w-0 items-center gap-1.5 font-sans text-bad" title={adviseFailure(row.failure)}>
          <CircleAlert className={icon} />
          <span className="truncate">{describeFailure(row.failure)} — press to try again</span>
        </span>
      );
    case "loading":
      return <span className="skeleton ml-5 h-3 w-2/5" />;
    case "empty":
      return <span className="ml-5 font-sans text-muted">No keys here</span>;
    default:
      return row satisfies never;
  }
}

const icon = "size-3.5 shrink-0";
const chevron = "size-3.5 shrink-0 text-faint";

function moreWords(state: (Row & { kind: "more" })["state"]): string {
  if (state === "loading") return "Reading more…";
  return state === "idle" ? "More follows: read on" : `${describeFailure(state)} — press to try again`;
}

function KeyIcon({ row }: { readonly row: Row & { kind: "key" } }) {
  if (row.facts.lease !== noLease) return <Timer className={`${icon} text-warn`} aria-label="under a lease" />;
  if (decodeUtf8(row.facts.key) === undefined) return <Binary className={`${icon} text-faint`} />;
  return <FileText className={`${icon} text-faint`} />;
}

function Name({ bytes }: { readonly bytes: Uint8Array }) {
  if (bytes.length === 0)
    return <span className="truncate font-sans text-muted italic">key named like its folder</span>;
  const text = formatKey(bytes);
  return (
    <span className="min-w-0 truncate" title={text}>
      {text}
    </span>
  );
}

function Aside({ children }: { readonly children: ReactNode }) {
  return <span className="ml-auto shrink-0 pl-3 font-sans text-sm text-muted">{children}</span>;
}
