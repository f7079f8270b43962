/** Which charts there are: what each draws, its unit, and its limit. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { latencyLimits } from "@etcd-explorer/shared/cluster/verdict/latency-rules";
import { formatDuration } from "#/lib/format.ts";
import type { Point } from "#/features/cluster/state/member-points.ts";

export interface ChartKind {
  readonly id: string;
  readonly title: string;
  readonly read: (point: Point) => number | undefined;
  readonly format: (value: number) => string;
  /** Its values are whole: half a proposal, or half a byte, has no line on the axis. */
  readonly whole?: true;
  /** What is more is too much: drawn as a dashed line, once values come near it. */
  readonly limit?: (point: Point) => number | undefined;
  /** How the limit is called: `limit`, `quota`. */
  readonly limitName?: string;
}

const formatCount = (value: number) => formatGrouped(Math.round(value));
const formatRate = (value: number) => `${value < 10 ? value.toFixed(1) : formatCount(value)}/s`;

export const chartKinds: readonly ChartKind[] = [
  { id: "round-trip", title: "Round trip", read: (point) => point.roundTripMs, format: formatDuration },
  {
    id: "fsync",
    title: "WAL fsync p99",
    read: (point) => point.fsyncP99Ms,
    format: formatDuration,
    limit: () => latencyLimits.fsync.limitMs,
    limitName: "limit",
  },
  {
    id: "commit",
    title: "Backend commit p99",
    read: (point) => point.commitP99Ms,
    format: formatDuration,
    limit: () => latencyLimits.commit.limitMs,
    limitName: "limit",
  },
  {
    id: "db-size",
    title: "Database size",
    read: (point) => point.dbBytes,
    format: formatBytes,
    whole: true,
    limit: (point) => point.quotaBytes,
    limitName: "quota",
  },
  { id: "proposals", title: "Proposals committed", read: (point) => point.committedPerSecond, format: formatRate },
  {
    id: "pending",
    title: "Proposals pending",
    read: (point) => point.proposalsPending,
    format: formatCount,
    whole: true,
  },
  { id: "failed", title: "Proposals failed", read: (point) => point.proposalsFailed, format: formatCount, whole: true },
  { id: "keys", title: "Keys", read: (point) => point.keys, format: formatCount, whole: true },
  { id: "memory", title: "Memory (RSS)", read: (point) => point.memoryBytes, format: formatBytes, whole: true },
];
