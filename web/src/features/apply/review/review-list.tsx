import type { ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { Square, SquareCheck } from "lucide-react";
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { moveInList } from "#/ui/list/move-in-list.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { ReviewRow } from "./review-model.ts";
import { kindWords, startWords, type ReviewIntent } from "./review-words.ts";

export const reviewRowHeight = 26;

interface ReviewListProps {
  readonly intent: ReviewIntent;
  readonly rows: readonly ReviewRow[];
  readonly sizes: readonly ChangeSize[];
  readonly chosen: ReadonlySet<number>;
  /** The place of the marked row in the plan. */
  readonly marked: number | undefined;
  readonly onMark: (at: number) => void;
  readonly onChoose: (rows: readonly ReviewRow[], isChosen: boolean) => void;
  readonly onSearch: () => void;
}

/** The changes of a plan, each with its box. Arrows move, Space chooses, Mod+A all of them. */
export function ReviewList(props: ReviewListProps) {
  const { intent, rows, sizes, chosen, marked, onMark, onChoose, onSearch } = props;
  const list = useRef<VirtualRowsHandle>(null);
  const id = useId();
  // The plan is read first; the buttons below it come after.
  useEffect(() => {
    list.current?.focus();
  }, []);
  const found = rows.findIndex(({ at }) => at === marked);
  const markedRow = found === -1 ? undefined : found;
  const toggle = (row: ReviewRow) => onChoose([row], !chosen.has(row.at));
  const goTo = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    onMark(row.at);
    list.current?.scrollTo(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const hasMod = event.ctrlKey || event.metaKey;
    const row = markedRow === undefined ? undefined : rows[markedRow];
    const place = { at: markedRow ?? 0, marked: markedRow };
    const to = hasMod ? undefined : moveInList(key, place, rows.length, list.current?.rowsPerPage() ?? 1);
    if (to !== undefined) goTo(to);
    else if (key === " " && row !== undefined) toggle(row);
    else if (hasMod && key.toLowerCase() === "a") onChoose(rows, !rows.every(({ at }) => chosen.has(at)));
    else if (key === "/" && !hasMod) onSearch();
    else return;
    event.preventDefault();
  };
  return (
    <VirtualRows
      handle={list}
      role="listbox"
      aria-label="Changes"
      aria-multiselectable
      aria-activedescendant={markedRow === undefined ? undefined : `${id}-${markedRow}`}
      className="h-full overflow-auto bg-bg"
      count={rows.length}
      rowHeight={reviewRowHeight}
      fitsWidth
      onKeyDown={onKeyDown}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const isChosen = chosen.has(row.at);
        const Box = isChosen ? SquareCheck : Square;
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the keyboard
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={isChosen}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            onClick={() => onMark(row.at)}
            className={classNames(
              "flex h-full items-center gap-2 border-l-2 px-2.5",
              row.at === marked ? "border-accent bg-accent-bg" : "border-transparent hover:bg-raised",
            )}
          >
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- Space does it in the list */}
            <span
              data-box
              className="-my-1 -ml-1.5 flex shrink-0 p-1.5"
              onClick={(event) => {
                event.stopPropagation();
                toggle(row);
              }}
            >
              <Box className={classNames("size-3.5", isChosen ? "text-accent" : "text-muted")} />
            </span>
            <Badge tone={kindWords(intent, row.kind).tone} className="w-[62px] justify-center">
              {kindWords(intent, row.kind).badge}
            </Badge>
            <span className="min-w-0 flex-1 truncate font-mono whitespace-pre" title={row.text}>
              {row.text}
            </span>
            {row.isOvertaken && <Badge tone="warn">changed since</Badge>}
            <RowSize row={row} size={sizes[row.at]} isLong={intent === "undelete"} />
          </div>
        );
      }}
    />
  );
}

interface RowSizeProps {
  readonly row: ReviewRow;
  readonly size: ChangeSize | undefined;
  /** With where the value begins. */
  readonly isLong: boolean;
}

function RowSize({ row, size, isLong }: RowSizeProps) {
  if (size === undefined) return null;
  if (size.isEqual) return <span className="shrink-0 text-sm text-muted">same value now</span>;
  return (
    <>
      {isLong && (
        <span className="max-w-[30%] min-w-0 shrink truncate font-mono text-sm text-muted">{startWords(size)}</span>
      )}
      <span className="shrink-0 text-sm text-muted tabular-nums">
        {formatBytes(row.kind === "delete" ? size.goneBytes : size.putBytes)}
      </span>
    </>
  );
}
