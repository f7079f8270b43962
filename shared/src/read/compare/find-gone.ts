/** Which keys were deleted between two revisions: counts at both tell where, and only there keys are read. */
import { compareBytes, encodeHex, type Key } from "../../model/bytes.ts";
import { int64, noLease } from "../../model/int64.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { isOpenEnd } from "../../model/range.ts";
import { countRanges } from "../scan/count-ranges.ts";
import { partition } from "../scan/partition.ts";
import { timesOf, type CompareRun } from "./compare-run.ts";
import { readNames } from "./read-names.ts";
import type { SideName } from "./side.ts";

/** A key that was written between the revisions and is there at the later one, and what it was at the earlier one. */
export interface Changed {
  readonly before: KeyFacts | undefined;
  readonly after: KeyFacts;
}

interface Searched {
  readonly span: KeySpan;
  /** The keys of it that were written since and are there, in order. */
  readonly changed: readonly Changed[];
  /** Keys of the span at the earlier revision. */
  readonly count: number;
}

/** Into about so many parts a span is divided at first: more would be found by many more requests. */
const parts = 8;
/** Chunks whose keys are known, and whose counts are asked for by one transaction. */
const chunks = 120;

/** Part of a span, with the keys that it had at the earlier revision. */
interface Part extends KeySpan {
  readonly count: number;
}

/** The keys that the span had at the earlier revision and has no more at the later one, in order. */
export async function findGone(run: CompareRun, { span, changed, count }: Searched): Promise<KeyFacts[]> {
  const { older, newer } = timesOf(run);
  const large = await divide(run, older, span, count);
  const counts = await countOn(run, older, large);
  const losing = await losingParts(
    run,
    newer,
    large.map((part, at) => ({ ...part, count: counts[at] ?? 0 })),
    changed,
  );
  // Their keys of then are read; in chunks of these it is counted again what is left.
  const then = (await readNames(run, older, losing)).flat();
  const small = chunksOf(run, losing, then);
  const gone: KeyFacts[] = [];
  const lost = await losingParts(run, newer, small, changed);
  const now = await readNames(run, newer, lost);
  for (const [at, part] of lost.entries()) {
    const names = new Set(now[at]?.map(({ key }) => encodeHex(key)));
    gone.push(...part.keys.filter(({ key }) => !names.has(encodeHex(key))));
  }
  return gone;
}

/** Parts without gaps that cover the span. */
async function divide(run: CompareRun, side: SideName, span: KeySpan, count: number): Promise<readonly KeySpan[]> {
  const { call, revision } = run.sides[side];
  const target = Math.max(run.sizes.searchedKeys, Math.ceil(count / parts));
  if (count <= target) return [span];
  // Of the key that the parts come after, only its name matters: there may be no such key.
  const after = { key: span.key, createRevision: revision, modRevision: revision, version: int64(1), lease: noLease };
  const { signal } = run;
  const [first, ...rest] = await partition(call, {
    after,
    rangeEnd: span.rangeEnd,
    count: count + 1,
    target,
    revision,
    signal,
  });
  return first === undefined ? [span] : [{ key: span.key, rangeEnd: first.rangeEnd }, ...rest];
}

function countOn(run: CompareRun, side: SideName, spans: readonly KeySpan[]): Promise<readonly number[]> {
  return countRanges(run.sides[side].call, spans, run.sides[side].revision, run.signal);
}

/** Those that have fewer of their old keys at the later revision. */
async function losingParts<P extends Part>(
  run: CompareRun,
  newer: SideName,
  all: readonly P[],
  changed: readonly Changed[],
): Promise<readonly P[]> {
  const counts = await countOn(run, newer, all);
  let at = 0;
  return all.filter(({ rangeEnd, key, count }, index) => {
    let [written, kept] = [0, 0];
    for (; at < changed.length; at++) {
      const one = changed[at];
      if (one === undefined || !isBefore(one.after.key, rangeEnd)) break;
      // Between two parts there may be keys of neither.
      if (compareBytes(one.after.key, key) < 0) continue;
      written++;
      if (one.before !== undefined) kept++;
    }
    const unchanged = (counts[index] ?? 0) - written;
    return count - kept > unchanged;
  });
}

const isBefore = (key: Key, rangeEnd: Key): boolean => isOpenEnd(rangeEnd) || compareBytes(key, rangeEnd) < 0;

/** The keys of the parts in chunks without gaps. */
function chunksOf(
  { sizes }: CompareRun,
  spans: readonly Part[],
  keys: readonly KeyFacts[],
): readonly (Part & { readonly keys: readonly KeyFacts[] })[] {
  const size = Math.max(sizes.searchedKeys, Math.ceil(keys.length / chunks));
  let from = 0;
  return spans.flatMap(({ key, rangeEnd, count }) => {
    const own = keys.slice(from, from + count);
    from += count;
    const groups = Array.from({ length: Math.ceil(own.length / size) }, (_, at) =>
      own.slice(at * size, (at + 1) * size),
    );
    return groups.map((group, at) => ({
      key: (at === 0 ? undefined : group[0]?.key) ?? key,
      rangeEnd: groups[at + 1]?.[0]?.key ?? rangeEnd,
      count: group.length,
      keys: group,
    }));
  });
}
