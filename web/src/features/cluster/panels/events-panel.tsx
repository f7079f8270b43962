import type { ClusterEvent, EventKind } from "@etcd-explorer/shared/cluster/record/cluster-events";
import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import { classNames } from "#/ui/class-names.ts";

const dots: Readonly<Record<EventKind, string>> = {
  leader: "bg-warn",
  "no-leader": "bg-bad",
  down: "bg-bad",
  up: "bg-ok",
  restart: "bg-warn",
  alarm: "bg-bad",
  "alarm-cleared": "bg-ok",
  compaction: "bg-accent",
  defragmentation: "bg-accent",
  membership: "bg-accent",
  version: "bg-accent",
  problem: "bg-warn",
  resolved: "bg-ok",
};

/** What has happened since this tab looked first, the newest first. */
export function EventsPanel({ record }: { readonly record: ClusterRecord | undefined }) {
  const nowMs = record?.summary.atMs ?? 0;
  return (
    <section aria-label="Events" className="flex min-h-40 flex-col rounded-[10px] border border-line bg-panel">
      <header className="flex items-center justify-between gap-3 px-3 py-2 text-sm text-muted">
        <h2>Events</h2>
        {record !== undefined && <span>since {formatMoment(record.sinceMs, nowMs)}</span>}
      </header>
      {record === undefined || record.events.length === 0 ? (
        <p className="border-t border-line px-3 py-3 text-muted">
          No events. Leader changes, outages, alarms and maintenance appear here.
        </p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        <ol tabIndex={0} aria-label="Event list" className="max-h-72 overflow-y-auto">
          {record.events.map((event, at) => (
            <EventRow key={`${record.events.length - at}`} event={event} nowMs={nowMs} />
          ))}
        </ol>
      )}
    </section>
  );
}

function EventRow({ event, nowMs }: { readonly event: ClusterEvent; readonly nowMs: number }) {
  const moment = formatMoment(event.atMs, nowMs, true);
  const after = event.afterMs === undefined ? undefined : formatMoment(event.afterMs, nowMs);
  return (
    <li className="flex items-baseline gap-2.5 border-t border-line px-3 py-1.5" data-kind={event.kind}>
      <time dateTime={new Date(event.atMs).toISOString()} className="shrink-0 text-muted">
        {moment}
      </time>
      <span aria-hidden className={classNames("size-2 shrink-0 translate-y-[-1px] rounded-full", dots[event.kind])} />
      <span className="min-w-0 break-words">
        {event.text}
        {after !== undefined && <span className="text-muted"> · some time after {after}</span>}
      </span>
    </li>
  );
}
