/** What the product looks at in a member's `/metrics`. Source: etcd docs, metrics, and the alerts of etcd's mixin. */
import { increaseBetween, observedBetween } from "./histogram.ts";
import { parseMetrics, valueOf, type Samples } from "./parse-metrics.ts";

const families = {
  fsync: "etcd_disk_wal_fsync_duration_seconds",
  commit: "etcd_disk_backend_commit_duration_seconds",
  peerRoundTrip: "etcd_network_peer_round_trip_time_seconds",
} as const;

const names = {
  hasLeader: "etcd_server_has_leader",
  leaderChanges: "etcd_server_leader_changes_seen_total",
  proposalsFailed: "etcd_server_proposals_failed_total",
  proposalsPending: "etcd_server_proposals_pending",
  proposalsCommitted: "etcd_server_proposals_committed_total",
  slowApplies: "etcd_server_slow_apply_total",
  quotaBytes: "etcd_server_quota_backend_bytes",
  dbBytes: "etcd_mvcc_db_total_size_in_bytes",
  compactRevision: "etcd_debugging_mvcc_compact_revision",
  keys: "etcd_debugging_mvcc_keys_total",
  activePeers: "etcd_network_active_peers",
  isLeader: "etcd_server_is_leader",
  dbInUseBytes: "etcd_mvcc_db_total_size_in_use_in_bytes",
  version: "etcd_server_version",
  proposalsApplied: "etcd_server_proposals_applied_total",
  defragmentations: "etcd_disk_backend_defrag_duration_seconds_count",
  watchers: "etcd_debugging_mvcc_watcher_total",
  slowWatchers: "etcd_debugging_mvcc_slow_watcher_total",
  requests: "grpc_server_handled_total",
  startTime: "process_start_time_seconds",
  memory: "process_resident_memory_bytes",
  openFiles: "process_open_fds",
  mostFiles: "process_max_fds",
} as const;

const wanted: ReadonlySet<string> = new Set([
  ...Object.values(names),
  ...Object.values(families).flatMap((family) => [`${family}_bucket`, `${family}_sum`, `${family}_count`]),
]);

/** One look at a member's metrics. */
export interface Scrape {
  /** Milliseconds of any clock that does not jump. */
  readonly atMs: number;
  readonly samples: Samples;
}

/**
 * Reads the text of `/metrics`, keeping only what the product looks at. Requests are counted by method and code, in some
 * seven hundred lines; looks of a quarter of an hour are kept, so that only their sum is.
 */
export function parseScrape(text: string, atMs: number): Scrape {
  const samples = new Map(parseMetrics(text, (name) => wanted.has(name)));
  const requests = valueOf(samples, names.requests);
  if (requests !== undefined) samples.set(names.requests, [{ name: names.requests, labels: {}, value: requests }]);
  return { atMs, samples };
}

/** What a member's metrics tell of the time between two scrapes. What its version does not have is undefined. */
export interface MemberMetrics {
  readonly overMs: number;
  /** The 99th percentile in milliseconds; undefined where nothing was observed in that time. */
  readonly fsyncP99Ms?: number | undefined;
  readonly commitP99Ms?: number | undefined;
  readonly peerRoundTripP99Ms?: number | undefined;
  readonly leaderChanges?: number | undefined;
  readonly proposalsFailed?: number | undefined;
  readonly slowApplies?: number | undefined;
  /** Proposals committed a second. */
  readonly commitsPerSecond?: number | undefined;
  readonly appliesPerSecond?: number | undefined;
  /** Calls by gRPC that were answered a second, the gateway's among them. */
  readonly requestsPerSecond?: number | undefined;
  /** Growth of the database in bytes. */
  readonly dbGrowthBytes?: number | undefined;
  readonly hasLeader?: boolean | undefined;
  readonly isLeader?: boolean | undefined;
  readonly version?: string | undefined;
  /** The database on disk, and what of it holds data. */
  readonly dbBytes?: number | undefined;
  readonly dbInUseBytes?: number | undefined;
  readonly proposalsPending?: number | undefined;
  readonly quotaBytes?: number | undefined;
  readonly compactRevision?: number | undefined;
  readonly keys?: number | undefined;
  /** How often its database was defragmented since it started. */
  readonly defragmentations?: number | undefined;
  readonly watchers?: number | undefined;
  /** Those that are behind. */
  readonly slowWatchers?: number | undefined;
  /** When its process started, by its own clock, in milliseconds since 1970. */
  readonly startedAtMs?: number | undefined;
  /** Resident memory of its process. */
  readonly memoryBytes?: number | undefined;
  readonly openFiles?: number | undefined;
  readonly mostFiles?: number | undefined;
  /** Whether this member is connected to each other one, by the other's ID in hex. Undefined: it does not tell. */
  readonly peers?: ReadonlyMap<string, boolean> | undefined;
}

