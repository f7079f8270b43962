import { useEventCodec } from "#/lib/kubernetes/use-event-codec.ts";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { describeRevisionTime, formatRevisionTime } from "@etcd-explorer/shared/read/clock/revision-time-text";
import { formatMoment, formatSpan } from "@etcd-explorer/shared/model/time-text";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { ChevronDown, ChevronRight, History, SquareArrowOutUpRight, Unlink } from "lucide-react";
import { useRevisionTime } from "#/api/clock/use-revision-time.ts";
import { memo } from "react";
import { titleWithKeys } from "#/acts/act-words.ts";
import { rowId, type EventRow, type ShownGap } from "#/features/watch/model/event-rows.ts";
import type { KeyGroup } from "#/features/watch/model/key-groups.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";
import { formatCount } from "#/lib/format.ts";
import { useNow } from "#/lib/use-now.ts";
import { ChangeLine } from "#/ui/change-line.tsx";
import { classNames } from "#/ui/class-names.ts";
import { DiffLineRow } from "#/ui/list/diff-line-row.tsx";
import { DeleteCauseWords } from "./delete-cause.tsx";

/** Type, key, revision, time, change, size. */
export const columns =
  "grid w-full grid-cols-[44px_minmax(0,1fr)_104px_92px_minmax(0,1fr)_76px] items-center gap-3 px-3 max-lg:grid-cols-[44px_minmax(0,1fr)_92px_76px_minmax(0,1fr)] max-lg:[&>:nth-child(6)]:hidden max-md:grid-cols-[40px_minmax(0,1fr)_76px] max-md:gap-2 max-md:[&>:nth-child(3)]:hidden max-md:[&>:nth-child(5)]:hidden";

interface EventTableRowProps {
  readonly row: EventRow;
  readonly index: number;
  readonly session: WatchSession;
  readonly isMarked: boolean;
  /** What changed stands below the key. */
  readonly narrow: boolean;
  /** The ways to its key are shown: of few rows, since many come in a second. */
  readonly opens: boolean;
}

/** One row of the table, whatever it holds. */
export function EventTableRow({ row, index, session, isMarked, narrow, opens }: EventTableRowProps) {
  const isOpenable = row.kind === "event" || row.kind === "group";
  return (
    <div
      id={rowId(row)}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.kind === "line" || (row.kind === "event" && row.isGrouped) ? 2 : 1}
      aria-expanded={isOpenable ? row.isOpen : undefined}
      aria-selected={isMarked}
      className={classNames(
        "h-full",
        row.kind !== "line" && "border-b border-line/60",
        isMarked && "-outline-offset-2 group-focus-visible/rows:outline-2 group-focus-visible/rows:outline-accent",
        groundOf(row, isMarked),
      )}
    >
      <Content row={row} session={session} narrow={narrow} opens={opens} />
    </div>
  );
}

function groundOf(row: EventRow, isMarked: boolean): string {
  if (row.kind === "gap") return "bg-warn-bg";
  if (isMarked) return "bg-accent-bg";
  if (row.kind === "line") return "bg-bg";
  return row.isOpen ? "bg-raised" : "hover:bg-raised";
}

/** Drawn once for each row: what comes above it moves it, and changes nothing in it. */
const Content = memo(function Content({
  row,
  ...rest
}: Pick<EventTableRowProps, "row" | "session" | "narrow" | "opens">) {
  const { session } = rest;
  switch (row.kind) {
    case "gap":
      return <GapCells gap={row.gap} />;
    case "line":
      return <LineCells session={session} event={row.event} line={row.line} />;
    case "group":
      return <EventCells {...rest} event={row.group.newest ?? 0} group={row} />;
    case "event":
      return <EventCells {...rest} event={row.event} isGrouped={row.isGrouped} />;
    default:
      return row satisfies never;
  }
});

interface EventCellsProps extends Pick<EventTableRowProps, "session" | "narrow" | "opens"> {
  readonly event: number;
  readonly isGrouped?: boolean;
  readonly group?: { readonly group: KeyGroup; readonly isOpen: boolean };
}

function EventCells(props: EventCellsProps) {
  const { session, event: number, isGrouped = false, group, narrow, opens } = props;
  const found = session.eventOf(number);
  const codec = useEventCodec(found?.event);
  // Dropped since the list was made.
  if (found === undefined) return null;
  const { event, seenAtMs } = found;
  const change = (
    <>
      <ChangeLine pieces={session.wordsOf(number, event, codec)} /> <DeleteCauseWords event={event} />
    </>
  );
  const eventCount = group !== undefined && (
    <span className="shrink-0 text-muted">
      {formatCount(formatGrouped(group.group.events.length), "event", "events")}
    </span>
  );
  return (
    <div role="presentation" className={classNames(columns, "h-full")}>
      <span role="gridcell">
        <TypeBadge type={event.type} />
      </span>
      <span role="gridcell" className={classNames("min-w-0", isGrouped && "pl-5")}>
        <span className="flex min-w-0 items-center gap-1.5">
          {group !== undefined &&
            (group.isOpen ? <ChevronDown className={chevron} /> : <ChevronRight className={chevron} />)}
          <span className="min-w-0 truncate font-mono" title={formatKey(event.key)}>
            {formatKey(event.key)}
          </span>
          {!narrow && eventCount}
          {opens && <Opener opens="now" keyText={formatKey(event.key)} />}
          {opens && !narrow && <Opener opens="then" keyText={formatKey(event.key)} />}
        </span>
        {narrow && (
          <span className="flex min-w-0 gap-2 text-sm">
            {eventCount} {change}
          </span>
        )}
      </span>
      <span role="gridcell" className="tabular-nums">
        {formatGrouped(event.revision)}
      </span>
      <span role="gridcell" className="truncate text-muted tabular-nums max-md:text-sm">
        <EventTime revision={event.revision} seenAtMs={seenAtMs} />
      </span>
      <span role="gridcell" className="flex min-w-0 gap-2">
        {!narrow && change}
      </span>
      <span role="gridcell" className="text-right text-muted tabular-nums">
        {event.type === "put" ? formatBytes(event.kv.value.length) : "–"}
      </span>
    </div>
  );
}

