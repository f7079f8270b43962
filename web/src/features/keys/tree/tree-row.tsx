import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, noLease } from "@etcd-explorer/shared/model/int64";
import { nameBelow } from "@etcd-explorer/shared/read/listing/child";
import {
  Binary,
  Braces,
  ChevronDown,
  ChevronRight,
  CircleAlert,
  FileText,
  Folder,
  FolderOpen,
  Lock,
  SquareCheck,
  Square,
  Timer,
} from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { adviseFailure } from "#/lib/failure-advice.ts";
import { startKeyDrag, type PickedKey } from "#/lib/key-drag.ts";
import { rowLook } from "#/features/keys/rows/row-look.ts";
import type { RowMark } from "#/features/keys/past/past-rows.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { UnsavedDot } from "#/ui/unsaved-dot.tsx";
import type { Row } from "./tree-rows.ts";

export const rowHeight = 26;

interface TreeRowProps {
  readonly row: Row;
  /** Where names start: what stands before is said by the rows above. */
  readonly nameStart: number;
  readonly marked: boolean;
  readonly selected: boolean;
  /** Whether it is among the selected; undefined: nothing is selected, and no boxes are shown. */
  readonly checked: boolean | undefined;
  /** Why it may not be written; undefined: it may. */
  readonly locked: string | undefined;
  /** How it differs now, where it is of a past revision. */
  readonly mark?: RowMark | undefined;
  /** An edit of its value is not saved yet. */
  readonly unsaved: boolean;
  /** What is dragged with the row; undefined: it cannot be dragged. */
  readonly dragged?: PickedKey | undefined;
  readonly onPress: (event: MouseEvent) => void;
  readonly onCheck: (event: MouseEvent) => void;
}

/** One row of the tree. */
export function TreeRow(props: TreeRowProps) {
  const { row, marked, selected, checked, dragged, onPress } = props;
  const actionable = row.kind === "folder" || row.kind === "key" || row.kind === "failed";
  return (
    // The tree above it has the focus and handles the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={row.id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={row.posInSet}
      aria-setsize={row.setSize}
      aria-selected={selected}
      aria-checked={checked}
      aria-expanded={row.kind === "folder" ? row.open : undefined}
      aria-busy={row.kind === "loading" || row.kind === "unread" || undefined}
      aria-label={row.kind === "unread" ? "Not loaded yet" : row.kind === "loading" ? "Loading" : undefined}
      data-marked={marked}
      onClick={actionable ? onPress : undefined}
      draggable={dragged !== undefined}
      onDragStart={dragged && ((event) => startKeyDrag(event.dataTransfer, dragged))}
      style={{ height: rowHeight, paddingLeft: 14 + row.depth * 16 }}
      className={classNames(
        "relative flex items-center gap-1.5 pr-3 font-mono whitespace-nowrap select-none",
        props.mark?.isFaint === true && "text-muted",
        rowLook({ marked, selected, checked: checked === true, hovers: actionable }),
      )}
    >
      {selected && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <RowContent {...props} />
    </div>
  );
}

type ContentProps = Pick<TreeRowProps, "row" | "nameStart" | "checked" | "locked" | "mark" | "unsaved" | "onCheck">;

function RowContent({ row, nameStart, checked, locked, mark, unsaved, onCheck }: ContentProps) {
  const box = checked !== undefined && <Box checked={checked} onCheck={onCheck} />;
  switch (row.kind) {
    case "folder":
      return (
        <>
          {row.open ? <ChevronDown className={chevron} /> : <ChevronRight className={chevron} />}
          {box}
          {row.open ? <FolderOpen className={`${icon} text-accent`} /> : <Folder className={`${icon} text-accent`} />}
          <Name bytes={nameBelow(row.prefix, nameStart)} />
          <ReadOnly reason={locked} />
          <Aside mark={mark}>{mark?.keys ?? formatGrouped(row.count)}</Aside>
        </>
      );
    case "key":
      return (
        <>
          <span className="w-3.5 shrink-0" />
          {box}
          <KeyIcon row={row} />
          <Name bytes={nameBelow(row.facts.key, nameStart)} />
          <ReadOnly reason={locked} />
          {unsaved && <UnsavedDot label="Unsaved edit" />}
          <Aside mark={mark}>{mark?.isFaint !== true && `v${row.facts.version}`}</Aside>
        </>
      );
    case "failed":
      return (
        <span className="flex min-w-0 items-center gap-1.5 font-sans text-bad" title={adviseFailure(row.failure)}>
          <CircleAlert className={icon} />
          <span className="truncate">{describeFailure(row.failure)} · Click to retry</span>
        </span>
      );
    case "loading":
      return <span className="skeleton ml-5 h-3 w-2/5" />;
    case "unread":
      // Not breathing, as `skeleton` does: there may be a whole screen of them.
      return <span className="ml-5 h-2.5 w-2/5 rounded bg-line" />;
    case "empty":
      return <span className="ml-5 font-sans text-muted">No keys</span>;
    default:
      return row satisfies never;
  }
}

/** The tree's own Space does what a press here does. */
function Box({ checked, onCheck }: { readonly checked: boolean; readonly onCheck: (event: MouseEvent) => void }) {
  const Icon = checked ? SquareCheck : Square;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the row says whether it is checked, and Space checks it
    <span
      data-box
      className="-my-1 flex shrink-0 items-center py-1"
      onClick={(event) => {
        event.stopPropagation();
        onCheck(event);
      }}
    >
      <Icon className={`${icon} ${checked ? "text-accent" : "text-faint"}`} />
    </span>
  );
}

function ReadOnly({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null;
  return (
    <span title={reason} className="flex shrink-0 items-center">
      <Lock className="size-3 text-muted" aria-label="Read-only" />
    </span>
  );
}

const icon = "size-3.5 shrink-0";
const chevron = "size-3.5 shrink-0 text-faint";

function KeyIcon({ row }: { readonly row: Row & { kind: "key" } }) {
  if (row.facts.lease !== noLease) return <Timer className={`${icon} text-warn`} aria-label="Has a lease" />;
  if (decodeUtf8(row.facts.key) === undefined) return <Binary className={`${icon} text-faint`} />;
  const Icon = endsWithJson(row.facts.key) ? Braces : FileText;
  return <Icon className={`${icon} text-faint`} />;
}

/** Of a key's value nothing is read here: its name alone says what it may hold. */
function endsWithJson(key: Uint8Array): boolean {
  return decodeUtf8(key.subarray(-5))?.toLowerCase() === ".json";
}

function Name({ bytes }: { readonly bytes: Uint8Array }) {
  if (bytes.length === 0) return <span className="truncate font-sans text-muted italic">(same name as folder)</span>;
  const text = formatKey(bytes);
  return (
    <span className="min-w-0 truncate" title={text}>
      {text}
    </span>
  );
}

function Aside({ mark, children }: { readonly mark: RowMark | undefined; readonly children: ReactNode }) {
  return (
    <span className="ml-auto shrink-0 pl-3 font-sans text-sm text-muted" title={mark?.title}>
      {children}
      {mark !== undefined && (
        <>
          {" "}
          <Badge tone={mark.tone}>{mark.text}</Badge>
        </>
      )}
    </span>
  );
}
