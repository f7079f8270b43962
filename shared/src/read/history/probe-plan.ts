/**
 * Which revisions to read so that the versions of a key are found with few calls. A read at a revision finds the version
 * that was there then. One below a known version always finds the one before it; the others are guesses, since a key's
 * writes are often spread evenly, or come close together.
 */
import type { Int64, Revision } from "../../model/int64.ts";
import { asRevision, parseInt64 } from "../../model/int64.ts";

/** A version whose place is known. */
export interface VersionPlace {
  readonly version: Int64;
  readonly modRevision: Revision;
}

interface Gap {
  /** The versions around the missing ones: the newer and the older, and their revisions. */
  readonly newer: bigint;
  readonly newerAt: bigint;
  readonly olderAt: bigint;
  /** How many versions are missing in between, and how many of the newest of them are wanted. */
  readonly missing: number;
  readonly wanted: number;
}

interface PlanOptions {
  /** The life's first revision: version 1 was written there. */
  readonly createRevision: Revision;
  /** Nothing older can be read. */
  readonly floor: Revision;
  /** The oldest version that is wanted. */
  readonly downTo: bigint;
  /** At most so many reads. */
  readonly most: number;
}

/**
 * The revisions to read next, the newest first; empty once all wanted versions are known. `known` holds places of one
 * life, the newest version first, without a version twice.
 */
export function planProbes(known: readonly VersionPlace[], options: PlanOptions): Revision[] {
  const gaps = findGaps(known, options);
  if (gaps.length === 0) return [];
  const floor = BigInt(options.floor);
  const probes = new Set<bigint>();
  const add = (at: bigint) => {
    if (probes.size < options.most && at >= floor) probes.add(at);
  };
  // What is left of a compacted life begins at the floor: no guess can go wrong below it.
  if (BigInt(options.createRevision) < floor && known.length === 1) add(floor);
  for (const { newerAt } of gaps) add(newerAt - 1n);
  // The guesses of the gaps by turns, so that a large one does not take all.
  const guesses = gaps.map(guessesIn);
  for (let turn = 0; probes.size < options.most && guesses.some((each) => turn < each.length); turn++) {
    for (const each of guesses) {
      const at = each[turn];
      if (at !== undefined) add(at);
    }
  }
  return [...probes]
    .toSorted((a, b) => (a < b ? 1 : -1))
    .flatMap((at) => {
      const revision = parseInt64(at.toString());
      return revision === undefined ? [] : [asRevision(revision)];
    });
}

function findGaps(known: readonly VersionPlace[], { createRevision, floor, downTo }: PlanOptions): Gap[] {
  const gaps: Gap[] = [];
  for (const [at, { version, modRevision }] of known.entries()) {
    const [newer, newerAt] = [BigInt(version), BigInt(modRevision)];
    if (newer <= downTo || newerAt <= BigInt(floor)) break;
    const next = known[at + 1];
    // Below the oldest known one lies version 1, where the life began.
    const older = next === undefined ? 0n : BigInt(next.version);
    const begun = BigInt(createRevision) - 1n;
    const olderAt = next === undefined ? begun : BigInt(next.modRevision);
    const missing = newer - older - 1n;
    if (missing <= 0n) continue;
    const wanted = newer - (older < downTo - 1n ? downTo : older + 1n);
    gaps.push({ newer, newerAt, olderAt, missing: Number(missing), wanted: Number(wanted) });
  }
  return gaps;
}

/** Half of the guesses as if the writes were spread evenly, half as if they came close before the newer version. */
function guessesIn({ newerAt, olderAt, missing, wanted }: Gap): bigint[] {
  const span = newerAt - olderAt;
  const even: bigint[] = [];
  for (let nth = 2; nth <= wanted; nth++) even.push(newerAt - 1n - (span * BigInt(nth - 1)) / BigInt(missing + 1));
  const close: bigint[] = [];
  for (let by = 2n; by < span && close.length < wanted; by *= 2n) close.push(newerAt - by);
  return even.flatMap((at, index) => (close[index] === undefined ? [at] : [at, close[index]]));
}
