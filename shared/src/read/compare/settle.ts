/** Pairs whose `mod_revision` differs, told for what they are once their contents were read. */
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import { factsOf } from "../listing/stretch.ts";
import { keysPerRead, readKeys } from "../scan/read-keys.ts";
import type { CompareRun } from "./compare-run.ts";
import type { Difference } from "./difference.ts";
import type { Lane } from "./ordered-tell.ts";

/** Tells candidates, which come in key order: `differs` stands for a pair whose contents are not known yet. */
export async function settle(run: CompareRun, lane: Lane, candidates: readonly Difference[]): Promise<void> {
  for (let at = 0; at < candidates.length; at += keysPerRead) {
    const group = candidates.slice(at, at + keysPerRead);
    const pairs = group.flatMap((each) => (each.kind === "differs" && run.takeContent() ? [each] : []));
    const contents = await readPairs(run, pairs);
    for (const candidate of group) {
      const content = contents.get(candidate);
      if (content === undefined) run.find(lane, candidate);
      else judge(run, lane, content);
    }
  }
  lane.flush();
}

interface Pair {
  readonly left: KeyValue;
  readonly right: KeyValue;
}

/** Tells a pair whose contents are known. */
export function judge(run: CompareRun, lane: Lane, { left, right }: Pair): void {
  const judgement = run.judge(left, right);
  if (judgement === "same" || judgement === "ignored") run.pass(judgement);
  else run.find(lane, { kind: judgement, left: factsOf(left), right: factsOf(right) });
}

async function readPairs(
  run: CompareRun,
  pairs: readonly { readonly left: KeyFacts; readonly right: KeyFacts }[],
): Promise<ReadonlyMap<unknown, Pair>> {
  if (pairs.length === 0) return new Map();
  const read = (side: "left" | "right") =>
    readKeys(
      run.sides[side].call,
      pairs.map((pair) => pair[side].key),
      run.signal,
      { revision: run.revisionOf(side) },
    );
  const [lefts, rights] = await Promise.all([read("left"), read("right")]);
  return new Map(
    pairs.flatMap((pair, at) => {
      const [left, right] = [lefts.kvs[at], rights.kvs[at]];
      return left === undefined || right === undefined ? [] : [[pair, { left, right }] as const];
    }),
  );
}
