/**
 * What a replay of a key's events has found: the only way to deletes and to earlier lives. etcd reads the revisions of
 * all keys for it, so what was found is kept, and only what was not searched yet is replayed again.
 */
import { addInt64, asRevision, compareInt64, subtractInt64, type Revision } from "../../model/int64.ts";
import type { KeyEvent } from "../../model/watch.ts";
import type { KeyLife, KeyVersion } from "./key-version.ts";

/** A write of the key, as a replay tells it. */
export type PastWrite =
  | { readonly kind: "put"; readonly revision: Revision; readonly version: KeyVersion }
  | { readonly kind: "delete"; readonly revision: Revision };

/** Revisions of which all writes of the key are known, both ends included. */
export interface Searched {
  readonly from: Revision;
  readonly to: Revision;
  /** The newest first. */
  readonly writes: readonly PastWrite[];
  /** Older writes that were found and not kept. */
  readonly dropped: number;
}

/** Writes that are kept of a search at most, and bytes of their values; the oldest give way. */
export interface SearchBounds {
  readonly writes: number;
  readonly bytes: number;
}

export const searchBounds: SearchBounds = { writes: 10_000, bytes: 16 * 1024 * 1024 };

/** A search that has found nothing yet. */
export function beginSearch(from: Revision, to: Revision): Searched {
  return { from, to, writes: [], dropped: 0 };
}

/** Takes events in etcd's order; those beyond the end of the search do not belong to it. */
export function applyFound(
  searched: Searched,
  events: readonly KeyEvent[],
  bounds: SearchBounds = searchBounds,
): Searched {
  const found = events
    .filter(({ revision }) => compareInt64(revision, searched.to) <= 0)
    .map((event): PastWrite =>
      event.type === "put"
        ? { kind: "put", revision: event.revision, version: event.kv }
        : { kind: "delete", revision: event.revision },
    );
  if (found.length === 0) return searched;
  return { ...searched, ...bounded([...found.toReversed(), ...searched.writes], searched.dropped, bounds) };
}

function bounded(
  writes: readonly PastWrite[],
  dropped: number,
  bounds: SearchBounds,
): Pick<Searched, "writes" | "dropped"> {
  let bytes = 0;
  const kept = writes.slice(0, bounds.writes).map((write): PastWrite => {
    if (write.kind === "delete" || write.version.value === undefined) return write;
    bytes += write.version.value.length;
    return bytes <= bounds.bytes ? write : { ...write, version: withoutValue(write.version) };
  });
  return { writes: kept, dropped: dropped + writes.length - kept.length };
}

/** A version of which only the facts are kept. */
export function withoutValue({ key, createRevision, modRevision, version, lease }: KeyVersion): KeyVersion {
  return { key, createRevision, modRevision, version, lease };
}

/** Whether a replay has come to the end of a search, where a watch has told everything up to `completeTo`. */
export function isComplete({ to }: Pick<Searched, "to">, completeTo: Revision): boolean {
  return compareInt64(completeTo, to) >= 0;
}

/** etcd has compacted revisions that were to be searched: the search begins after them. */
export function withoutCompacted(searched: Searched, gapTo: Revision): Searched {
  return compareInt64(gapTo, searched.from) < 0 ? searched : { ...searched, from: asRevision(addInt64(gapTo, 1)) };
}

/** Two searches, where nothing lies between them; otherwise the newer one. */
export function joinSearches(one: Searched, other: Searched): Searched {
  const [older, newer] = compareInt64(one.from, other.from) <= 0 ? [one, other] : [other, one];
  if (compareInt64(addInt64(older.to, 1), newer.from) < 0) return newer;
  const writes = [...newer.writes, ...older.writes.filter(({ revision }) => compareInt64(revision, newer.from) < 0)];
  const to = compareInt64(older.to, newer.to) > 0 ? older.to : newer.to;
  return { from: older.from, to, ...bounded(writes, older.dropped + newer.dropped, searchBounds) };
}

/** Revisions of which it is not known whether the key was written, and what finding out costs. */
export interface Unsearched {
  readonly from: Revision;
  readonly to: Revision;
  /** Revisions of all keys that etcd reads: from there to now, wherever the search ends. */
  readonly cost: bigint;
}

/**
 * What is not known of a key beside its present life, the newest first; undefined: everything that etcd has left is
 * known, or older versions of the present life come first. `newest`: the revision up to which etcd replays, where that
 * is not the one that was read.
 */
export function unsearchedOf(
  life: KeyLife,
  searched: Searched | undefined,
  newest: Revision = life.revision,
): Unsearched | undefined {
  if (life.end !== "created") return undefined;
  const oldest = life.versions.at(-1);
  const before = oldest === undefined ? life.revision : asRevision(addInt64(oldest.createRevision, -1));
  const gap = (from: Revision, to: Revision): Unsearched | undefined =>
    compareInt64(from, to) > 0 ? undefined : { from, to, cost: subtractInt64(newest, from) + 1n };
  if (searched === undefined) return gap(life.floor, before);
  return gap(asRevision(addInt64(searched.to, 1)), before) ?? gap(life.floor, asRevision(addInt64(searched.from, -1)));
}

/** The newest part of what is not known that costs no more than `most` revisions. */
export function nearestPart(unsearched: Unsearched, now: Revision, most: number): Unsearched | undefined {
  const from = asRevision(addInt64(now, 1 - most));
  if (compareInt64(from, unsearched.to) > 0 || compareInt64(from, unsearched.from) <= 0) return undefined;
  return { from, to: unsearched.to, cost: BigInt(most) };
}
