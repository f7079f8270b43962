import { ObjectWords } from "./object-words.tsx";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { nameBelow } from "@etcd-explorer/shared/read/listing/child";
import { Lock, Square, SquareCheck } from "lucide-react";
import type { MouseEvent } from "react";
import { rowLook } from "#/features/keys/rows/row-look.ts";
import type { RowMark } from "#/features/keys/past/past-rows.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { tableWidth, type ShownColumn } from "./column-widths.ts";
import { cellText } from "./table-model.ts";
import { unreadWords, type Preview } from "./value-preview.ts";
import { rowHeight } from "#/features/keys/tree/tree-row.tsx";

interface TableRowProps {
  readonly index: number;
  readonly facts: KeyFacts;
  readonly nameStart: number;
  readonly columns: readonly ShownColumn[];
  /** What is known of its value; undefined: nothing yet. */
  readonly preview: Preview | undefined;
  readonly marked: boolean;
  readonly selected: boolean;
  /** Undefined: nothing is selected, and no boxes are shown. */
  readonly checked: boolean | undefined;
  /** How it differs now, where it is of a past revision. */
  readonly mark: RowMark | undefined;
  /** Why it may not be written; undefined: it may. */
  readonly locked: string | undefined;
  readonly onPress: (event: MouseEvent) => void;
  readonly onCheck: (event: MouseEvent) => void;
}

/** One key of the table. */
export function TableRow(props: TableRowProps) {
  const { index, facts, nameStart, columns, preview, mark, marked, selected, checked, locked, onPress, onCheck } =
    props;
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
      data-key={`key-${encodeHex(facts.key)}`}
      onClick={onPress}
      style={{ height: rowHeight, minWidth: tableWidth(columns) }}
      className={classNames(
        "relative flex w-full items-center gap-3 px-3 font-mono whitespace-nowrap select-none",
        mark?.isFaint === true && "text-muted",
        rowLook({ marked, selected, checked: checked === true }),
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
          // Where there is no room for all, the folders give way first: the end tells keys apart. They keep room for their
          // ellipsis: a lone letter would read as a part of the name.
          <span className="flex min-w-0 whitespace-pre">
            <span className="min-w-0 truncate">{name.slice(0, lastPart)}</span>
            <span className={`${lastPart > 1 ? "max-w-[calc(100%-2ch)]" : "max-w-full"} shrink-0 truncate`}>
              {name.slice(lastPart)}
            </span>
          </span>
        )}
        {locked !== undefined && (
          <span title={locked} className="flex shrink-0 items-center">
            <Lock className="size-3 text-muted" aria-label="Read-only" />
          </span>
        )}
        {mark !== undefined && (
          <span title={mark.title} className="ml-auto shrink-0 font-sans">
            <Badge tone={mark.tone}>{mark.text}</Badge>
          </span>
        )}
      </div>
      {columns.map(({ column, widthPx }) => (
        <div
          key={column}
          role="gridcell"
          className={classNames("shrink-0 truncate text-muted", column !== "value" && "text-right")}
          style={{ width: widthPx }}
        >
          {column === "value" || column === "size" ? (
            <ValueCell column={column} preview={preview} />
          ) : (
            cellText(facts, column)
          )}
        </div>
      ))}
    </div>
  );
}

/** What the value is, in short, or why that is not known. */
function ValueCell({ column, preview }: { readonly column: "size" | "value"; readonly preview: Preview | undefined }) {
  if (preview === undefined) return <span aria-busy className="inline-block h-2.5 w-1/2 rounded bg-line" />;
  if (preview.kind === "unread") {
    return column === "value" ? <span className="font-sans italic">{unreadWords[preview.why]}</span> : null;
  }
  if (column === "size") return formatBytes(preview.sizeBytes);
  if (preview.object !== undefined) return <ObjectWords object={preview.object} />;
  if (preview.sizeBytes === 0) return <span className="font-sans italic">(empty)</span>;
  return <span className={preview.isText ? "text-text" : undefined}>{preview.text}</span>;
}
