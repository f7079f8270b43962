import type { Key } from "@etcd-explorer/shared/model/bytes";

import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { ArrowUp } from "lucide-react";
import {
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { logLimits } from "#/features/watch/model/event-log.ts";
import { rowId } from "#/features/watch/model/event-rows.ts";
import type { SessionView } from "#/features/watch/state/session-view.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";
import { formatCount } from "#/lib/format.ts";
import { useNarrow } from "#/lib/use-narrow.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { moveInList } from "#/ui/list/move-in-list.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { screenPlace } from "#/ui/screen-place.ts";
import { emptyWords } from "./empty-words.ts";
import { columns, EventTableRow } from "./event-table-row.tsx";
import { eventOfRow } from "./row-event.ts";

const rowHeight = 28;
/** Two lines: the key, and below it what changed. */
const narrowRowHeight = 40;

interface EventTableProps {
  readonly session: WatchSession;
  readonly onOpenKey: (key: Key, at?: Revision) => void;
}

/** The events, newest first: any number of them, and as many a second as come. */
export function EventTable({ session, onOpenKey }: EventTableProps) {
  const view = useSyncExternalStore(session.subscribe, session.view);
  const list = useRef<VirtualRowsHandle>(null);
  // The first row in sight: where one has scrolled away from the newest, it stays in its place.
  const anchor = useRef<{ readonly id: string; readonly index: number }>(undefined);
  const [isAway, setAway] = useState(false);
  const [hovered, setHovered] = useState<string>();
  const narrow = useNarrow();
  const height = narrow ? narrowRowHeight : rowHeight;
  const { marked, rowCount } = view;
  const markedRow = marked === undefined ? undefined : view.rowAt(marked);
  const markedEvent = markedRow && eventOfRow(session, markedRow);
  useAct(
    "watch.open-key",
    () => markedEvent !== undefined && onOpenKey(markedEvent.key),
    markedEvent === undefined ? "Select an event first" : undefined,
  );
  useAct(
    "watch.open-revision",
    () => markedEvent !== undefined && onOpenKey(markedEvent.key, markedEvent.revision),
    markedEvent === undefined ? "Select an event first" : undefined,
  );

  const keepPlace = useEffectEvent((now: SessionView) => {
    const { current: held } = anchor;
    const rows = list.current;
    if (held === undefined || rows === null || now.rowCount === 0 || rows.position() === 0) return;
    const index = session.indexOf(held.id, held.index);
    if (index === undefined || index === held.index) return;
    anchor.current = { id: held.id, index };
    rows.setPosition(rows.position() + (index - held.index) * height);
  });
  useLayoutEffect(() => {
    keepPlace(view);
  }, [view]);

  const goTo = (index: number) => {
    session.markRow(index);
    list.current?.scrollTo(index);
  };
  useAct("watch.list", () => {
    list.current?.focus();
    // On from the search, Enter opens what was found.
    if (marked === undefined && rowCount > 0) goTo(0);
  });
  const toggle = (index: number) => {
    const row = view.rowAt(index);
    if (row !== undefined) session.toggle(row);
  };
  // Heard by the table: rows that come by hundreds have no handlers of their own.
  const onClick = ({ target }: MouseEvent) => {
    const place = target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset["row"] : undefined;
    const row = place === undefined ? undefined : view.rowAt(Number(place));
    if (place === undefined || row === undefined || row.kind === "gap") return;
    const opener = target instanceof Element ? target.closest<HTMLElement>("[data-opens]") : null;
    const event = opener === null ? undefined : eventOfRow(session, row);
    if (event !== undefined)
      return onOpenKey(event.key, opener?.dataset["opens"] === "then" ? event.revision : undefined);
    if (row.kind === "line") return;
    session.markRow(Number(place));
    session.toggle(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = list.current?.rowsPerPage() ?? 1;
    const to = moveInList(event.key, { at: marked ?? 0, marked }, rowCount, page);
    if (to !== undefined && rowCount > 0) goTo(to);
    else if (event.key === " ") runAct("watch.pause");
    else if (event.key === "Enter" && marked !== undefined) toggle(marked);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const canOpen = markedRow?.kind === "event" || markedRow?.kind === "group";
      if (!canOpen || marked === undefined || markedRow.isOpen === (event.key === "ArrowRight")) return;
      toggle(marked);
    } else if (event.key === "Escape" && marked !== undefined) session.markRow(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <section
      aria-label="Events"
      className="relative mx-5 mb-3 flex min-h-0 flex-1 flex-col overflow-hidden rounded-[10px] border border-line bg-panel max-md:mx-0 max-md:mb-0 max-md:rounded-none max-md:border-x-0"
    >
      <VirtualRows
        handle={list}
        {...screenPlace}
        role="treegrid"
        aria-label="Events"
        aria-rowcount={rowCount + 1}
        aria-activedescendant={markedRow && rowId(markedRow)}
        ringsRow={marked !== undefined}
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
        count={rowCount}
        rowHeight={height}
        fitsWidth
        headerHeight={rowHeight}
        header={
          <div
            role="row"
            aria-rowindex={1}
            style={{ height: rowHeight }}
            className={classNames(columns, "sticky top-0 z-10 border-b border-line bg-panel text-sm text-muted")}
          >
            <span role="columnheader">Type</span>
            <span role="columnheader">Key</span>
            <span role="columnheader">Revision</span>
            <span role="columnheader">Time</span>
            <span role="columnheader">Change</span>
            <span role="columnheader" className="text-right">
              Size
            </span>
          </div>
        }
        onKeyDown={onKeyDown}
        onSight={(from, to) => {
          const row = view.rowAt(from);
          anchor.current = row && { id: rowId(row), index: from };
          setAway(from > 0);
          session.sawRows(to);
        }}
        onClick={onClick}
        onPointerMove={({ target }) =>
          setHovered(target instanceof Element ? target.closest("[role=row]")?.id : undefined)
        }
        onPointerLeave={() => setHovered(undefined)}
        idOf={(index) => {
          const row = view.rowAt(index);
          return row && rowId(row);
        }}
        renderRow={(index) => {
          const row = view.rowAt(index);
          if (row === undefined) return null;
          return (
            <EventTableRow
              row={row}
              index={index}
              session={session}
              isMarked={index === marked}
              narrow={narrow}
              opens={narrow || index === marked || rowId(row) === hovered}
            />
          );
        }}
      />
      {rowCount === 0 && <Waiting view={view} />}
      {isAway && (
        <Button
          className="absolute top-9 left-1/2 z-20 -translate-x-1/2 shadow-lg"
          onClick={() => {
            list.current?.setPosition(0);
            list.current?.focus();
          }}
        >
          <ArrowUp /> Newest events
        </Button>
      )}
      <Kept view={view} />
    </section>
  );
}

/** Over an empty table: why it is empty. */
function Waiting({ view }: { readonly view: SessionView }) {
  const { title, hint } = emptyWords(view);
  return (
    <div className="pointer-events-none absolute inset-x-0 top-7 bottom-8 flex flex-col items-center justify-center gap-1 px-3 text-center text-muted">
      <p className="text-lg font-semibold text-text">{title}</p>
      <p>{hint}</p>
    </div>
  );
}

/** What is kept, what of it is shown, and what was dropped. */
function Kept({ view: { events, shownEvents, sizeBytes, dropped } }: { readonly view: SessionView }) {
  const count = formatCount(formatGrouped(events), "event", "events");
  return (
    <div
      data-foot
      className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-4 border-t border-line px-3 text-sm text-muted tabular-nums"
    >
      <span>{shownEvents === events ? count : `${formatGrouped(shownEvents)} of ${count}`}</span>
      <span title="Kept in this tab until another connection is watched">
        {formatBytes(sizeBytes)} · keeps {formatGrouped(logLimits.maxEvents)} events or{" "}
        {formatBytes(logLimits.maxBytes)}
      </span>
      {dropped !== undefined && (
        <span className="text-warn">
          Dropped {formatCount(formatGrouped(dropped.events), "event", "events")}, up to revision{" "}
          {formatGrouped(dropped.upTo)}
        </span>
      )}
    </div>
  );
}
