/** Pairs whose `mod_revision` differs, told for what they are once their contents were read. */
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import { factsOf } from "../listing/stretch.ts";
import { readFitting, readItems, valueBytes } from "../scan/read-fitting.ts";
import { keysPerRead } from "../scan/read-keys.ts";
import type { CompareRun } from "./compare-run.ts";
import type { Difference } from "./difference.ts";
import type { Lane } from "./ordered-tell.ts";
import type { Judgement } from "./same-content.ts";
import type { SideName } from "./side.ts";

/** Tells candidates, which come in key order: `differs` stands for a pair whose contents are not known yet. */
export async function settle(run: CompareRun, lane: Lane, candidates: readonly Difference[]): Promise<void> {
  for (let at = 0; at < candidates.length; at += keysPerRead) {
    const group = candidates.slice(at, at + keysPerRead);
    const pairs = group.flatMap((each) => (each.kind === "differs" && run.takeContent() ? [each] : []));
    const judged = await judgePairs(run, pairs);
    for (const candidate of group) {
      const told = judged.get(candidate);
      if (told === undefined) run.find(lane, candidate);
      else tell(run, lane, told);
    }
  }
  lane.flush();
}

interface Pair {
  readonly left: KeyValue;
  readonly right: KeyValue;
}

interface Judged {
  readonly judgement: Judgement;
  readonly left: KeyFacts;
  readonly right: KeyFacts;
}

/** Tells a pair whose contents are known. */
export function judge(run: CompareRun, lane: Lane, pair: Pair): void {
  tell(run, lane, judgementOf(run, pair));
}

function judgementOf(run: CompareRun, { left, right }: Pair): Judged {
  return { judgement: run.judge(left, right), left: factsOf(left), right: factsOf(right) };
}

function tell(run: CompareRun, lane: Lane, { judgement, left, right }: Judged): void {
  if (judgement === "same" || judgement === "ignored") run.pass(judgement);
  else run.find(lane, { kind: judgement, left, right });
}

type FactsPair = Extract<Difference, { readonly kind: "differs" | "lease" }>;

/** Reads the contents of pairs, a piece at a time, and keeps what came of them only. */
async function judgePairs(run: CompareRun, pairs: readonly FactsPair[]): Promise<ReadonlyMap<unknown, Judged>> {
  const judged = new Map<unknown, Judged>();
  const { fitting } = run;
  for (let at = 0; at < pairs.length;) {
    const wanted = pairs.slice(at, at + fitting.next);
    const read = (side: SideName) =>
      readItems(
        wanted,
        (pair) => pair[side].key,
        (keys) => readFitting(run.sides[side].call, keys, { revision: run.revisionOf(side) }, run.signal),
      );
    const [lefts, rights] = await Promise.all([read("left"), read("right")]);
    const piece = wanted.slice(0, Math.min(lefts.read, rights.read));
    for (const pair of piece) {
      const [left, right] = [lefts.found.get(pair), rights.found.get(pair)];
      if (left !== undefined && right !== undefined) judged.set(pair, judgementOf(run, { left, right }));
    }
    fitting.note(piece.length, valueBytes(piece.flatMap((pair) => [lefts.found.get(pair), rights.found.get(pair)])));
    at += piece.length;
  }
  return judged;
}
