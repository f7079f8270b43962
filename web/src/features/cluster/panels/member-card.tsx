import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { hasStarted, memberName, type MemberStatus } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped, formatIdHex } from "@etcd-explorer/shared/model/int64";
import { reportOf, type MemberFacts, type MemberReport } from "@etcd-explorer/shared/cluster/verdict/facts";
import { quotaOf } from "@etcd-explorer/shared/cluster/verdict/space-rules";
import { Crown, GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration } from "#/lib/format.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Sparkline } from "#/ui/sparkline.tsx";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import type { Point } from "#/features/cluster/state/member-monitor.ts";

interface MemberCardProps {
  readonly monitored: MonitoredMember;
  readonly facts: MemberFacts;
  readonly isLeader: boolean;
  /** Whether it runs, as far as it or its peers tell. */
  readonly alive: boolean | undefined;
  /** Entries behind the leader; undefined: not known. */
  readonly lag: bigint | undefined;
  /** Whether its disk counts as slow. */
  readonly slowDisk: boolean;
  readonly tone: "ok" | "warn" | "bad" | "faint";
}

const dots = { ok: "bg-ok", warn: "bg-warn", bad: "bg-bad", faint: "bg-faint" } as const;

/** One member: what it says of itself, and what its metrics tell. */
export function MemberCard({
  monitored: { member, monitor },
  facts,
  isLeader,
  alive,
  lag,
  slowDisk,
  tone,
}: MemberCardProps) {
  const name = memberName(member);
  // etcd learns a member's name from itself, and calls it by its ID until then.
  const started = hasStarted(member);
  const report = reportOf(facts);
  const status = monitor?.status.kind === "known" ? monitor.status.value : undefined;
  const metrics = facts.metrics.kind === "known" ? facts.metrics.value : undefined;
  const why = monitor?.status.kind === "unknown" ? monitor.status.why : undefined;
  return (
    <section
      aria-label={`Member ${name}`}
      data-reach={facts.reach}
      className="rounded-[10px] border border-line bg-panel px-4 py-3"
    >
      <header className="flex items-center gap-2">
        <span className={classNames("size-2 shrink-0 rounded-full", dots[tone])} />
        <h3 className="min-w-0 truncate font-mono font-semibold" title={name}>
          {name}
        </h3>
        {isLeader && (
          <Badge tone="accent">
            <Crown /> leader
          </Badge>
        )}
        {member.isLearner && (
          <Badge tone="plain">
            <GraduationCap /> learner
          </Badge>
        )}
        {alive === false && started && <Badge tone="bad">does not answer</Badge>}
        {alive === false && !started && <Badge tone="plain">not started</Badge>}
        {facts.reach === "unseen" && alive !== false && monitor !== undefined && (
          <Badge tone="plain">not seen from here</Badge>
        )}
        {started && (
          <span className="ml-auto truncate font-mono text-sm text-muted" title={`decimal ${member.id}`}>
            {formatIdHex(member.id)}
          </span>
        )}
      </header>
      {why !== undefined && (
        <p
          className={classNames(
            "mt-1.5 line-clamp-2 text-sm break-words",
            alive === false && started ? "text-bad" : "text-muted",
          )}
        >
          {why}
        </p>
      )}
      {monitor === undefined ? (
        <div aria-busy="true" aria-label={`Asking ${name}`} className="skeleton mt-3 h-32" />
      ) : (
        <dl className="mt-1">
          <Row term="round trip">
            {monitor.roundTripMs === undefined || facts.reach !== "up" ? absent : formatDuration(monitor.roundTripMs)}
          </Row>
          <div className="flex h-9 items-end">
            <dt className="sr-only">disk latency</dt>
            <dd className="flex flex-1 items-end justify-between">
              <Trend name={name} points={monitor.points} slow={slowDisk} />
              <FsyncP99 valueMs={metrics?.fsyncP99Ms} why={monitor.metricsWhy} slow={slowDisk} />
            </dd>
          </div>
          <Database report={report.kind === "known" ? report.value : {}} quota={quotaOf(facts)} />
          <Row term="raft index">
            {status === undefined ? absent : <RaftIndex status={status} isLeader={isLeader} lag={lag} />}
          </Row>
          <Row term="version">{(report.kind === "known" ? report.value.version : undefined) ?? absent}</Row>
        </dl>
      )}
    </section>
  );
}