/** Compares two scrapes of one member, the older first. */
export function compareScrapes(before: Scrape, now: Scrape): MemberMetrics {
  const overMs = now.atMs - before.atMs;
  const grown = (name: string) => increaseBetween(before.samples, now.samples, name);
  const gauge = (name: string) => valueOf(now.samples, name);
  const pace = (name: string) => {
    const count = grown(name);
    return count === undefined || overMs <= 0 ? undefined : (count * 1000) / overMs;
  };
  const started = gauge(names.startTime);
  const [dbNow, dbBefore] = [gauge(names.dbBytes), valueOf(before.samples, names.dbBytes)];
  const flag = (name: string) => {
    const value = gauge(name);
    return value === undefined ? undefined : value > 0;
  };
  return {
    overMs,
    fsyncP99Ms: latencyBetween(before, now, "fsync").p99Ms,
    commitP99Ms: latencyBetween(before, now, "commit").p99Ms,
    peerRoundTripP99Ms: latencyBetween(before, now, "peerRoundTrip").p99Ms,
    leaderChanges: grown(names.leaderChanges),
    proposalsFailed: grown(names.proposalsFailed),
    slowApplies: grown(names.slowApplies),
    commitsPerSecond: pace(names.proposalsCommitted),
    appliesPerSecond: pace(names.proposalsApplied),
    requestsPerSecond: pace(names.requests),
    dbGrowthBytes: dbNow === undefined || dbBefore === undefined ? undefined : dbNow - dbBefore,
    hasLeader: flag(names.hasLeader),
    isLeader: flag(names.isLeader),
    version: now.samples.get(names.version)?.[0]?.labels["server_version"],
    dbBytes: dbNow,
    dbInUseBytes: gauge(names.dbInUseBytes),
    proposalsPending: gauge(names.proposalsPending),
    quotaBytes: gauge(names.quotaBytes),
    compactRevision: gauge(names.compactRevision),
    keys: gauge(names.keys),
    defragmentations: gauge(names.defragmentations),
    watchers: gauge(names.watchers),
    slowWatchers: gauge(names.slowWatchers),
    startedAtMs: started === undefined ? undefined : started * 1000,
    memoryBytes: gauge(names.memory),
    openFiles: gauge(names.openFiles),
    mostFiles: gauge(names.mostFiles),
    peers: peersOf(now),
  };
}

/** The families of which the 99th percentile is judged. */
export type LatencyFamily = keyof typeof families;

/** How often something was measured between two scrapes, and its 99th percentile in milliseconds. */
export function latencyBetween(
  before: Scrape,
  now: Scrape,
  family: LatencyFamily,
): { readonly count: number; readonly p99Ms?: number } {
  const observed = observedBetween(before.samples, now.samples, families[family], 0.99);
  return {
    count: observed?.count ?? 0,
    ...(observed?.quantile === undefined ? {} : { p99Ms: observed.quantile * 1000 }),
  };
}

function peersOf({ samples }: Scrape): ReadonlyMap<string, boolean> | undefined {
  const found = samples.get(names.activePeers);
  if (found === undefined) return undefined;
  return new Map(found.map(({ labels, value }) => [labels["Remote"] ?? "", value > 0]));
}
