/** Compares two sides key by key: in key order, in bounded memory, and reading as little as tells how they differ. */
import { equalBytes } from "../../model/bytes.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import { slash } from "../listing/child.ts";
import { countKeysIn } from "../scan/count-ranges.ts";
import { keysPerRead } from "../scan/read-keys.ts";
import { compareChanged } from "./compare-changed.ts";
import { compareHead, type Rest } from "./compare-head.ts";
import { compareKeys } from "./compare-keys.ts";
import { keptDifferences, type CompareProgress, type CompareRequest, type CompareResult } from "./compare-request.ts";
import { CompareRun } from "./compare-run.ts";
import { nameSizes, valueSizes } from "./compare-sizes.ts";
import { compareWhole } from "./compare-whole.ts";
import type { Difference } from "./difference.ts";
import { divide } from "./divide.ts";
import { ignoreNothing } from "./ignore-rules.ts";
import { OrderedTell, type Lane } from "./ordered-tell.ts";
import { mapSpan } from "./prefix-map.ts";
import { regionsOf } from "./regions.ts";
import type { OfSides, Side, SideName } from "./side.ts";
import { steadyCall } from "./steady-call.ts";

/**
 * Compares the sides and tells each difference, in key order, as it is found. Reading stays at the sides' revisions, also
 * where a member is lost meanwhile. Fails as a `SideFailure`, or as aborted: what was told until then holds, and nothing
 * after the last key that was told is known.
 *
 * No value is kept: who needs one reads it by `readKeys` through the call of its side.
 */
export async function compareSides(
  request: CompareRequest,
  onFound: (batch: readonly Difference[]) => void,
  onProgress: (progress: CompareProgress) => void = () => undefined,
): Promise<CompareResult> {
  const { isSameCluster, ignore: rules = ignoreNothing, delimiters = slash, keep = keptDifferences } = request;
  const leaving = new AbortController();
  const signal = request.signal === undefined ? leaving.signal : AbortSignal.any([request.signal, leaving.signal]);
  const sides = { left: steady(request.left, "left"), right: steady(request.right, "right") };
  const byRevision = isSameCluster && equalBytes(sides.left.prefix, sides.right.prefix);
  const sizes = request.sizes ?? (byRevision ? nameSizes : valueSizes);
  // Once it has failed or was stopped, what is still on its way is not told.
  const unlessOver =
    <Told>(say: (told: Told) => void) =>
    (told: Told): void => {
      if (!signal.aborted) say(told);
    };
  const run = new CompareRun({
    sides,
    isSameCluster,
    byRevision,
    rules,
    signal,
    sizes,
    onProgress: unlessOver(onProgress),
  });
  const tell = new OrderedTell({ sides, delimiters, keep, onFound: unlessOver(onFound) });
  const regions = regionsOf({ ...request, ...sides }, keysPerRead);
  const leftOut = (side: SideName) => countOn(sides, side, regions.leftOut, signal);
  try {
    const rests: ({ readonly lane: Lane; readonly rest: Rest } | undefined)[] = [];
    const heads = regions.compared.map((region) => ({ region, lane: tell.open() }));
    await inPool(heads, sizes.atOnce, async ({ region, lane }, at) => {
      if (region.kind === "keys") await compareKeys(run, region.keys, lane);
      else {
        const rest = await compareHead(run, bothOf(sides, region.span), lane);
        if (rest !== undefined) rests[at] = { lane: tell.open(lane), rest };
      }
      lane.end();
    });
    for (const { lane, rest } of rests.flatMap((one) => one ?? [])) {
      let last = lane;
      const parts = (await divide(run, rest)).map((span) => {
        last = tell.open(last);
        return { span, lane: last };
      });
      lane.end();
      await inPool(parts, sizes.atOnce, (part) => comparePart(run, part.span, part.lane));
    }
    const counted = { left: await leftOut("left"), right: await leftOut("right") };
    // What was asked to stop is not done, even where nothing was left to ask.
    signal.throwIfAborted();
    const { counts, total, unread } = run;
    return { counts, total, leftOut: counted, folders: tell.folders(), told: tell.told, unread };
  } finally {
    leaving.abort();
  }
}

async function comparePart(run: CompareRun, span: OfSides<KeySpan>, lane: Lane): Promise<void> {
  const isTold = run.byRevision && run.expectsFew() && (await compareChanged(run, span.left, lane));
  if (!isTold) await compareWhole(run, span, lane, !run.byRevision || run.needsContents);
  lane.end();
}

function steady(side: Side, name: SideName): Side {
  return { ...side, call: steadyCall(side.call, name) };
}

function bothOf({ left, right }: OfSides<Side>, span: KeySpan): OfSides<KeySpan> {
  const on = ({ prefix }: Side) => mapSpan(span, left.prefix, prefix);
  return { left: on(left), right: on(right) };
}

async function countOn(
  sides: OfSides<Side>,
  name: SideName,
  spans: readonly KeySpan[],
  signal: AbortSignal,
): Promise<number> {
  const { call, revision, prefix } = sides[name];
  if (spans.length === 0) return 0;
  return await countKeysIn(
    call,
    spans.map((span) => mapSpan(span, sides.left.prefix, prefix)),
    revision,
    signal,
  );
}

/** Works on all of them in their order, so many at once. */
async function inPool<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, at: number) => Promise<void>,
): Promise<void> {
  const ahead = all.entries();
  const workOn = async () => {
    for (const [at, one] of ahead) await work(one, at);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, workOn));
}
