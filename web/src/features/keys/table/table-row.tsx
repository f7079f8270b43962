import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { nameBelow } from "@etcd-explorer/shared/read/listing/child";
import { ArrowDown, ArrowUp, Lock, Square, SquareCheck } from "lucide-react";
import type { MouseEvent } from "react";
import { classNames } from "#/ui/class-names.ts";
import { cellText, columnWords, type Column, type Sort, type SortColumn } from "./table-model.ts";
import { rowHeight } from "#/features/keys/tree/tree-row.tsx";

/** In pixels; a lease's ID has 16 digits. */
const widths: Record<Column, number> = { version: 56, created: 76, modified: 76, lease: 134 };
const keyWidth = 200;
const gap = 12;

/** What a row needs, so that its columns stand below their heads: narrower, the table scrolls sideways. */
function rowWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + widths[column] + gap, keyWidth + 2 * gap);
}

interface TableHeadProps {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
}

/** The heads of the columns, each of which sorts. */
export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  const head = (column: SortColumn, className: string, width?: number) => (
    <div
      key={column}
      role="columnheader"
      aria-sort={sort.column !== column ? "none" : sort.descending ? "descending" : "ascending"}
      className={classNames("min-w-0", className)}
      style={{ width }}
    >
      <button
        type="button"
        onClick={() => onSort(column)}
        className={classNames(
          "flex h-full w-full items-center gap-1 rounded text-sm hover:text-text",
          column !== "key" && "justify-end",
          sort.column === column ? "text-text" : "text-muted",
        )}
      >
        {columnWords[column]}
        {sort.column === column &&
          (sort.descending ? <ArrowDown className="size-3" /> : <ArrowUp className="size-3" />)}
      </button>
    </div>
  );
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: rowHeight, minWidth: rowWidth(columns) }}
      className="sticky top-0 z-10 flex w-full gap-3 border-b border-line bg-panel px-3"
    >
      {head("key", "flex-1")}
      {columns.map((column) => head(column, "shrink-0", widths[column]))}
    </div>
  );
}

interface TableRowProps {
  readonly index: number;
  readonly facts: KeyFacts;
  readonly nameStart: number;
  readonly columns: readonly Column[];
  readonly marked: boolean;
  readonly selected: boolean;
  /** Undefined: nothing is selected, and no boxes are shown. */
  readonly checked: boolean | undefined;
  /** Why it may not be written; undefined: it may. */
  readonly locked: string | undefined;
  readonly onPress: (event: MouseEvent) => void;
  readonly onCheck: (event: MouseEvent) => void;
}

/** One key of the table. */
export function TableRow(props: TableRowProps) {
  const { index, facts, nameStart, columns, marked, selected, checked, locked, onPress, onCheck } = props;
  const name = formatKey(nameBelow(facts.key, nameStart));
  const lastPart = name.lastIndexOf("/", name.length - 2) + 1;
  const Box = checked === true ? SquareCheck : Square;
  return (
    // The grid above it has the focus and handles the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={checked ?? selected}
      data-marked={marked}
      onClick={onPress}
      style={{ height: rowHeight, minWidth: rowWidth(columns) }}
      className={classNames(
        "relative flex w-full items-center gap-3 px-3 font-mono whitespace-nowrap select-none",
        selected || checked === true ? "bg-accent-bg" : "hover:bg-raised",
        marked && "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/tree:outline-accent",
      )}
    >
      {selected && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <div role="gridcell" className="flex min-w-0 flex-1 items-center gap-1.5" title={formatKey(facts.key)}>
        {checked !== undefined && (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the row says whether it is selected, and Space selects it
          <span
            data-box
            className="flex shrink-0"
            onClick={(event) => {
              event.stopPropagation();
              onCheck(event);
            }}
          >
            <Box className={`size-3.5 ${checked ? "text-accent" : "text-faint"}`} />
          </span>
        )}
        {name === "" ? (
          <span className="truncate font-sans text-muted italic">(same name as folder)</span>
        ) : (
          // Where there is no room for all, the folders give way first: the end tells keys apart.
          <span className="flex min-w-0 whitespace-pre">
            <span className="min-w-0 truncate">{name.slice(0, lastPart)}</span>
            <span className="max-w-full shrink-0 truncate">{name.slice(lastPart)}</span>
          </span>
        )}
        {locked !== undefined && (
          <span title={locked} className="flex shrink-0 items-center">
            <Lock className="size-3 text-muted" aria-label="Read-only" />
          </span>
        )}
      </div>
      {columns.map((column) => (
        <div
          key={column}
          role="gridcell"
          className="shrink-0 truncate text-right text-muted"
          style={{ width: widths[column] }}
        >
          {cellText(facts, column)}
        </div>
      ))}
    </div>
  );
}
