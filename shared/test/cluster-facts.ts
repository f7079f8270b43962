/** Facts about a cluster of three healthy members, to be bent by tests. */
import type { HashKv, Member, MemberStatus } from "../src/model/cluster.ts";
import { asRevision, int64, type Int64 } from "../src/model/int64.ts";
import type { MemberMetrics } from "../src/cluster/metrics/member-metrics.ts";
import type { LatencyFamily } from "../src/cluster/metrics/member-metrics.ts";
import { known, type ClusterFacts, type MemberFacts } from "../src/cluster/verdict/facts.ts";
import type { Latency } from "../src/cluster/verdict/latency.ts";

export const idOf = (at: number): Int64 => int64(at + 10);
export const gib: number = 1024 ** 3;
export const header = {
  clusterId: int64(1),
  memberId: idOf(0),
  revision: asRevision(int64(100)),
  raftTerm: int64(2),
};

export const aMember = (at: number, bent: Partial<Member> = {}): Member => ({
  id: idOf(at),
  name: `m${at}`,
  peerUrls: [`http://10.0.0.${at}:2380`],
  clientUrls: [`http://10.0.0.${at}:2379`],
  isLearner: false,
  ...bent,
});

export const aStatus = (bent: Partial<MemberStatus> = {}): MemberStatus => ({
  header,
  version: "3.5.30",
  dbSize: int64(gib),
  dbSizeInUse: int64(gib * 0.75),
  leader: idOf(0),
  raftIndex: int64(1_000_000),
  raftTerm: int64(2),
  raftAppliedIndex: int64(1_000_000),
  errors: [],
  isLearner: false,
  ...bent,
});

export const someMetrics = (bent: Partial<MemberMetrics> = {}): MemberMetrics => ({
  overMs: 60_000,
  fsyncP99Ms: 4,
  leaderChanges: 0,
  proposalsFailed: 0,
  slowApplies: 0,
  commitsPerSecond: 10,
  dbGrowthBytes: 0,
  hasLeader: true,
  quotaBytes: 8 * gib,
  ...bent,
});

/** A latency that is well, measured often enough. */
export const aLatency = (bent: Partial<Latency> = {}): Latency => ({
  slow: false,
  atMs: 0,
  count: 1000,
  p99Ms: 4,
  ...bent,
});

interface Bent {
  readonly member?: Partial<Member>;
  readonly status?: Partial<MemberStatus>;
  readonly metrics?: Partial<MemberMetrics>;
  readonly pace?: Partial<Record<LatencyFamily, Partial<Latency>>>;
  readonly facts?: Partial<MemberFacts>;
}

export const factsOf = (at: number, { member, status, metrics, pace, facts }: Bent = {}): MemberFacts => ({
  member: aMember(at, member),
  reach: "up",
  status: known(aStatus(status)),
  metrics: known(someMetrics(metrics)),
  window: known(someMetrics(metrics)),
  pace: known({
    fsync: aLatency(pace?.fsync),
    commit: aLatency(pace?.commit),
    peerRoundTrip: aLatency(pace?.peerRoundTrip),
  }),
  // All told it twice, one after the other.
  indexes: [0, 5000].map((atMs) => ({
    askedAtMs: atMs + at * 100,
    answeredAtMs: atMs + at * 100 + 10,
    raftIndex: aStatus(status).raftIndex,
  })),
  ...facts,
});

/** Three members, each bent as said, without alarms. */
export const clusterOf = (...bent: readonly Bent[]): ClusterFacts => ({
  members: known([0, 1, 2].map((at) => factsOf(at, bent[at]))),
  alarms: known([]),
});

export const hashOf = (hash: number, compactRevision = 90): HashKv => ({
  header,
  hash,
  compactRevision: int64(compactRevision),
});
