import { ArrowDown, ArrowUp } from "lucide-react";
import { setColumnWidth } from "#/stores/layout/table-columns.ts";
import { classNames } from "#/ui/class-names.ts";
import { PaneSeparator } from "#/ui/pane-separator.tsx";
import { rowHeight } from "#/features/keys/tree/tree-row.tsx";
import { narrowestPx, tableWidth, widestPx, type ShownColumn } from "./column-widths.ts";
import { columnWords, isSortable, type Column, type Sort, type SortColumn } from "./table-model.ts";

interface TableHeadProps {
  readonly columns: readonly ShownColumn[];
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
}

/** The heads of the columns: most of them sort, and the lines beside them set how wide they are. */
export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: rowHeight, minWidth: tableWidth(columns) }}
      className="sticky top-0 z-10 flex w-full gap-3 border-b border-line bg-panel px-3"
    >
      <Head column="key" sort={sort} onSort={onSort} />
      {columns.map(({ column, widthPx }) => (
        <Head key={column} column={column} widthPx={widthPx} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

interface HeadProps extends Pick<TableHeadProps, "sort" | "onSort"> {
  readonly column: Column | "key";
  /** Undefined: what is left. */
  readonly widthPx?: number;
}

function Head({ column, widthPx, sort, onSort }: HeadProps) {
  const isSorted = sort.column === column;
  const side = column === "key" || column === "value" ? "justify-start" : "justify-end";
  const words = columnWords[column];
  return (
    <div
      role="columnheader"
      aria-sort={!isSortable(column) ? undefined : !isSorted ? "none" : sort.descending ? "descending" : "ascending"}
      className={classNames("relative min-w-0", widthPx === undefined ? "flex-1" : "shrink-0")}
      style={{ width: widthPx }}
    >
      {isSortable(column) ? (
        <button
          type="button"
          onClick={() => onSort(column)}
          className={classNames(
            "flex h-full w-full items-center gap-1 rounded text-sm hover:text-text",
            side,
            isSorted ? "text-text" : "text-muted",
          )}
        >
          <span className="truncate">{words}</span>
          {isSorted && (sort.descending ? <ArrowDown className="size-3" /> : <ArrowUp className="size-3" />)}
        </button>
      ) : (
        <span
          title="Read for rows in sight only; cannot be sorted"
          className={classNames("flex h-full items-center text-sm text-muted", side)}
        >
          {words}
        </span>
      )}
      {widthPx !== undefined && (
        <PaneSeparator
          label={`${words} column width`}
          widthPx={widthPx}
          minPx={narrowestPx}
          maxPx={widestPx}
          onWidth={(wanted) => setColumnWidth(column, wanted)}
          onReset={() => setColumnWidth(column, undefined)}
        />
      )}
    </div>
  );
}
