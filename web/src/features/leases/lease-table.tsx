import { formatGrouped, formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useEffect, useRef, useState } from "react";
import { HeartPulse } from "lucide-react";
import { formatTtl } from "#/lib/ttl.ts";
import type { KeptLease } from "#/stores/lease-keeper.ts";
import { classNames } from "#/ui/class-names.ts";
import { moveInList } from "#/ui/list/move-in-list.ts";
import { listRows } from "#/ui/list/row-mark.ts";
import { useRowMark } from "#/ui/list/use-row-mark.ts";
import { VirtualRows, type VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { screenPlace } from "#/ui/screen-place.ts";
import { describeLeft, isGone, isShort, leaseLeft, shareLeft } from "#/lib/lease-time.ts";
import {
  asRead,
  describeLast,
  whyUnknown,
  withKept,
  type LeaseAnswer,
  type LeaseAnswers,
  type UnreadLease,
} from "./lease-model.ts";

interface LeaseTableProps {
  readonly ids: readonly LeaseId[];
  readonly answers: LeaseAnswers;
  /** Those that are kept alive. */
  readonly kept: readonly KeptLease[];
  /** Without one nobody counts their time. */
  readonly hasLeader: boolean;
  readonly nowMs: number;
  readonly selected: LeaseId | undefined;
  readonly onSelect: (id: LeaseId) => void;
  readonly onSight: (ids: readonly LeaseId[]) => void;
}

const columns =
  "grid grid-cols-[180px_minmax(180px,1fr)_110px_80px] items-center gap-4 px-5 max-lg:grid-cols-[150px_minmax(0,1fr)_44px] max-lg:gap-3 max-lg:[&>:nth-child(3)]:hidden";

/** The leases, one a row; any number of them. */
export function LeaseTable({ ids, answers, kept, hasLeader, nowMs, selected, onSelect, onSight }: LeaseTableProps) {
  const rows = useRef<VirtualRowsHandle>(null);
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  // Where the selected lease has ended, the arrow keys go on from its place.
  const mark = useRowMark({
    rows: listRows(ids, (id) => id),
    open: selected === undefined ? undefined : { id: selected, row: at === -1 ? undefined : at },
    list: rows,
  });
  const shown = useRef<LeaseId>(undefined);
  // One that was linked to or just granted may lie far down. Once: the order changes while one looks.
  useEffect(() => {
    if (at < 0 || shown.current === selected) return;
    shown.current = selected;
    rows.current?.scrollTo(at);
  }, [at, selected]);
  const select = (index: number) => {
    const id = ids[index];
    if (id === undefined) return;
    mark.goTo(index);
    onSelect(id);
  };
  return (
    <VirtualRows
      handle={rows}
      {...screenPlace}
      role="listbox"
      aria-label="Leases"
      aria-activedescendant={at >= sight.from && at < sight.to ? `lease-${selected}` : undefined}
      className="h-full overflow-auto"
      count={ids.length}
      rowHeight={28}
      fitsWidth
      headerHeight={28}
      header={
        <div role="presentation" className={classNames(columns, "sticky top-0 z-10 h-7 bg-bg text-sm text-muted")}>
          <span>ID</span>
          <span>Remaining</span>
          <span>Granted TTL</span>
          <span className="text-right">Keys</span>
        </div>
      }
      onSight={(from, to) => {
        setSight({ from, to });
        onSight(ids.slice(from, to));
      }}
      onKeyDown={(event) => {
        const page = rows.current?.rowsPerPage() ?? 1;
        const to = moveInList(event.key, { at: mark.at, marked: at === -1 ? undefined : at }, ids.length, page);
        if (to === undefined) return;
        event.preventDefault();
        select(to);
      }}
      renderRow={(index) => {
        const id = ids[index];
        if (id === undefined) return null;
        return (
          <Row
            id={id}
            posInSet={index + 1}
            setSize={ids.length}
            answer={answers.get(id)}
            kept={kept.find((each) => each.id === id)}
            hasLeader={hasLeader}
            nowMs={nowMs}
            selected={id === selected}
            onSelect={() => select(index)}
          />
        );
      }}
    />
  );
}

interface RowProps {
  readonly id: LeaseId;
  readonly posInSet: number;
  readonly setSize: number;
  readonly answer: LeaseAnswer | UnreadLease | undefined;
  readonly kept: KeptLease | undefined;
  readonly hasLeader: boolean;
  readonly nowMs: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function Row({ id, posInSet, setSize, answer, kept, hasLeader, nowMs, selected, onSelect }: RowProps) {
  const read = asRead(answer);
  const told = read && withKept(read, kept);
  const why = whyUnknown(told ?? answer, hasLeader);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the keyboard: arrows move the selection
    <div
      id={`lease-${id}`}
      role="option"
      aria-posinset={posInSet}
      aria-setsize={setSize}
      aria-selected={selected}
      onClick={onSelect}
      className={classNames(columns, "h-7 border-b border-line/60", selected ? "bg-accent-bg" : "hover:bg-raised")}
    >
      <span className="flex items-center gap-2 font-mono" title={`Decimal ID: ${id}`}>
        {formatLeaseHex(id)}
        {kept !== undefined && (
          <HeartPulse
            aria-label={kept.trouble === undefined ? "Kept alive" : "Keep-alive failed"}
            className={classNames("size-3.5 shrink-0", kept.trouble === undefined ? "text-ok" : "text-bad")}
          />
        )}
      </span>
      {told === undefined && why === undefined ? (
        <span className="text-muted">…</span>
      ) : (
        <Countdown answer={told} nowMs={nowMs} why={why} />
      )}
      <span className="text-muted">{told === undefined || isGone(told) ? "" : formatTtl(told.grantedTtlSeconds)}</span>
      <span className={classNames("text-right", why !== undefined && "text-muted")}>
        {told === undefined ? "" : formatGrouped(told.keys.length)}
      </span>
    </div>
  );
}

interface CountdownProps {
  readonly answer: LeaseAnswer | undefined;
  readonly nowMs: number;
  /** Why it is not known any more. */
  readonly why: string | undefined;
}

function Countdown({ answer, nowMs, why }: CountdownProps) {
  const left = leaseLeft(answer, nowMs, why);
  if (answer === undefined || left.kind === "unknown") {
    const last = answer && describeLast(answer);
    return (
      // What there is no room for goes whole: a time that is cut short is another time.
      <span className="flex h-5 flex-wrap gap-x-1 overflow-hidden text-muted tabular-nums" title={why}>
        <span>{describeLeft(left)}</span>
        {last !== undefined && <span className="whitespace-nowrap">· {last}</span>}
      </span>
    );
  }
  const share = shareLeft(answer, nowMs);
  return (
    <span className="flex items-center gap-3">
      <span className={classNames("w-36 shrink-0 truncate tabular-nums", left.kind !== "left" && "text-muted")}>
        {describeLeft(left)}
      </span>
      <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-sm bg-line">
        <span
          className={classNames("block h-full", share < 0.2 && isShort(left) ? "bg-warn" : "bg-accent")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
