/** The strip of the past: revisions from the horizon to now, and what is known to have been written in between. Pure. */
import { asRevision, compareInt64, parseInt64, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";

export interface StripInput {
  /** The oldest revision that can be read, the one that is viewed, and the newest. */
  readonly floor: Revision;
  readonly here: Revision;
  readonly newest: Revision;
  /** Revisions that are known to have written what one looks at, in any order. */
  readonly writes: Iterable<Revision>;
}

export interface StripBar {
  /** Revisions that it stands for, both ends included. */
  readonly from: Revision;
  readonly to: Revision;
  /** How many of them are known writes, and the newest of these: where the bar leads. */
  readonly writes: number;
  readonly last: Revision | undefined;
  /** Its height, from 0 to 1. */
  readonly height: number;
  /** It begins after the revision that is viewed. */
  readonly isLater: boolean;
}

export interface Strip {
  readonly bars: readonly StripBar[];
  /** Revisions between the horizon and the first bar are not drawn, since they would squeeze the rest. */
  readonly isCut: boolean;
  /** Where the horizon and the viewed revision lie, from 0 to 1 of the width. */
  readonly horizonAt: number;
  readonly hereAt: number;
}

/** What lies left of the horizon: compacted, and no revision of its own. */
const compactedShare = 0.08;
/** How far back the strip goes at least, as a multiple of how far now is away. */
const backOverAhead = 3n;
const fewestRevisions = 60n;
const mostBars = 150;
/** A bar of so many writes is as high as the strip, unless others have more. */
const fewWrites = 4;

/** Lays the strip out. The viewed revision may lie outside of what can be read; then it stands at that end. */
export function layOutStrip({ floor, here, newest, writes }: StripInput): Strip {
  const [low, high] = [BigInt(floor), BigInt(newest)];
  const at = clamp(BigInt(here), low, high);
  const wanted = high - at < fewestRevisions ? fewestRevisions : high - at;
  const cutAt = at - wanted * backOverAhead;
  const start = cutAt > low + wanted ? cutAt : low;
  const count = high - start + 1n;
  const barCount = count < BigInt(mostBars) ? count : BigInt(mostBars);
  const edges = Array.from({ length: Number(barCount) + 1 }, (_, index) => start + (count * BigInt(index)) / barCount);
  const counts = edges.slice(1).map(() => 0);
  const lasts = edges.slice(1).map((): Revision | undefined => undefined);
  for (const write of new Set(writes)) {
    const place = BigInt(write) - start;
    if (place < 0n || place >= count) continue;
    const bar = barOf(edges, BigInt(write));
    counts[bar] = (counts[bar] ?? 0) + 1;
    const last = lasts[bar];
    if (last === undefined || compareInt64(write, last) > 0) lasts[bar] = write;
  }
  const most = Math.max(fewWrites, ...counts);
  const bars = counts.map((each, index): StripBar => {
    const from = edges[index] ?? start;
    return {
      from: revisionOf(from),
      to: revisionOf((edges[index + 1] ?? start) - 1n),
      writes: each,
      last: lasts[index],
      // A bar of one write among many is still seen.
      height: each === 0 ? 0 : 0.2 + 0.8 * (each / most),
      isLater: from > at,
    };
  });
  const share = Number(((at - start + 1n) * 10_000n) / count) / 10_000;
  return {
    bars,
    isCut: start > low,
    horizonAt: compactedShare,
    hereAt: compactedShare + (1 - compactedShare) * share,
  };
}

/** The bar that a revision lies in: the last whose edge it has reached. */
function barOf(edges: readonly bigint[], revision: bigint): number {
  let [from, to] = [0, edges.length - 2];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((edges[middle] ?? 0n) <= revision) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** The next bar with a write, from one on in a direction; undefined: there is none. `from` -1: none was marked. */
export function nextBar(bars: readonly StripBar[], from: number, by: 1 | -1): number | undefined {
  const begin = from === -1 && by === -1 ? bars.length : from;
  for (let at = begin + by; at >= 0 && at < bars.length; at += by) if (bars[at]?.last !== undefined) return at;
  return undefined;
}

function clamp(value: bigint, low: bigint, high: bigint): bigint {
  return value < low ? low : value > high ? high : value;
}

function revisionOf(value: bigint): Revision {
  return asRevision(parseInt64(value.toString()) ?? zeroRevision);
}
