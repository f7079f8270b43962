/**
 * A span of the keys of one cluster, compared by asking only for what was written between the two revisions. etcd reads
 * its keys once and answers with few of them, where most are the same; what was deleted is found by counts.
 */
import type { Key } from "../../model/bytes.ts";
import { addInt64, asRevision } from "../../model/int64.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import { factsOf } from "../listing/stretch.ts";
import { keysPerRead, readKeys } from "../scan/read-keys.ts";
import { timesOf, type CompareRun } from "./compare-run.ts";
import type { Difference } from "./difference.ts";
import { findGone, type Changed } from "./find-gone.ts";
import type { Lane } from "./ordered-tell.ts";
import { compareNames } from "./prefix-map.ts";
import { settle } from "./settle.ts";
import type { SideName } from "./side.ts";

/** Tells how a span differs, or gives false, with nothing told, where too much of it does. */
export async function compareChanged(run: CompareRun, span: KeySpan, lane: Lane): Promise<boolean> {
  const { older, newer } = timesOf(run);
  const [{ call: readNewer }, { call: readOlder, revision }] = [run.sides[newer], run.sides[older]];
  const minModRevision = asRevision(addInt64(revision, 1));
  const [written, there] = await Promise.all([
    readNewer.range({ ...span, keysOnly: true, minModRevision }, run.signal),
    readOlder.range({ ...span, countOnly: true }, run.signal),
  ]);
  const count = { after: Number(written.count), before: Number(there.count) };
  const most = Math.ceil(run.sizes.fewShare * Math.max(count.after, count.before));
  if (written.kvs.length > most) {
    // etcd has answered with many keys in vain.
    run.noteMany();
    return false;
  }
  const changed = await withFactsBefore(run, older, written.kvs);
  const kept = changed.filter(({ before }) => before !== undefined).length;
  // All keys of then are there still, but for those that were deleted.
  const unchanged = count.after - changed.length;
  const goneCount = count.before - kept - unchanged;
  if (goneCount > most) return false;
  const gone = goneCount === 0 ? [] : await findGone(run, { span, changed, count: count.before });
  run.pass("same", unchanged);
  await settle(run, lane, inOrder(changed, gone, newer));
  run.advance({ [older]: count.before, [newer]: count.after });
  return true;
}

async function withFactsBefore(run: CompareRun, older: SideName, keys: readonly KeyValue[]): Promise<Changed[]> {
  const changed: Changed[] = [];
  const { call, revision } = run.sides[older];
  for (let at = 0; at < keys.length; at += keysPerRead) {
    const group = keys.slice(at, at + keysPerRead);
    const names: Key[] = group.map(({ key }) => key);
    const { kvs } = await readKeys(call, names, run.signal, { revision, keysOnly: true });
    for (const [each, after] of group.entries()) {
      const before = kvs[each];
      changed.push({ before: before && factsOf(before), after: factsOf(after) });
    }
  }
  return changed;
}

function inOrder(changed: readonly Changed[], gone: readonly KeyFacts[], newer: SideName): Difference[] {
  const found: Difference[] = [];
  let at = 0;
  const addGone = (until: Key | undefined) => {
    for (; at < gone.length; at++) {
      const facts = gone[at];
      if (facts === undefined || (until !== undefined && compareNames(facts.key, 0, until, 0) > 0)) return;
      found.push(newer === "right" ? { kind: "only-left", left: facts } : { kind: "only-right", right: facts });
    }
  };
  for (const { before, after } of changed) {
    addGone(after.key);
    if (before === undefined) {
      found.push(newer === "right" ? { kind: "only-right", right: after } : { kind: "only-left", left: after });
    } else {
      const [left, right] = newer === "right" ? [before, after] : [after, before];
      found.push({ kind: "differs", left, right });
    }
  }
  addGone(undefined);
  return found;
}
