import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { moveInList } from "#/ui/list/move-in-list.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { ChosenVersions } from "./chosen-versions.ts";
import type { HistoryRow } from "./history-rows.ts";
import { rowHeight, rowId, VersionRow } from "./history-row.tsx";

interface HistoryListProps {
  readonly rows: readonly HistoryRow[];
  /** The row that is looked at, and the one that it is compared with where one was chosen. */
  readonly shown: number;
  readonly base: number | undefined;
  /** How often the list was asked to take the focus. */
  readonly focusAsked: number;
  /** Whether earlier lives are searched for: what is found is looked at next. */
  readonly isSearching: boolean;
  /** What the shown row is compared with is being chosen: keys and presses do so without Shift. */
  readonly isComparing: boolean;
  /** It was chosen, or is not to be. */
  readonly onCompared: () => void;
  readonly onChoose: (chosen: ChosenVersions) => void;
  /** Goes on to the comparison. */
  readonly onOpen: () => void;
}

/**
 * The writes of a key, the newest first. Arrow keys look at one after the other; with Shift they choose what it is
 * compared with, as a press with Shift does.
 */
export function HistoryList(props: HistoryListProps) {
  const { rows, shown, base, focusAsked, isSearching, isComparing, onCompared, onChoose, onOpen } = props;
  const list = useRef<VirtualRowsHandle>(null);
  const clock = useRevisionClock();
  const at = base ?? shown;
  const revision = rows[shown]?.revision;
  const choose = (index: number, isBase: boolean) => {
    const row = rows[index];
    if (row === undefined) return;
    if (!isBase) onChoose({ revision: row.revision });
    else if (revision !== undefined) onChoose({ revision, ...(index !== shown && { base: row.revision }) });
  };
  useSteadyRows(list, rows, at);
  useEffect(() => {
    if (focusAsked > 0 || isComparing) list.current?.focus();
  }, [focusAsked, isComparing]);
  useEffect(() => {
    // Whoever came by a link, or wrote or did what took the screen or button before away, goes on here.
    if (!isSearching && isFocusFree()) list.current?.focus();
  }, [isSearching]);
  return (
    <VirtualRows
      handle={list}
      role="listbox"
      aria-label="Versions"
      aria-multiselectable
      aria-activedescendant={rowId(at)}
      ringsRow
      fitsWidth
      className="group/versions min-h-0 overflow-auto"
      // As high as its rows, so that what stands below follows the last of them.
      style={{ flex: `0 1 ${rows.length * rowHeight}px` }}
      count={rows.length}
      rowHeight={rowHeight}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          if (isComparing) onCompared();
          else onOpen();
          return;
        }
        if (event.key === "Escape" && (base !== undefined || isComparing)) {
          event.preventDefault();
          onCompared();
          choose(shown, false);
          return;
        }
        const isBase = event.shiftKey || isComparing;
        const from = isBase ? at : shown;
        const to = moveInList(event.key, { at: from, marked: from }, rows.length, list.current?.rowsPerPage() ?? 1);
        if (to === undefined) return;
        event.preventDefault();
        choose(to, isBase);
      }}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <VersionRow
            index={index}
            row={row}
            time={clock.timeOf(row.revision)}
            chosen={index === shown ? "shown" : index === base ? "base" : undefined}
            marked={index === at}
            onPress={({ extends: isBase }) => {
              choose(index, isBase || isComparing);
              onCompared();
            }}
          />
        );
      }}
    />
  );
}

/**
 * Shows the row that is chosen, and keeps what is in sight in its place where versions come above it: another client
 * may write the key every second while one reads or presses a row.
 */
function useSteadyRows(list: RefObject<VirtualRowsHandle | null>, rows: readonly HistoryRow[], at: number): void {
  const newest = rows[0]?.revision;
  const before = useRef<{ readonly newest: string | undefined; readonly at: number }>(undefined);
  const settle = useEffectEvent((now: { readonly newest: string | undefined; readonly at: number }) => {
    const { current: was } = before;
    before.current = now;
    const shown = list.current;
    if (shown === null) return;
    const came = Math.max(0, was === undefined ? 0 : rows.findIndex(({ revision }) => revision === was.newest));
    const isAway = shown.position() > 0;
    if (came > 0 && isAway) shown.setPosition(shown.position() + came * rowHeight);
    const isSame = was !== undefined && (at === was.at || at === was.at + came);
    // At the top the rows move on: the chosen one stays in sight, unless it was not.
    if (!isSame || (came > 0 && !isAway && at !== 0 && was.at <= shown.rowsPerPage())) shown.scrollTo(at);
  });
  useLayoutEffect(() => {
    settle({ newest, at });
  }, [newest, at]);
}