const absent = <span className="text-muted">not known</span>;

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3 py-1">
      <dt className="shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

/** The disk's latency, or while nothing is written the round trip. */
function Trend({
  name,
  points,
  slow,
}: {
  readonly name: string;
  readonly points: readonly Point[];
  readonly slow: boolean;
}) {
  const measured = points.filter(({ fsyncP99Ms }) => fsyncP99Ms !== undefined).length > 1;
  return (
    <Sparkline
      label={`${measured ? "fsync p99" : "round trip"} of ${name} over the last looks`}
      values={points.map(({ fsyncP99Ms, roundTripMs }) => (measured ? fsyncP99Ms : roundTripMs))}
      tone={slow ? "warn" : "accent"}
    />
  );
}

interface FsyncP99Props {
  readonly valueMs: number | undefined;
  readonly why: string | undefined;
  readonly slow: boolean;
}

function FsyncP99({ valueMs, why, slow }: FsyncP99Props) {
  if (why !== undefined) {
    return (
      <span className="max-w-[60%] truncate text-sm text-muted" title={why}>
        no metrics
      </span>
    );
  }
  return (
    <span className="text-sm text-muted" title="99 of 100 fsyncs of the log took at most so long, over the last minute">
      fsync p99{" "}
      {valueMs === undefined ? (
        "no writes yet"
      ) : (
        <b className={classNames("font-semibold", slow ? "text-warn" : "text-text")}>{formatDuration(valueMs)}</b>
      )}
    </span>
  );
}

function Database({ report, quota }: { readonly report: MemberReport; readonly quota: number | undefined }) {
  const { dbBytes: size, dbInUseBytes: inUse } = report;
  if (size === undefined) return <Row term="database">{absent}</Row>;
  const whole = quota ?? size;
  const percent = (bytes: number) => `${Math.min(100, (bytes / Math.max(1, whole)) * 100)}%`;
  const parts = [
    ...(inUse === undefined ? [] : [`${formatBytes(inUse)} in use`]),
    `${formatBytes(size)} on disk`,
    ...(quota === undefined ? [] : [`${formatBytes(quota)} quota`]),
  ];
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3 pt-1">
      <dt className="shrink-0 text-muted">database</dt>
      <dd className="text-right">
        {parts.map((part, at) => (
          // A line may break between the parts, and within none.
          <span key={part} className="inline-block pl-1 whitespace-nowrap">
            {part}
            {at < parts.length - 1 && " ·"}
          </span>
        ))}
      </dd>
      <dd aria-hidden className="relative my-1.5 h-1.5 basis-full overflow-hidden rounded-sm bg-line">
        <div className="absolute inset-y-0 left-0 bg-accent opacity-35" style={{ width: percent(size) }} />
        <div className="absolute inset-y-0 left-0 bg-accent" style={{ width: percent(inUse ?? size) }} />
      </dd>
    </div>
  );
}

function RaftIndex({
  status,
  isLeader,
  lag,
}: {
  readonly status: MemberStatus;
  readonly isLeader: boolean;
  readonly lag: bigint | undefined;
}) {
  const beside = isLeader
    ? status.raftAppliedIndex === undefined
      ? ""
      : ` · applied ${formatGrouped(status.raftAppliedIndex)}`
    : lag === undefined
      ? ""
      : ` · ${formatGrouped(Number(lag))} behind`;
  return (
    <>
      {formatGrouped(status.raftIndex)}
      <span className="text-muted">{beside}</span>
    </>
  );
}
