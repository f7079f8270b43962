/** What the drawer tells of a member: every figure that it tells, in groups. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatIdHex } from "@etcd-explorer/shared/model/int64";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import { lagOf, reportOf, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { quotaOf } from "@etcd-explorer/shared/cluster/verdict/space-rules";
import { formatDuration } from "#/lib/format.ts";
import type { MemberRow } from "./member-row.ts";

export interface Detail {
  readonly term: string;
  /** Undefined: it does not tell. */
  readonly value: string | undefined;
  readonly mono?: true;
}

export interface DetailGroup {
  readonly title: string;
  readonly details: readonly Detail[];
}

const when = <Value>(value: Value | undefined, format: (value: Value) => string) =>
  value === undefined ? undefined : format(value);
const count = (value: number) => formatGrouped(Math.round(value));
const rate = (value: number) => `${value < 10 ? value.toFixed(1) : count(value)}/s`;

/** Every figure of a member. `nameOf` knows the others by their ID in hex. */
export function memberDetails(
  row: MemberRow,
  facts: MemberFacts,
  all: readonly MemberFacts[],
  nameOf: (idHex: string) => string,
  nowMs: number,
): readonly DetailGroup[] {
  const report = reportOf(facts);
  const told = report.kind === "known" ? report.value : {};
  const status = facts.status.kind === "known" ? facts.status.value : undefined;
  const metrics = facts.metrics.kind === "known" ? facts.metrics.value : undefined;
  const { member } = row;
  return [
    {
      title: "Member",
      details: [
        { term: "Role", value: row.role },
        { term: "ID", value: `${formatIdHex(member.id)} (decimal ${member.id})`, mono: true },
        { term: "Client URLs", value: member.clientUrls.join(", ") || undefined, mono: true },
        { term: "Peer URLs", value: member.peerUrls.join(", ") || undefined, mono: true },
        { term: "Version", value: told.version },
        { term: "Storage version", value: status?.storageVersion },
        {
          term: "Started",
          value: when(metrics?.startedAtMs, (at) => `${formatMoment(at, nowMs)} (${row.uptime ?? ""})`),
        },
        { term: "Round trip", value: row.roundTrip },
      ],
    },
    {
      title: "Raft",
      details: [
        { term: "Term", value: row.term },
        { term: "Raft index", value: row.raftIndex },
        { term: "Applied index", value: when(status?.raftAppliedIndex, formatGrouped) },
        { term: "Behind leader", value: when(lagOf(facts, all), (lag) => `${formatGrouped(Number(lag))} entries`) },
        { term: "Proposals committed", value: when(metrics?.commitsPerSecond, rate) },
        { term: "Proposals applied", value: when(metrics?.appliesPerSecond, rate) },
        { term: "Proposals pending", value: when(metrics?.proposalsPending, count) },
        { term: "Proposals failed, last minute", value: when(metrics?.proposalsFailed, count) },
        { term: "Leader changes, last minute", value: when(metrics?.leaderChanges, count) },
      ],
    },
    {
      title: "Disk",
      details: [
        { term: "WAL fsync p99, last minute", value: latency(metrics?.fsyncP99Ms, metrics !== undefined) },
        { term: "Backend commit p99, last minute", value: latency(metrics?.commitP99Ms, metrics !== undefined) },
        { term: "Database on disk", value: when(told.dbBytes, formatBytes) },
        { term: "Database in use", value: when(told.dbInUseBytes, formatBytes) },
        { term: "Quota", value: when(quotaOf(facts), formatBytes) },
        {
          term: "Compacted to revision",
          value: when(metrics?.compactRevision, (revision) => (revision > 0 ? count(revision) : "never")),
        },
        { term: "Defragmentations since start", value: when(metrics?.defragmentations, count) },
      ],
    },
    {
      title: "Network and clients",
      details: [
        { term: "Peer round trip p99, last minute", value: when(metrics?.peerRoundTripP99Ms, formatDuration) },
        ...[...(metrics?.peers ?? [])].map(([id, isConnected]) => ({
          term: `Connection to ${nameOf(id)}`,
          value: isConnected ? "connected" : "disconnected",
        })),
        { term: "gRPC requests", value: when(metrics?.requestsPerSecond, rate) },
        { term: "Watchers", value: when(metrics?.watchers, count) },
        { term: "Slow watchers", value: when(metrics?.slowWatchers, count) },
        { term: "Keys", value: when(metrics?.keys, count) },
      ],
    },
    {
      title: "Process",
      details: [
        { term: "Memory (RSS)", value: when(metrics?.memoryBytes, formatBytes) },
        {
          term: "Open files",
          value: when(metrics?.openFiles, (open) =>
            metrics?.mostFiles === undefined ? count(open) : `${count(open)} of ${count(metrics.mostFiles)}`,
          ),
        },
      ],
    },
  ];
}

/** Where nothing was written, or is not synced on purpose (`--unsafe-no-fsync`), there is nothing to measure. */
function latency(ms: number | undefined, isTold: boolean): string | undefined {
  if (ms !== undefined) return formatDuration(ms);
  return isTold ? "none measured" : undefined;
}
