/** The first keys of a span on both sides: they show the first differences soon, and say how much is to come. */
import type { Key } from "../../model/bytes.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { keyAfter } from "../../model/range.ts";
import { scanRange } from "../scan/scan-range.ts";
import type { CompareRun } from "./compare-run.ts";
import { mergeAndTell } from "./compare-whole.ts";
import { onePage } from "./merge-pages.ts";
import type { Lane } from "./ordered-tell.ts";
import { compareNames, mapKey } from "./prefix-map.ts";
import type { OfSides, SideName } from "./side.ts";

/** What is left of a span after its head. */
export interface Rest {
  readonly span: OfSides<KeySpan>;
  /** How many keys each side has left in it. */
  readonly count: OfSides<number>;
  /** The last key that was compared, named as on each side: one of them may not have it. */
  readonly last: OfSides<Key>;
}

interface Page {
  readonly kvs: readonly KeyValue[];
  readonly total: number;
}

/** Compares the first keys of a span; undefined: that was all of it. */
export async function compareHead(run: CompareRun, span: OfSides<KeySpan>, lane: Lane): Promise<Rest | undefined> {
  const [left, right] = await Promise.all([readHead(run, span, "left"), readHead(run, span, "right")]);
  run.expect({ left: left.total, right: right.total });
  const pages = { left, right };
  const last = nearestEnd(run, pages);
  const heads = { left: upTo(run, left, "left", last), right: upTo(run, right, "right", last) };
  const one = { left: onePage(heads.left), right: onePage(heads.right) };
  await mergeAndTell(run, lane, one, !run.byRevision);
  run.advance({ left: heads.left.length, right: heads.right.length });
  if (last === undefined) return undefined;
  return restAfter(run, span, last, {
    left: left.total - heads.left.length,
    right: right.total - heads.right.length,
  });
}

async function readHead(run: CompareRun, span: OfSides<KeySpan>, side: SideName): Promise<Page> {
  const { call, revision } = run.sides[side];
  const sizes = { ...run.sizes.pages, firstKeys: run.sizes.headKeys };
  const scan = { range: span[side], keysOnly: run.byRevision, revision, signal: run.signal, sizes };
  for await (const { kvs, total } of scanRange(call, { ...scan, asksAhead: () => false })) return { kvs, total };
  return { kvs: [], total: 0 };
}

interface Last {
  readonly kv: KeyValue;
  readonly side: SideName;
}

/** Up to where both heads are known; undefined: to the end of both. */
function nearestEnd(run: CompareRun, pages: OfSides<Page>): Last | undefined {
  const endOf = (side: SideName): Last | undefined => {
    const { kvs, total } = pages[side];
    const kv = kvs.at(-1);
    return kv === undefined || kvs.length === total ? undefined : { kv, side };
  };
  const [left, right] = [endOf("left"), endOf("right")];
  if (left === undefined || right === undefined) return left ?? right;
  return orderOfNames(run, left, right) <= 0 ? left : right;
}

function orderOfNames({ sides }: CompareRun, one: Last, other: Last): number {
  const length = (side: SideName) => sides[side].prefix.length;
  return compareNames(one.kv.key, length(one.side), other.kv.key, length(other.side));
}

function upTo(run: CompareRun, { kvs }: Page, side: SideName, last: Last | undefined): readonly KeyValue[] {
  if (last === undefined) return kvs;
  return kvs.filter((kv) => orderOfNames(run, { kv, side }, last) <= 0);
}

function restAfter(
  { sides }: CompareRun,
  span: OfSides<KeySpan>,
  last: Last,
  count: OfSides<number>,
): Rest | undefined {
  if (count.left + count.right === 0) return undefined;
  const keyOn = (side: SideName): Key => mapKey(last.kv.key, sides[last.side].prefix, sides[side].prefix);
  const after = (side: SideName): KeySpan => ({ key: keyAfter(keyOn(side)), rangeEnd: span[side].rangeEnd });
  return {
    span: { left: after("left"), right: after("right") },
    count,
    last: { left: keyOn("left"), right: keyOn("right") },
  };
}
