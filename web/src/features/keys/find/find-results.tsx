import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { FindPlace, Found } from "@etcd-explorer/shared/read/find/run-find";
import type { Excerpt } from "@etcd-explorer/shared/read/find/searched-text";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Ref } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { marksRows, useMarkOf } from "#/stores/marked-thing.ts";
import { classNames } from "#/ui/class-names.ts";
import { listRows } from "#/ui/list/row-mark.ts";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { moveInList } from "#/ui/list/move-in-list.ts";

interface FindResultsProps {
  readonly handle: React.RefObject<VirtualRowsHandle | null> & Ref<VirtualRowsHandle>;
  readonly found: readonly Found[];
  readonly where: FindPlace;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
}

/** The keys that were found, with what was found in them marked. */
export function FindResults({ handle, found, where, selected, onOpen }: FindResultsProps) {
  const { connection } = useConnected();
  const openRow = selected === undefined ? -1 : found.findIndex(({ key }) => equalBytes(key, selected));
  const mark = useRowMark({
    rows: listRows(found, ({ key }) => key, equalBytes),
    open: selected && { id: encodeHex(selected), row: openRow === -1 ? undefined : openRow },
    list: handle,
  });
  const { marked, isChosen } = mark;
  const markedKey = marked === undefined ? undefined : found[marked]?.key;
  useMarkOf(connection.id, markedKey && { thing: { kind: "key", key: encodeHex(markedKey) }, isChosen });
  const rowHeight = where === "keys" ? 26 : 46;
  return (
    <VirtualRows
      handle={handle}
      {...marksRows}
      role="listbox"
      aria-label="Search results"
      aria-activedescendant={marked === undefined ? undefined : rowId(marked)}
      className="group/found min-h-0 flex-1 overflow-auto outline-none"
      count={found.length}
      rowHeight={rowHeight}
      fitsWidth
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Enter" && markedKey !== undefined) onOpen(markedKey);
        else {
          const to = moveInList(event.key, mark, found.length, handle.current?.rowsPerPage() ?? 1);
          if (to === undefined) return;
          mark.goTo(to);
        }
        event.preventDefault();
      }}
      renderRow={(index) => {
        const row = found[index];
        if (row === undefined) return null;
        const isOpen = selected !== undefined && equalBytes(row.key, selected);
        return (
          // The list above it has the focus and handles the keys (aria-activedescendant).
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            id={rowId(index)}
            role="option"
            aria-selected={isOpen}
            title={formatKey(row.key)}
            aria-label={where === "keys" ? formatKey(row.key) : `${formatKey(row.key)} ${textOf(row.excerpt)}`}
            data-key={encodeHex(row.key)}
            onClick={() => {
              mark.setMark(index);
              onOpen(row.key);
            }}
            style={{ height: rowHeight }}
            className={classNames(
              "relative flex flex-col justify-center px-3 font-mono whitespace-pre",
              isOpen ? "bg-accent-bg" : "hover:bg-raised",
              index === marked &&
                "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/found:outline-accent",
            )}
          >
            {isOpen && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
            {where === "keys" ? (
              <Marked excerpt={row.excerpt} />
            ) : (
              <>
                <EndShown className="self-start">{formatKey(row.key)}</EndShown>
                <span className="text-sm text-muted">
                  <Marked excerpt={row.excerpt} />
                </span>
              </>
            )}
          </div>
        );
      }}
    />
  );
}

const textOf = ({ before, match, after }: Excerpt): string => `${before}${match}${after}`;

const rowId = (index: number): string => `found-${index}`;

/** The match stays in sight: what stands before it is cut at its start, what stands behind at its end. */
function Marked({ excerpt: { before, match, after } }: { readonly excerpt: Excerpt }) {
  return (
    <span className="flex min-w-0">
      {before !== "" && <EndShown className="min-w-8 shrink">{before}</EndShown>}
      <mark className={`flex rounded-xs bg-warn-bg text-warn ${before === "" ? "min-w-0" : "max-w-full shrink-0"}`}>
        <EndShown className="min-w-0">{match}</EndShown>
      </mark>
      <span className="min-w-0 flex-1 overflow-hidden text-ellipsis">{after}</span>
    </span>
  );
}

/** A text that is cut at its start where it is too long: the end tells long keys apart. */
function EndShown({ children, className }: { readonly children: string; readonly className: string }) {
  return (
    <span className={classNames("max-w-full overflow-hidden text-ellipsis [direction:rtl]", className)}>
      <bdi dir="ltr">{children}</bdi>
    </span>
  );
}
