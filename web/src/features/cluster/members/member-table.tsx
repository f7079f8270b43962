import { fullShare } from "@etcd-explorer/shared/cluster/verdict/space-rules";
import { Crown, Ellipsis, GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Menu } from "#/ui/menu.tsx";
import type { MenuItem } from "#/ui/menu-items.tsx";
import type { MemberRow, MemberTone } from "./member-row.ts";

interface MemberTableProps {
  readonly rows: readonly MemberRow[];
  readonly actionsOf: (row: MemberRow) => readonly MenuItem[];
  readonly onOpen: (row: MemberRow) => void;
}

const dots: Readonly<Record<MemberTone, string>> = { ok: "bg-ok", warn: "bg-warn", bad: "bg-bad", faint: "bg-faint" };
const toneWords: Readonly<Record<MemberTone, string>> = {
  ok: "OK",
  warn: "degraded",
  bad: "failing",
  faint: "not known",
};
const head = "py-1.5 pr-3 font-normal whitespace-nowrap";
const cell = "py-1.5 pr-3 align-top";
/** Columns that give way first where the window is narrow: the drawer has them all. */
const wide = "hidden @5xl:table-cell";
/** The same on a phone. */
const roomy = "hidden @3xl:table-cell";

/** Every member with what it tells of itself; a click on its name opens its metrics. */
export function MemberTable({ rows, actionsOf, onOpen }: MemberTableProps) {
  return (
    <section
      aria-label="Members"
      className="@container relative overflow-x-auto rounded-[10px] border border-line bg-panel"
    >
      <table className="w-full text-left">
        <thead className="text-sm text-muted">
          <tr>
            <th className={classNames(head, "pl-4")}>Member</th>
            <th className={head}>Role</th>
            <th className={classNames(head, roomy)}>URLs</th>
            <th className={classNames(head, roomy)}>Version</th>
            <th className={classNames(head, roomy, "text-right")}>Round trip</th>
            <th className={classNames(head, "text-right")}>Database</th>
            <th className={classNames(head, roomy, "text-right")}>Raft index</th>
            <th className={classNames(head, wide, "text-right")}>Term</th>
            <th className={classNames(head, wide, "text-right")}>Up</th>
            <th className={classNames(head, "pr-2")}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MemberLine key={row.member.id} row={row} actions={actionsOf(row)} onOpen={() => onOpen(row)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface MemberLineProps {
  readonly row: MemberRow;
  readonly actions: readonly MenuItem[];
  readonly onOpen: () => void;
}

function MemberLine({ row, actions, onOpen }: MemberLineProps) {
  const { member, name, tone } = row;
  return (
    <tr aria-label={`Member ${name}`} data-reach={row.reach} className="border-t border-line">
      <th scope="row" className={classNames(cell, "max-w-52 pl-4 max-md:max-w-32 font-normal")}>
        <div className="flex items-center gap-2">
          <span className={classNames("size-2 shrink-0 rounded-full", dots[tone])} />
          <span className="sr-only">{toneWords[tone]}</span>
          <button
            type="button"
            onClick={onOpen}
            title={`Show metrics of ${name}`}
            className="min-w-0 truncate rounded font-mono font-semibold underline-offset-2 hover:underline"
          >
            {name}
          </button>
        </div>
        <div className="truncate pl-4 font-mono text-sm text-muted" title={`decimal ${member.id}`}>
          {row.idHex}
        </div>
      </th>
      <td className={cell}>
        <Role row={row} />
      </td>
      <td className={classNames(cell, roomy, "max-w-64 font-mono text-sm")}>
        <Urls kind="client" urls={member.clientUrls} />
        <Urls kind="peer" urls={member.peerUrls} />
      </td>
      {row.isAsking ? (
        <td colSpan={6} className={cell}>
          <div aria-busy="true" aria-label={`Reading ${name}`} className="skeleton h-8" />
        </td>
      ) : (
        <>
          <td className={classNames(cell, roomy)}>{row.version ?? absent}</td>
          <Figure className={roomy}>{row.roundTrip}</Figure>
          <Figure
            below={row.quotaShare === undefined ? undefined : `${formatShare(row.quotaShare)} of quota`}
            tone={shareTone(row.quotaShare ?? 0)}
          >
            {row.database}
          </Figure>
          <Figure below={row.lag} className={roomy}>
            {row.raftIndex}
          </Figure>
          <Figure className={wide}>{row.term}</Figure>
          <Figure className={wide}>{row.uptime}</Figure>
        </>
      )}
      <td className="py-1 pr-2 text-right align-top">
        <Menu label={`Actions for ${name}`} icon={<Ellipsis />} items={actions} />
      </td>
    </tr>
  );
}

const absent = (
  <span className="text-muted">
    <span aria-hidden>—</span>
    <span className="sr-only">not known</span>
  </span>
);

function Role({ row }: { readonly row: MemberRow }) {
  const { role, isLeader, isDown, member, why } = row;
  // Whether it can be seen from here is known once it was asked.
  if (row.isAsking && row.tone === "faint" && role !== "not started")
    return <span className="text-muted">reading…</span>;
  return (
    <>
      {isLeader ? (
        <Badge tone="accent">
          <Crown /> {role}
        </Badge>
      ) : isDown ? (
        <Badge tone="bad">{role}</Badge>
      ) : role === "no leader" ? (
        <Badge tone="warn">{role}</Badge>
      ) : member.isLearner || role === "not started" || role === "not seen from here" ? (
        <Badge tone="plain">
          {member.isLearner && <GraduationCap />} {role}
        </Badge>
      ) : (
        role
      )}
      {why !== undefined && (
        <p
          className={classNames("line-clamp-2 max-w-56 text-sm break-words", isDown ? "text-bad" : "text-muted")}
          title={why}
        >
          {why}
        </p>
      )}
    </>
  );
}

function Urls({ kind, urls }: { readonly kind: "client" | "peer"; readonly urls: readonly string[] }) {
  const text = urls.join(", ");
  return (
    <div className={classNames("truncate", kind === "peer" && "text-muted")} title={`${kind} ${text}`}>
      <span className="sr-only">{kind} URL: </span>
      {text === "" ? `no ${kind} URL yet` : text}
    </div>
  );
}

interface FigureProps {
  readonly children: string | undefined;
  readonly below?: string | undefined;
  /** The colour of what stands below. */
  readonly tone?: string;
  readonly className?: string;
}

function Figure({ children, below, tone = "text-muted", className }: FigureProps): ReactNode {
  return (
    <td className={classNames(cell, "text-right whitespace-nowrap", className)}>
      {children ?? absent}
      {below !== undefined && children !== undefined && <div className={classNames("text-sm", tone)}>{below}</div>}
    </td>
  );
}

/** At the share from which the verdict calls it nearly full it is red, and amber some way before. */
function shareTone(percent: number): string {
  if (percent >= fullShare * 100) return "text-bad";
  return percent >= 80 ? "text-warn" : "text-muted";
}

/** Percent of a quota: what is not nothing is not said to be 0. */
function formatShare(percent: number): string {
  return percent > 0 && percent < 1 ? "<1 %" : `${Math.round(percent)} %`;
}
