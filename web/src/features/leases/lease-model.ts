/** Leases with what is known of each, counted down by the clock of the page. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, formatGrouped, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatCount } from "#/lib/format.ts";
import { leaseLeft, type LeaseReading } from "#/lib/lease-time.ts";

/** What etcd said of a lease, and when. */
export interface LeaseAnswer extends LeaseReading {
  readonly keys: readonly Key[];
  /** Why it could not be read again since. */
  readonly failedSince?: string;
}

export type LeaseAnswers = ReadonlyMap<LeaseId, LeaseAnswer | { readonly failed: string }>;

/** What is known of a lease, once this page has renewed it since etcd was asked. */
export function withKept<Reading extends LeaseReading>(
  answer: Reading,
  kept: { readonly keptAtMs: number; readonly ttlSeconds?: bigint } | undefined,
): Reading {
  if (kept?.ttlSeconds === undefined || kept.keptAtMs < answer.readAtMs) return answer;
  return { ...answer, readAtMs: kept.keptAtMs, ttlSeconds: kept.ttlSeconds, renewedAtMs: kept.keptAtMs };
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
    return order === "soonest" ? soonness(answer, nowMs) : -answer.keys.length;
  };
  const ranks = new Map(ids.map((id) => [id, rank(id)]));
  return ids.toSorted((a, b) => {
    const [first = 0, second = 0] = [ranks.get(a), ranks.get(b)];
    return first === second ? 0 : first - second;
  });
}

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
  if (count !== undefined) return formatCount(formatGrouped(count), "attached key", "attached keys");
  return failed ? "Attached keys not known" : "Loading attached keys…";
}
