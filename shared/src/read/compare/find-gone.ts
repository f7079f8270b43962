/** Which keys were deleted between two revisions: parts are counted at both, and only those that lost keys are read. */
import { compareBytes, encodeHex, type Key } from "../../model/bytes.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { isOpenEnd } from "../../model/range.ts";
import type { RangeRequest } from "../../model/txn.ts";
import { factsOf } from "../listing/stretch.ts";
import type { PinnedCall } from "../past/pinned-call.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import { countRanges } from "../scan/count-ranges.ts";
import { scanRange } from "../scan/scan-range.ts";
import { partition } from "../scan/partition.ts";
import { timesOf, type CompareRun } from "./compare-run.ts";

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

/** Parts into which a span is divided: their counts are asked for together. */
const partsInAll = 100;
/** Keys that are read by one transaction. */
const keysAtOnce = 10_000;

/** The keys that the span had at the earlier revision and has no more at the later one, in order. */
export async function findGone(run: CompareRun, { span, changed, count }: Searched): Promise<KeyFacts[]> {
  const { older, newer } = timesOf(run);
  const [before, after] = [run.sides[older], run.sides[newer]];
  const parts = await divide(run, span, count);
  const [counts, countsAfter] = await Promise.all([
    countRanges(before.call, parts, before.revision, run.signal),
    countRanges(after.call, parts, after.revision, run.signal),
  ]);
  const tallies = tally(parts, changed);
  const wanted = parts.flatMap((part, at) => {
    const { written, kept } = tallies[at] ?? { written: 0, kept: 0 };
    const there = counts[at] ?? 0;
    const unchanged = (countsAfter[at] ?? 0) - written;
    return there - kept > unchanged ? [{ part, count: there }] : [];
  });
  const gone: KeyFacts[] = [];
  for (const group of groupsOf(wanted)) {
    const [then, now] = await Promise.all([
      readParts(before.call, group, before.revision, run.signal),
      readParts(after.call, group, after.revision, run.signal),
    ]);
    const names = new Set(now.map(({ key }) => encodeHex(key)));
    gone.push(...then.filter(({ key }) => !names.has(encodeHex(key))));
  }
  return gone;
}

/** Parts without gaps that cover the span. */
async function divide(run: CompareRun, span: KeySpan, count: number): Promise<readonly KeySpan[]> {
  const { signal, sizes } = run;
  const { call, revision } = run.sides[timesOf(run).older];
  const target = Math.max(sizes.searchedKeys, Math.ceil(count / partsInAll));
  if (count <= target) return [span];
  const { kvs } = await call.range({ ...span, keysOnly: true, limit: int64(1) }, signal);
  const [first] = kvs;
  if (first === undefined) return [span];
  const parts = await partition(call, { after: first, rangeEnd: span.rangeEnd, count, target, revision, signal });
  // The first key belongs to no part, and what comes before the first part's own first key neither.
  const [start, ...rest] = parts;
  return start === undefined ? [span] : [{ key: span.key, rangeEnd: start.rangeEnd }, ...rest];
}

interface Tally {
  /** Keys that were written since and are there. */
  written: number;
  /** Those of them that were there before. */
  kept: number;
}

function tally(parts: readonly KeySpan[], changed: readonly Changed[]): readonly Tally[] {
  let at = 0;
  return parts.map(({ rangeEnd }) => {
    const counted = { written: 0, kept: 0 };
    for (; at < changed.length; at++) {
      const one = changed[at];
      if (one === undefined || !isBefore(one.after.key, rangeEnd)) break;
      counted.written++;
      if (one.before !== undefined) counted.kept++;
    }
    return counted;
  });
}

const isBefore = (key: Key, rangeEnd: Key): boolean => isOpenEnd(rangeEnd) || compareBytes(key, rangeEnd) < 0;

function* groupsOf(wanted: readonly { readonly part: KeySpan; readonly count: number }[]): Generator<KeySpan[]> {
  let [group, size]: [KeySpan[], number] = [[], 0];
  for (const { part, count } of wanted) {
    if (group.length > 0 && size + count > keysAtOnce) {
      yield group;
      [group, size] = [[], 0];
    }
    group.push(part);
    size += count;
  }
  if (group.length > 0) yield group;
}

async function readParts(
  call: PinnedCall,
  parts: readonly KeySpan[],
  revision: Revision,
  signal: AbortSignal,
): Promise<readonly KeyFacts[]> {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return await readPart(call, only, revision, signal);
  const requests = parts.map((part): RangeRequest => ({ ...part, keysOnly: true, revision }));
  const { ranges } = await readRanges(call, requests, signal);
  return ranges.flatMap(({ kvs }) => kvs.map(factsOf));
}

/** One that could not be divided may have more keys than one answer holds. */
async function readPart(
  call: PinnedCall,
  range: KeySpan,
  revision: Revision,
  signal: AbortSignal,
): Promise<readonly KeyFacts[]> {
  const facts: KeyFacts[] = [];
  for await (const { kvs } of scanRange(call, { range, keysOnly: true, revision, signal })) {
    for (const kv of kvs) facts.push(factsOf(kv));
  }
  return facts;
}
