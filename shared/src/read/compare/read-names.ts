/** The keys of many small spans, without their values. */
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { RangeRequest } from "../../model/txn.ts";
import { factsOf } from "../listing/stretch.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import { scanRange } from "../scan/scan-range.ts";
import type { CompareRun } from "./compare-run.ts";
import type { SideName } from "./side.ts";

/** Keys that are read by one transaction; more come quicker as pages, which are parsed while they come. */
const keysAtOnce = 2000;

/** The keys of each span on one side, in the order of the spans; `count`: about how many there are. */
export async function readNames(
  run: CompareRun,
  side: SideName,
  spans: readonly (KeySpan & { readonly count: number })[],
): Promise<readonly (readonly KeyFacts[])[]> {
  const { call, revision } = run.sides[side];
  const { signal } = run;
  const names: (readonly KeyFacts[])[] = [];
  for (const group of groupsOf(spans)) {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0) names.push(await readPages(run, side, only));
    else {
      const requests = group.map(({ key, rangeEnd }): RangeRequest => ({ key, rangeEnd, keysOnly: true, revision }));
      const { ranges } = await readRanges(call, requests, signal);
      names.push(...ranges.map(({ kvs }) => kvs.map(factsOf)));
    }
  }
  return names;
}

/** A large span comes alone: it may have more keys than one answer holds. */
function* groupsOf<S extends { readonly count: number }>(spans: readonly S[]): Generator<readonly S[]> {
  let [group, size]: [S[], number] = [[], 0];
  for (const span of spans) {
    if (group.length > 0 && size + span.count > keysAtOnce) {
      yield group;
      [group, size] = [[], 0];
    }
    group.push(span);
    size += span.count;
  }
  if (group.length > 0) yield group;
}

async function readPages(run: CompareRun, side: SideName, { key, rangeEnd }: KeySpan): Promise<readonly KeyFacts[]> {
  const { call, revision } = run.sides[side];
  const facts: KeyFacts[] = [];
  const scan = { range: { key, rangeEnd }, keysOnly: true, revision, signal: run.signal };
  for await (const { kvs } of scanRange(call, scan)) for (const kv of kvs) facts.push(factsOf(kv));
  return facts;
}
