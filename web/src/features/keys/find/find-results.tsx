import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Found } from "@etcd-explorer/shared/read/find/run-find";
import type { Excerpt } from "@etcd-explorer/shared/read/find/searched-text";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { Square, SquareCheck } from "lucide-react";
import type { MouseEvent, Ref } from "react";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { openOrEnter, takeRowKey, takeRowPress } from "#/features/keys/rows/row-keyboard.ts";
import { moveInRows } from "#/features/keys/rows/row-moves.ts";
import { selectableKeys, thingOfKey } from "#/features/keys/rows/selectable-keys.ts";
import { useRowSelection } from "#/features/keys/rows/use-row-selection.ts";
import { marksRows, useMarkOf } from "#/stores/marked-thing.ts";
import { selectionId } from "#/stores/selection.ts";
import { classNames } from "#/ui/class-names.ts";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { FindScope } from "./find-search.ts";

interface FindResultsProps {
  readonly handle: React.RefObject<VirtualRowsHandle | null> & Ref<VirtualRowsHandle>;
  readonly found: readonly Found[];
  readonly where: FindScope;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
}

/** The keys that were found, with what was found in them marked; they are selected as rows of the tree are. */
export function FindResults({ handle, found, where, selected, onOpen }: FindResultsProps) {
  const { connection } = useConnected();
  const rows = selectableKeys(found);
  const openRow = selected === undefined ? -1 : found.findIndex(({ key }) => equalBytes(key, selected));
  const mark = useRowMark({
    rows,
    open: selected && { id: encodeHex(selected), row: openRow === -1 ? undefined : openRow },
    list: handle,
  });
  const { at, marked, isChosen } = mark;
  const markedRow = marked === undefined ? undefined : found[marked];
  useMarkOf(connection.id, markedRow && { thing: thingOfKey(markedRow), isChosen });
  const selection = useRowSelection(connection.id, rows, at);
  const keyAt = (index: number, then: (key: Key) => void) => {
    const row = found[index];
    if (row !== undefined) then(row.key);
  };
  const actions = { mark, selection, onActivate: (index: number) => keyAt(index, onOpen) };
  const rowHeight = where === "keys" ? 26 : 46;
  return (
    <VirtualRows
      handle={handle}
      {...marksRows}
      role="listbox"
      aria-label="Search results"
      aria-multiselectable
      aria-activedescendant={marked === undefined ? undefined : rowId(marked)}
      ringsRow
      className="group/found min-h-0 flex-1 overflow-auto"
      count={found.length}
      rowHeight={rowHeight}
      fitsWidth
      onKeyDown={(event) => {
        const isTaken = takeRowKey(event, {
          ...actions,
          readMove: (press) => moveInRows(found.length, mark, press, handle.current?.rowsPerPage() ?? 1),
          onEnter: (index) => keyAt(index, (key) => openOrEnter(key, selected, onOpen)),
          onEnterOpen: () => runAct("value.focus"),
        });
        if (isTaken) event.preventDefault();
      }}
      renderRow={(index) => {
        const row = found[index];
        if (row === undefined) return null;
        const isChecked = selection.selected.has(selectionId(thingOfKey(row)));
        return (
          <FoundRow
            id={rowId(index)}
            row={row}
            height={rowHeight}
            marked={index === marked}
            isOpen={selected !== undefined && equalBytes(row.key, selected)}
            checked={selection.selected.size === 0 ? undefined : isChecked}
            onPress={(event) => takeRowPress(index, event, actions)}
            onCheck={(event) => (event.shiftKey ? selection.checkTo(index) : selection.check(index))}
          />
        );
      }}
    />
  );
}

interface FoundRowProps {
  readonly id: string;
  readonly row: Found;
  readonly height: number;
  readonly marked: boolean;
  readonly isOpen: boolean;
  /** Undefined: nothing is selected, and no boxes are shown. */
  readonly checked: boolean | undefined;
  readonly onPress: (event: MouseEvent) => void;
  readonly onCheck: (event: MouseEvent) => void;
}

function FoundRow({ id, row, height, marked, isOpen, checked, onPress, onCheck }: FoundRowProps) {
  const { key, place, excerpt } = row;
  const isShort = height === 26;
  const Box = checked === true ? SquareCheck : Square;
  return (
    // The list above it has the focus and handles the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={checked ?? isOpen}
      title={formatKey(key)}
      aria-label={isShort ? formatKey(key) : `${formatKey(key)} ${place === "keys" ? factsOf(row) : textOf(excerpt)}`}
      data-key={encodeHex(key)}
      data-marked={marked}
      onClick={onPress}
      style={{ height }}
      className={classNames(
        "relative flex items-center gap-1.5 px-3 font-mono whitespace-pre select-none",
        isOpen || checked === true ? "bg-accent-bg" : "hover:bg-raised",
        marked && "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/found:outline-accent",
      )}
    >
      {isOpen && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      {checked !== undefined && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the row says whether it is selected, and Space selects it
        <span
          data-box
          className="flex shrink-0 py-1"
          onClick={(event) => {
            event.stopPropagation();
            onCheck(event);
          }}
        >
          <Box className={`size-3.5 ${checked ? "text-accent" : "text-faint"}`} />
        </span>
      )}
      <span className="flex min-w-0 flex-1 flex-col justify-center">
        {place === "keys" ? (
          <Marked excerpt={excerpt} />
        ) : (
          <EndShown className="max-w-full self-start">{formatKey(key)}</EndShown>
        )}
        {/* Between two lines there is a space, as in the row's name. */}
        {!isShort && " "}
        {!isShort && (
          <span className="text-sm text-muted">
            {place === "values" ? (
              <Marked excerpt={excerpt} leaves />
            ) : (
              <span className="font-sans">{factsOf(row)}</span>
            )}
          </span>
        )}
      </span>
    </div>
  );
}

/** In place of a line of the value, where the name is what was found. */
function factsOf({ version, modRevision }: Found): string {
  return `version ${formatGrouped(version)}, revision ${formatGrouped(modRevision)}`;
}

const textOf = ({ before, match, after }: Excerpt): string => `${before}${match}${after}`;

const rowId = (index: number): string => `found-${index}`;

interface MarkedProps {
  readonly excerpt: Excerpt;
  /** Leaves room for what stands behind the match. */
  readonly leaves?: boolean;
}

/** The match stays in sight: what stands before it is cut at its start, what stands behind at its end. */
function Marked({ excerpt: { before, match, after }, leaves = false }: MarkedProps) {
  return (
    <span className="flex min-w-0">
      {before !== "" && (
        <EndShown className={`min-w-8 shrink ${leaves ? "max-w-2/5" : "max-w-full"}`}>{before}</EndShown>
      )}
      <mark className={`flex rounded-xs bg-warn-bg text-warn ${before === "" ? "min-w-0" : "max-w-full shrink-0"}`}>
        <EndShown className="max-w-full min-w-0">{match}</EndShown>
      </mark>
      <span className="min-w-0 flex-1 overflow-hidden text-ellipsis">{after}</span>
    </span>
  );
}

/** A text that is cut at its start where it is too long: the end tells long keys apart. */
function EndShown({ children, className }: { readonly children: string; readonly className: string }) {
  return (
    <span className={classNames("overflow-hidden text-ellipsis [direction:rtl]", className)}>
      <bdi dir="ltr">{children}</bdi>
    </span>
  );
}
