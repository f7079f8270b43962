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

/** Reads the text of `/metrics`, keeping only what the product looks at. */
export function parseScrape(text: string, atMs: number): Scrape {
  return { atMs, samples: parseMetrics(text, (name) => wanted.has(name)) };
}

/** What a member's metrics tell of the time between two scrapes. What its version does not have is undefined. */
export interface MemberMetrics {
  readonly overMs: number;
  /** The 99th percentiles in milliseconds; undefined where nothing was observed in that time. */
  readonly fsyncP99Ms?: number | undefined;
  readonly commitP99Ms?: number | undefined;
  readonly peerRoundTripP99Ms?: number | undefined;
  readonly leaderChanges?: number | undefined;
  readonly proposalsFailed?: number | undefined;
  readonly slowApplies?: number | undefined;
  /** Proposals committed a second. */
  readonly commitsPerSecond?: number | undefined;
  /** Growth of the database in bytes. */
  readonly dbGrowthBytes?: number | undefined;
  readonly hasLeader?: boolean | undefined;
  readonly proposalsPending?: number | undefined;
  readonly quotaBytes?: number | undefined;
  readonly compactRevision?: number | undefined;
  readonly keys?: number | undefined;
  /** Whether this member is connected to each other one, by the other's ID in hex. Undefined: it does not tell. */
  readonly peers?: ReadonlyMap<string, boolean> | undefined;
}

/** Compares two scrapes of one member, the older first. */
export function compareScrapes(before: Scrape, now: Scrape): MemberMetrics {
  const overMs = now.atMs - before.atMs;
  const p99 = (family: string) => {
    const quantile = observedBetween(before.samples, now.samples, family, 0.99)?.quantile;
    return quantile === undefined ? undefined : quantile * 1000;
  };
  const grown = (name: string) => increaseBetween(before.samples, now.samples, name);
  const gauge = (name: string) => valueOf(now.samples, name);
  const committed = grown(names.proposalsCommitted);
  const [dbNow, dbBefore] = [gauge(names.dbBytes), valueOf(before.samples, names.dbBytes)];
  const leader = gauge(names.hasLeader);
  return {
    overMs,
    fsyncP99Ms: p99(families.fsync),
    commitP99Ms: p99(families.commit),
    peerRoundTripP99Ms: p99(families.peerRoundTrip),
    leaderChanges: grown(names.leaderChanges),
    proposalsFailed: grown(names.proposalsFailed),
    slowApplies: grown(names.slowApplies),
    commitsPerSecond: committed === undefined || overMs <= 0 ? undefined : (committed * 1000) / overMs,
    dbGrowthBytes: dbNow === undefined || dbBefore === undefined ? undefined : dbNow - dbBefore,
    hasLeader: leader === undefined ? undefined : leader > 0,
    proposalsPending: gauge(names.proposalsPending),
    quotaBytes: gauge(names.quotaBytes),
    compactRevision: gauge(names.compactRevision),
    keys: gauge(names.keys),
    peers: peersOf(now),
  };
}

function peersOf({ samples }: Scrape): ReadonlyMap<string, boolean> | undefined {
  const found = samples.get(names.activePeers);
  if (found === undefined) return undefined;
  return new Map(found.map(({ labels, value }) => [labels["Remote"] ?? "", value > 0]));
}
