/** What is seen of one member over the time that the screen is open: folded look by look. */
import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Member, MemberStatus } from "@etcd-explorer/shared/model/cluster";
import {
  compareScrapes,
  latencyBetween,
  parseScrape,
  type LatencyFamily,
  type Scrape,
} from "@etcd-explorer/shared/cluster/metrics/member-metrics";
import { known, unknown, type Known, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { applyLatency, latencyWindowMs, type Latency } from "@etcd-explorer/shared/cluster/verdict/latency";
import { latencyLimits } from "@etcd-explorer/shared/cluster/verdict/latency-rules";
import { keptSamples, type IndexSample } from "@etcd-explorer/shared/cluster/verdict/raft-lag";
import type { Place } from "#/api/client/place.ts";
import { pointOf, recentScrape, withPoint, type Point } from "./member-points.ts";

/** What one try at a member brought. */
export interface Look {
  readonly place: Place;
  readonly atMs: number;
  /** How soon after it the next look is due; undefined: when somebody asks. */
  readonly everyMs?: number | undefined;
  readonly status:
    | {
        readonly kind: "told";
        readonly status: MemberStatus;
        readonly latencyMs: number;
        readonly answeredAtMs: number;
      }
    | { readonly kind: "failed"; readonly failure: Failure; readonly latencyMs?: number };
  /** Undefined: not asked, since the status failed. */
  readonly metrics?:
    | { readonly kind: "told"; readonly text: string }
    | { readonly kind: "failed"; readonly failure: Failure };
}

export interface MemberMonitor {
  /** The way that leads to this member, once it is known. */
  readonly place?: Place;
  readonly reach: MemberFacts["reach"];
  readonly status: Known<MemberStatus>;
  readonly roundTripMs?: number;
  readonly metricsWhy?: string | undefined;
  /** The oldest first, at most 15 minutes. */
  readonly scrapes: readonly Scrape[];
  readonly points: readonly Point[];
  readonly askedAtMs: number;
  /** How often it was looked at, which no limit of what is kept ends: by it the ways are tried in turn. */
  readonly looks: number;
  /** Its latencies, judged look by look; undefined: its metrics were never read. */
  readonly pace?: Pace | undefined;
  /** What it told of its raft index at the last looks, the oldest first. */
  readonly indexes: readonly IndexSample[];
}

type Pace = Readonly<Record<LatencyFamily, Latency>>;

const windowMs = 15 * 60_000;

/** The failures in which somebody answered, and only not to this question. */
export function isAnswer(failure: Failure): boolean {
  return failure.kind === "rejected";
}

/** The failures after which another way to the member may help. */
export function isWrongWay(failure: Failure): boolean {
  return failure.kind === "forbidden" || failure.kind === "invalid";
}

/** The connection was accepted, and no answer came. */
function isSilence(failure: Failure): boolean {
  return failure.kind === "timeout" && failure.phase !== "dial";
}

/** What is known of a member after one more look at it. */
export function applyLook(before: MemberMonitor | undefined, member: Member, look: Look): MemberMonitor {
  const scrapes = withScrape(before?.scrapes ?? [], look);
  const pace = withPace(before?.pace, scrapes, look);
  const indexes = before?.indexes ?? [];
  const moment = { atMs: look.atMs, ...(look.everyMs !== undefined && { everyMs: look.everyMs }) };
  const base = { scrapes, askedAtMs: look.atMs, looks: (before?.looks ?? 0) + 1, pace, indexes };
  if (look.status.kind === "failed") {
    const { failure, latencyMs } = look.status;
    const answered = isAnswer(failure);
    const way = answered ? look.place : before?.place;
    // Where no way has ever led to it, it may run well and only not be reachable from here; but not where somebody
    // listens at its address and is silent: so does one that hangs, whose peers still count it as connected.
    const unseen = isWrongWay(failure) || (way === undefined && !isSilence(failure));
    const reach = answered ? "up" : unseen ? "unseen" : "down";
    return {
      ...base,
      ...(way === undefined ? {} : { place: way }),
      reach,
      status: unknown(answered ? `etcd says: ${failureWords(failure)}` : lowerFirst(describeFailure(failure))),
      metricsWhy: answered ? metricsWhy(look) : "it does not answer",
      ...(answered && latencyMs !== undefined && { roundTripMs: latencyMs }),
      points: withPoint(
        before?.points ?? [],
        pointOf({ ...moment, reach, ...(answered && { roundTripMs: latencyMs }) }, scrapes),
      ),
    };
  }
  const { status, latencyMs, answeredAtMs } = look.status;
  if (status.header.memberId !== member.id) {
    return {
      ...base,
      scrapes: before?.scrapes ?? [],
      pace: before?.pace,
      reach: "unseen",
      status: unknown("another member answers at its client URL"),
      metricsWhy: "it cannot be asked from here",
      points: before?.points ?? [],
    };
  }
  const why = metricsWhy(look);
  return {
    ...base,
    place: look.place,
    reach: "up",
    status: known(status),
    indexes: [...indexes, { askedAtMs: look.atMs, answeredAtMs, raftIndex: status.raftIndex }].slice(-keptSamples),
    roundTripMs: latencyMs,
    ...(why === undefined ? {} : { metricsWhy: why }),
    points: withPoint(before?.points ?? [], pointOf({ ...moment, reach: "up", roundTripMs: latencyMs }, scrapes)),
  };
}

function withScrape(scrapes: readonly Scrape[], { metrics, atMs }: Look): readonly Scrape[] {
  const young = scrapes.filter((scrape) => atMs - scrape.atMs <= windowMs);
  return metrics?.kind === "told" ? [...young, parseScrape(metrics.text, atMs)] : young;
}

function withPace(before: Pace | undefined, scrapes: readonly Scrape[], { metrics, atMs }: Look): Pace | undefined {
  const newest = scrapes.at(-1);
  if (metrics?.kind !== "told" || newest === undefined) return before;
  const young = scrapes.find((scrape) => atMs - scrape.atMs <= latencyWindowMs);
  const from = (young === newest ? scrapes.at(-2) : young) ?? newest;
  const judged = (family: LatencyFamily) =>
    applyLatency(before?.[family], { atMs, ...latencyBetween(from, newest, family) }, latencyLimits[family]);
  return { fsync: judged("fsync"), commit: judged("commit"), peerRoundTrip: judged("peerRoundTrip") };
}

function metricsWhy({ metrics }: Look): string | undefined {
  return metrics?.kind === "failed"
    ? `its metrics cannot be read: ${lowerFirst(describeFailure(metrics.failure))}`
    : undefined;
}

function failureWords(failure: Failure): string {
  return failure.kind === "rejected" ? failure.message.replace(/^etcdserver: /, "") : describeFailure(failure);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A member as the verdict's rules look at it. */
export function factsOf(member: Member, monitor: MemberMonitor | undefined): MemberFacts {
  if (monitor === undefined) {
    const waiting = unknown("its answer has not come yet");
    return { member, reach: "unseen", status: waiting, metrics: waiting, window: waiting, pace: waiting, indexes: [] };
  }
  const { scrapes, pace, indexes } = monitor;
  const newest = scrapes.at(-1);
  const oldest = scrapes[0];
  const why = monitor.metricsWhy ?? "its metrics have been read only once so far";
  const compared =
    newest !== undefined && oldest !== undefined && newest !== oldest && monitor.metricsWhy === undefined;
  const from = recentScrape(scrapes);
  return {
    member,
    reach: monitor.reach,
    status: monitor.status,
    metrics:
      firstLook(monitor) ?? (compared && from !== undefined ? known(compareScrapes(from, newest)) : unknown(why)),
    window: firstLook(monitor) ?? (compared ? known(compareScrapes(oldest, newest)) : unknown(why)),
    ...(oldest === undefined ? {} : { windowSinceMs: performance.timeOrigin + oldest.atMs }),
    pace: pace === undefined || monitor.metricsWhy !== undefined ? unknown(why) : known(onCalendar(pace)),
    indexes,
  };
}

/** Looks are timed by a clock that does not jump; what people are told is a moment of the day. */
function onCalendar(pace: Pace): Pace {
  return { fsync: dated(pace.fsync), commit: dated(pace.commit), peerRoundTrip: dated(pace.peerRoundTrip) };
}

function dated(latency: Latency): Latency {
  const { slowSinceMs } = latency;
  return slowSinceMs === undefined ? latency : { ...latency, slowSinceMs: performance.timeOrigin + slowSinceMs };
}

/** One scrape alone tells what stands, such as the quota and the peers, and nothing of what has happened. */
function firstLook({ scrapes, metricsWhy: why }: MemberMonitor): MemberFacts["metrics"] | undefined {
  const [only, second] = scrapes;
  if (only === undefined || second !== undefined || why !== undefined) return undefined;
  return known({ ...compareScrapes(only, only), commitsPerSecond: undefined, dbGrowthBytes: undefined });
}
