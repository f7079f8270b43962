/** Leases with what is known of each, counted down by the clock of the page. */
import { compareInt64, type LeaseId } from "@etcd-explorer/shared/int64";
import type { LeaseTimeToLiveResponse } from "@etcd-explorer/shared/lease";

/** What etcd said of a lease, and when. */
export interface LeaseAnswer {
  readonly askedAtMs: number;
  readonly lease: LeaseTimeToLiveResponse;
}

export type LeaseAnswers = ReadonlyMap<LeaseId, LeaseAnswer | { readonly failed: string }>;

/** What is known of a lease, once it has been renewed since etcd was asked. */
export function withKept(
  answer: LeaseAnswer,
  kept: { readonly keptAtMs: number; readonly ttlSeconds?: bigint } | undefined,
): LeaseAnswer {
  if (kept?.ttlSeconds === undefined || kept.keptAtMs < answer.askedAtMs) return answer;
  return { askedAtMs: kept.keptAtMs, lease: { ...answer.lease, ttlSeconds: kept.ttlSeconds } };
}

/** Seconds that are left at `nowMs`; negative: it has ended. etcd rounds down, so it may live up to a second longer. */
export function secondsLeft({ askedAtMs, lease }: LeaseAnswer, nowMs: number): number {
  if (lease.ttlSeconds < 0n) return -1;
  return Math.max(0, Number(lease.ttlSeconds) - Math.floor((nowMs - askedAtMs) / 1000));
}

/** The part of what was granted that is left, 0 to 1. */
export function shareLeft(answer: LeaseAnswer, nowMs: number): number {
  const granted = Number(answer.lease.grantedTtlSeconds);
  return granted <= 0 ? 0 : Math.min(1, Math.max(0, secondsLeft(answer, nowMs) / granted));
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
    const answer = answers.get(id);
    if (answer === undefined || "failed" in answer) return Number.POSITIVE_INFINITY;
    return order === "soonest" ? secondsLeft(answer, nowMs) : -answer.lease.keys.length;
  };
  const ranks = new Map(ids.map((id) => [id, rank(id)]));
  return ids.toSorted((a, b) => {
    const [first = 0, second = 0] = [ranks.get(a), ranks.get(b)];
    return first === second ? 0 : first - second;
  });
}