interface OpenerProps {
  readonly opens: "now" | "then";
  readonly keyText: string;
}

/** Opens the key as it is now, or as it was then. The table hears the press. */
function Opener({ opens, keyText }: OpenerProps) {
  const isNow = opens === "now";
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isNow ? `Open key ${keyText}` : `Open ${keyText} at this revision`}
      title={titleWithKeys(isNow ? "watch.open-key" : "watch.open-revision")}
      data-opens={opens}
      className="shrink-0 rounded p-0.5 text-muted hover:text-text [&_svg]:size-3.5"
    >
      {isNow ? <SquareArrowOutUpRight /> : <History />}
    </button>
  );
}

const chevron = "size-3.5 shrink-0 text-muted";

function TypeBadge({ type }: { readonly type: KeyEvent["type"] }) {
  return (
    <span
      className={classNames(
        "rounded px-1.5 py-px font-mono text-xs font-semibold",
        type === "put" ? "bg-accent-bg text-accent" : "bg-bad-bg text-bad",
      )}
    >
      {type === "put" ? "PUT" : "DEL"}
    </span>
  );
}

/** When an event was seen to happen, or else when its revision was written, as far as this browser knows. */
function EventTime({ revision, seenAtMs }: { readonly revision: Revision; readonly seenAtMs: number | undefined }) {
  // Of the day alone: it ticks once a minute.
  const nowMs = performance.timeOrigin + Math.floor(useNow() / 60_000) * 60_000;
  if (seenAtMs !== undefined) return formatMoment(seenAtMs, nowMs, true);
  return <KnownTime revision={revision} nowMs={nowMs} />;
}

function KnownTime({ revision, nowMs }: { readonly revision: Revision; readonly nowMs: number }) {
  const time = useRevisionTime(revision);
  return <span title={describeRevisionTime(time, nowMs)}>{formatRevisionTime(time, nowMs) ?? "–"}</span>;
}

/** A line of what changed, below its event. */
function LineCells({
  session,
  event,
  line,
}: {
  readonly session: WatchSession;
  readonly event: number;
  readonly line: number;
}) {
  const shown = session.linesOf(event)[line];
  return (
    <div
      role="gridcell"
      aria-colspan={6}
      className="h-full pr-3 pl-14 font-mono max-md:pl-3 [&>div]:h-full [&>div]:items-center [&>div>span:last-child]:min-w-0 [&>div>span:last-child]:overflow-hidden [&>div>span:last-child]:text-ellipsis"
    >
      {shown?.kind === "line" && <DiffLineRow line={shown.line} segments={shown.segments} />}
      {shown?.kind === "note" && <div className="flex pl-16 font-sans text-sm text-muted">{shown.text}</div>}
    </div>
  );
}

/** What is told in place of the events of a gap. */
function GapWords({ gap: { from, to, why, brokenMs } }: { readonly gap: ShownGap }) {
  if (why === "rolled-back") {
    return (
      <>
        etcd's revision fell from <b className="font-semibold">{formatGrouped(from)}</b> to{" "}
        <b className="font-semibold">{formatGrouped(to)}</b>. Events below are from before its data was replaced.
      </>
    );
  }
  const span = (
    <>
      {from === to ? "Revision" : "Revisions"} <b className="font-semibold">{formatGrouped(from)}</b>
      {from !== to && (
        <>
          {" to "}
          <b className="font-semibold">{formatGrouped(to)}</b>
        </>
      )}
    </>
  );
  const were = from === to ? "was" : "were";
  const during = brokenMs === undefined ? "" : ` while disconnected for ${formatSpan(brokenMs)}`;
  return why === "compacted" ? (
    <>
      {span} {were} compacted{during}. Events in between are not known.
    </>
  ) : (
    <>
      {span} {were} skipped. Events in between are not shown.
    </>
  );
}

function GapCells({ gap }: { readonly gap: ShownGap }) {
  return (
    <div role="gridcell" aria-colspan={6} className="flex h-full items-center gap-2.5 px-4">
      <Unlink className="size-4 shrink-0 text-warn" />
      <span className="line-clamp-1 min-w-0 max-md:line-clamp-2 max-md:leading-tight">
        <GapWords gap={gap} />
      </span>
    </div>
  );
}
