/** Doing what a plan says: a batch at a time, stopped and gone on with at will. */
import { createBatchRun, type BatchRun, type ItemOutcome } from "../batch/batch-run.ts";
import { deleteRangeItem } from "../batch/guarded-item.ts";
import { encodeHex } from "../../model/bytes.ts";
import { failureOf, type Failure } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import { keyStateOf } from "../guarded/inverse.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { KeyRange } from "../../model/range.ts";
import type { OperationResponse } from "../../model/txn.ts";
import { doneItem, guardBulkItem, type BulkItem } from "./bulk-item.ts";
import { requireTarget, undoLimitBytes, type BulkPlan } from "./bulk-plan.ts";
import { ReportTally, type BulkReport } from "./bulk-report.ts";
import { isEqualTarget } from "./equal-target.ts";
import { readExisting } from "./existing-targets.ts";
import { readPlanned, type BulkCall, type Segment } from "./segment.ts";

export type BulkStep =
  | { readonly kind: "going" }
  /** Nothing goes on just now; the next call tries again from the same place. */
  | { readonly kind: "stuck"; readonly failure: Failure }
  | { readonly kind: "finished" };

export interface BulkRun {
  /** One batch, or one piece read. Stopping is not calling it again. Never two at a time. */
  next(): Promise<BulkStep>;
  /** What came of it so far. */
  report(): BulkReport;
}

/** Does what a plan says. Each key is compared with what the plan read at its revision. */
export function createBulkRun(call: BulkCall, plan: BulkPlan, undoBytes: number = undoLimitBytes): BulkRun {
  const { act } = plan.request;
  const keep = act.kind !== "delete" || (act.keep && plan.undoable);
  const tally = new ReportTally(plan.count, keep ? undoBytes : 0);
  let at = 0;
  /** Of the segment that is worked on. */
  let items: BatchRun<BulkItem> | undefined;
  let whole: BatchRun<KeyRange> | undefined;
  /** What etcd said of the whole segment, until it is noted. */
  let answered: ItemOutcome | undefined;

  async function openSegment(segment: Segment): Promise<void> {
    if (act.kind === "delete" && segment.part.kind === "range") {
      const { range } = segment.part;
      whole = createBatchRun(call, [range].values(), () => deleteRangeItem(range, plan.revision, keep));
      return;
    }
    items = await itemRun(segment);
  }

  async function itemRun(segment: Segment): Promise<BatchRun<BulkItem>> {
    const { kvs, changed, gone } = await readPlanned(call, segment, plan.revision, act.kind === "delete" && !keep);
    const found = await withTargets(kvs);
    for (const { key, modRevision } of changed) tally.leftOut({ kind: "changed", key, revision: modRevision });
    tally.changedUnnamed(gone);
    for (const { base, kind } of found.leftOut) tally.leftOut({ kind, key: base.key });
    return createBatchRun(call, found.items.values(), (item) => guardBulkItem(item, act));
  }

  async function withTargets(kvs: readonly KeyValue[]) {
    const leftOut: { readonly base: KeyValue; readonly kind: "skipped" | "equal" }[] = [];
    if (act.kind !== "copy" && act.kind !== "move") return { items: kvs.map((base): BulkItem => ({ base })), leftOut };
    const placed = kvs.map((base) => ({ base, target: requireTarget(base.key, act) }));
    const targets = placed.map(({ target }) => target);
    const existing = await readExisting(call, targets, plan.revision, false);
    const placedItems: BulkItem[] = [];
    for (const { base, target } of placed) {
      const over = existing.get(encodeHex(target));
      if (over === undefined) placedItems.push({ base, target });
      else if (isEqualTarget(base, over, plan.request)) {
        if (act.kind === "copy") leftOut.push({ base, kind: "equal" });
        else placedItems.push({ base, target, over, same: true });
      } else if (act.onExisting === "overwrite") placedItems.push({ base, target, over });
      else leftOut.push({ base, kind: "skipped" });
    }
    return { items: placedItems, leftOut };
  }

  /** A whole piece of a prefix at once; where anything in it has changed, key by key. */
  async function deleteWhole(run: BatchRun<KeyRange>, segment: Segment): Promise<BulkStep> {
    if (answered === undefined) {
      const step = await run.next();
      if (step.kind === "stuck") return step;
      answered = step.kind === "settled" ? step.results[0]?.outcome : undefined;
    }
    // Reading below may fail: then the answer is still there for the next call.
    if (answered === undefined) return { kind: "going" };
    if (answered.kind === "done") {
      await noteDeleted(segment, answered.revision, answered.responses[0]);
      at++;
    } else items = await itemRun(segment);
    whole = undefined;
    answered = undefined;
    return { kind: "going" };
  }

  async function noteDeleted(
    segment: Segment,
    revision: Revision,
    answer: OperationResponse | undefined,
  ): Promise<void> {
    // Without an answer nobody has told what was deleted: it was what the plan saw.
    const told = answer?.kind === "delete" ? answer.response : undefined;
    const deleted = told === undefined ? segment.count : Number(told.deleted);
    if (!keep) {
      tally.doneUnnamed(deleted, revision);
      tally.changedUnnamed(segment.count - deleted);
      return;
    }
    const complete = told !== undefined && deleted === segment.count;
    const planned = complete ? [] : (await readPlanned(call, segment, plan.revision, false)).kvs;
    const kept = told?.prevKvs ?? planned;
    const ours = new Set(kept.map(({ key }) => encodeHex(key)));
    const others = planned.filter(({ key }) => !ours.has(encodeHex(key)));
    for (const base of kept) {
      tally.done(revision, { revision, changes: [{ key: base.key, before: keyStateOf(base) }] });
    }
    for (const { key } of others) tally.leftOut({ kind: "changed", key });
    // Of a compacted revision nobody can tell the names any more.
    if (told === undefined) tally.doneUnnamed(segment.count - kept.length, revision);
    else tally.changedUnnamed(segment.count - deleted - others.length);
  }

  async function next(): Promise<BulkStep> {
    const segment = plan.segments[at];
    if (segment === undefined) return { kind: "finished" };
    if (whole === undefined && items === undefined) await openSegment(segment);
    tally.transactions++;
    if (whole !== undefined) return await deleteWhole(whole, segment);
    const step = await items?.next();
    if (step?.kind === "stuck") return step;
    if (step?.kind === "settled") {
      for (const { item, outcome } of step.results) {
        tally.settle(item.base.key, outcome, (made) => (keep ? doneItem(item, act, made) : undefined));
      }
      return { kind: "going" };
    }
    tally.transactions--;
    items = undefined;
    at++;
    return { kind: "going" };
  }

  return { next: () => guarded(next), report: () => tally.report() };
}

/** A failed read leaves everything as it is: the next call reads again. */
async function guarded(next: () => Promise<BulkStep>): Promise<BulkStep> {
  try {
    return await next();
  } catch (error) {
    return { kind: "stuck", failure: failureOf(error) };
  }
}
