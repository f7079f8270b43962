/** A span of the keys, compared by reading it whole on both sides. */
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { factsOf } from "../listing/stretch.ts";
import { valuePages } from "../scan/page-size.ts";
import { scanRange } from "../scan/scan-range.ts";
import type { CompareRun } from "./compare-run.ts";
import type { Difference } from "./difference.ts";
import { mergePages, type Pages, type Visit } from "./merge-pages.ts";
import type { Lane } from "./ordered-tell.ts";
import { judge, settle } from "./settle.ts";
import type { OfSides, SideName } from "./side.ts";

/**
 * Reads both sides of a span, page by page, and tells how they differ. `withValues`: contents are compared while they are
 * read; without, keys by their `mod_revision`, and the contents of those that differ by it are read one by one.
 */
export async function compareWhole(
  run: CompareRun,
  span: OfSides<KeySpan>,
  lane: Lane,
  withValues: boolean,
): Promise<void> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([run.signal, leaving.signal]);
  async function* pagesOf(side: SideName): AsyncGenerator<readonly KeyValue[], void, undefined> {
    const { call, revision } = run.sides[side];
    // Contents of a comparison by names: pages of names would be too large.
    const sizes = withValues && run.byRevision ? valuePages : run.sizes.pages;
    const scan = { range: span[side], keysOnly: !withValues, revision, signal, sizes };
    for await (const { kvs } of scanRange(call, scan)) {
      yield kvs;
      run.advance({ [side]: kvs.length });
    }
  }
  try {
    await mergeAndTell(run, lane, { left: pagesOf("left"), right: pagesOf("right") }, withValues);
  } finally {
    leaving.abort();
  }
}

/** Walks pages of both sides and tells how they differ. */
export async function mergeAndTell(
  run: CompareRun,
  lane: Lane,
  pages: OfSides<Pages>,
  withValues: boolean,
): Promise<void> {
  let candidates: Difference[] = [];
  const visit: Visit = (left, right) => {
    if (left === undefined) {
      if (right !== undefined) add({ kind: "only-right", right: factsOf(right) });
    } else if (right === undefined) add({ kind: "only-left", left: factsOf(left) });
    else if (run.byRevision && left.modRevision === right.modRevision) run.pass("same");
    else if (withValues) judge(run, lane, { left, right });
    else candidates.push({ kind: "differs", left: factsOf(left), right: factsOf(right) });
  };
  const add = (difference: Difference) => {
    if (withValues) run.find(lane, difference);
    else candidates.push(difference);
  };
  const onPage = async () => {
    const found = candidates;
    candidates = [];
    await settle(run, lane, found);
  };
  const prefixes = { left: run.sides.left.prefix, right: run.sides.right.prefix };
  await mergePages(pages, { prefixes, visit, onPage });
}
