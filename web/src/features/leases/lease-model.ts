/** Leases with what is known of each, counted down by the clock of the page. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { compareInt64, formatGrouped, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import { tellFailure } from "#/lib/failure-words.ts";
import { formatCount } from "#/lib/format.ts";
import { describeLeft, leaseLeft, type LeaseLeft, type LeaseReading } from "#/lib/lease-time.ts";
import { formatTtl } from "#/lib/ttl.ts";

/** What etcd said of a lease, and when. */
export interface LeaseAnswer extends LeaseReading {
  readonly keys: readonly Key[];
  /** When it was read, in milliseconds of the day's clock. */
  readonly readOnMs: number;
  /** Why it could not be read again since. */
  readonly error?: unknown;
}

/** One that was never read, and why. */
export interface UnreadLease {
  readonly error: unknown;
}

export type LeaseAnswers = ReadonlyMap<LeaseId, LeaseAnswer | UnreadLease>;

/** What was read of a lease, if it ever was. */
export function asRead(answer: LeaseAnswer | UnreadLease | undefined): LeaseAnswer | undefined {
  return answer !== undefined && "keys" in answer ? answer : undefined;
}

/** What is known of a lease, once this page has renewed it since etcd was asked; `trouble`: it no longer can. */
export function withKept(
  answer: LeaseAnswer,
  kept: { readonly keptAtMs: number; readonly ttlSeconds?: bigint; readonly trouble?: string } | undefined,
): LeaseAnswer {
  if (kept?.ttlSeconds === undefined || kept.keptAtMs < answer.readAtMs) return answer;
  const { error, ...read } = answer;
  return {
    ...read,
    readAtMs: kept.keptAtMs,
    readOnMs: read.readOnMs + kept.keptAtMs - read.readAtMs,
    ttlSeconds: kept.ttlSeconds,
    renewedAtMs: kept.keptAtMs,
    ...(kept.trouble !== undefined && error !== undefined && { error }),
  };
}

/** Why reads of leases fail, and of how many. */
export interface Unread {
  readonly count: number;
  readonly failure: Failure;
}

/** What most of the leases that could not be read the last time failed by; undefined: all were read. */
export function findUnread(ids: readonly LeaseId[], answers: LeaseAnswers): Unread | undefined {
  const failures = ids.flatMap((id) => {
    const error = answers.get(id)?.error;
    return error === undefined ? [] : [failureOf(error)];
  });
  const byReason = Map.groupBy(failures, describeFailure);
  const [failure] = [...byReason.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return failure && { count: failures.length, failure };
}

/** What is said once for all rows: what is not known, why, and what to do. */
export function describeUnread({ count, failure }: Unread, all: number): string {
  const what =
    count === all
      ? "Could not read the leases."
      : `Could not read ${formatGrouped(count)} of ${formatCount(formatGrouped(all), "lease", "leases")}.`;
  return tellFailure(what, failure);
}

/** The same where the cluster has no leader, which alone counts the time of leases. */
export const noLeaderWords =
  "No leader: remaining times are not known. No lease expires without a quorum. Check the quorum under Cluster.";

/** Why nobody knows what it has left, though it may have been read before. */
export function whyUnknown(answer: LeaseAnswer | UnreadLease | undefined, hasLeader: boolean): string | undefined {
  if (!hasLeader) return "The cluster has no leader";
  return answer?.error === undefined ? undefined : describeFailure(failureOf(answer.error));
}

/** What was known of it before, and when: `was 58 s at 14:05:09`. Of one whose time was over: nothing. */
export function describeLast({ ttlSeconds, readOnMs }: LeaseAnswer, nowMs = Date.now()): string | undefined {
  return ttlSeconds < 0n ? undefined : `was ${formatTtl(ttlSeconds)} at ${formatMoment(readOnMs, nowMs, true)}`;
}

/** What it has left; where that is not known, with what was known before and when: `not known · was 58 s at 14:05:09`. */
export function describeLeftOrLast(left: LeaseLeft, answer: LeaseAnswer | undefined, nowMs?: number): string {
  const last = left.kind === "unknown" && answer !== undefined ? describeLast(answer, nowMs) : undefined;
  return last === undefined ? describeLeft(left) : `${describeLeft(left)} · ${last}`;
}

export type LeaseOrder = "id" | "soonest" | "keys";

/** The leases in that order; those of which nothing is known yet come last. */
export function orderLeases(
  ids: readonly LeaseId[],
  answers: LeaseAnswers,
  order: LeaseOrder,
  nowMs: number,
): readonly LeaseId[] {
  if (order === "id") return ids.toSorted(compareInt64);
  const rank = (id: LeaseId): number => {
    const answer = asRead(answers.get(id));
    if (answer === undefined) return Number.POSITIVE_INFINITY;
    return order === "soonest" ? soonness(answer, nowMs) : -answer.keys.length;
  };
  const ranks = new Map(ids.map((id) => [id, rank(id)]));
  return ids.toSorted((a, b) => {
    const [first = 0, second = 0] = [ranks.get(a), ranks.get(b)];
    return first === second ? 0 : first - second;
  });
}

/** By what was known last, where it could not be read again: rows stay in their places. */
function soonness(answer: LeaseAnswer, nowMs: number): number {
  const left = leaseLeft(answer, nowMs);
  return left.kind === "left" ? Number(left.seconds) : left.kind === "expired" ? -1 : 0;
}

/** How far the details are loaded; undefined: all are. An order by details is one of those loaded. */
export function describeLoaded(loaded: number, all: number, order: LeaseOrder): string | undefined {
  if (loaded >= all) return undefined;
  const counts = `details of ${loaded.toLocaleString("en")} loaded`;
  return order === "id" ? counts : `${counts}, the others come last`;
}

/** How many leases were listed. Without a leader a member tells what it knew last, which may be of none. */
export function describeListed(count: number, hasLeader: boolean): string {
  const listed = formatCount(formatGrouped(count), "lease", "leases");
  if (hasLeader) return listed;
  return count === 0 ? "Not known: no leader" : `${listed} as last known: no leader`;
}

/** How many keys a lease has, where that is known: none that were read are not none. */
export function describeAttached(count: number | undefined, failed: boolean): string {
  if (count !== undefined) {
    const counted = formatCount(formatGrouped(count), "attached key", "attached keys");
    return failed ? `${counted} as last known` : counted;
  }
  return failed ? "Attached keys not known" : "Loading attached keys…";
}
