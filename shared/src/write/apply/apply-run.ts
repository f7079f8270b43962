/** Carrying out a plan of changes: a batch at a time, stopped and gone on with at will. */
import { encodeHex, type Key } from "../../model/bytes.ts";
import { failureOf } from "../../model/failure.ts";
import type { LeaseId } from "../../model/int64.ts";
import { findKeys } from "../../read/scan/read-keys.ts";
import { isLeaseGone } from "../../model/txn-refusal.ts";
import { createBatchRun } from "../batch/batch-run.ts";
import { undoLimitBytes } from "../bulk/bulk-plan.ts";
import { ReportTally, type BulkReport } from "../bulk/bulk-report.ts";
import type { BulkRun, BulkStep } from "../bulk/bulk-run.ts";
import { doneApplyItem, guardApplyItem } from "./apply-item.ts";
import { ApplyPieces } from "./apply-pieces.ts";
import type { ApplyCalls, ApplyPlan } from "./apply-plan.ts";

export interface ApplyReport extends BulkReport {
  /** Keys that were put without the lease that their source has, since it has ended. */
  readonly leaseless: number;
  /** The lease that was granted for the plan. */
  readonly granted?: LeaseId;
}

export interface ApplyRun extends BulkRun {
  report(): ApplyReport;
}

/**
 * Writes what a plan wants. Each change compares with the target as the plan read it: what somebody else has written
 * since is left alone and reported as `changed`. Values are read at the plan's revision just before they are written;
 * where etcd has compacted it and the key was written since, the run gets stuck once, and then reports such keys as
 * `lost`. A target that holds the content already is not written. What was put under a new lease that ended before the
 * run did is reported as `expired`.
 *
 * @example
 * const run = createApplyRun({ source: etcd, target: etcd }, plan);
 * for (let step = await run.next(); step.kind === "going"; step = await run.next()) show(run.report());
 */
export function createApplyRun(calls: ApplyCalls, plan: ApplyPlan, undoBytes: number = undoLimitBytes): ApplyRun {
  const tally = new ReportTally(plan.changes.length, plan.keep ? undoBytes : 0);
  const pieces = new ApplyPieces(calls, plan, (entry) => tally.leftOut(entry));
  const startBatches = () => createBatchRun(calls.target, pieces, guardApplyItem);
  let run = startBatches();
  /** Keys that were put under leases that were granted for them. */
  const leased = new Map<LeaseId, Key[]>();

  /** What was put under a lease that has ended meanwhile, as while the plan was stopped, is gone. */
  async function noteExpired(): Promise<void> {
    for (const lease of await pieces.leases.findEnded(calls.target)) {
      const keys = leased.get(lease) ?? [];
      const found = await findKeys(calls.target, keys, { keysOnly: true });
      const there = new Set(found.map(({ key }) => encodeHex(key)));
      leased.delete(lease);
      tally.expire(keys.filter((key) => !there.has(encodeHex(key))));
    }
  }

  async function next(): Promise<BulkStep> {
    if (!pieces.isFilled) {
      await pieces.readPiece();
      return { kind: "going" };
    }
    const step = await run.next();
    tally.unknown = run.unsettled();
    if (step.kind === "finished" && !pieces.isEmpty) {
      run = startBatches();
      return { kind: "going" };
    }
    if (step.kind === "finished") await noteExpired();
    if (step.kind !== "settled") return step;
    tally.transactions++;
    for (const { item, outcome } of step.results) {
      const { target } = item.change;
      // Between reading and writing its lease has ended, as while the plan was stopped: it gets another one, or none.
      if (outcome.kind === "refused" && isLeaseGone(outcome.failure) && pieces.again(item.change)) continue;
      tally.settle(target, outcome, (made) => (plan.keep ? doneApplyItem(item, made) : undefined));
      const lease = item.content?.lease;
      if (outcome.kind === "done" && lease !== undefined && pieces.leases.all.has(lease)) {
        const keys = leased.get(lease);
        if (keys === undefined) leased.set(lease, [target]);
        else keys.push(target);
      }
    }
    return { kind: "going" };
  }

  return {
    next: async () => {
      try {
        return await next();
      } catch (error) {
        // A failed read leaves everything as it is: the next call reads again.
        return { kind: "stuck", failure: failureOf(error) };
      }
    },
    report: () => {
      const { granted } = pieces.leases;
      return { ...tally.report(), leaseless: pieces.leaseless, ...(granted === undefined ? {} : { granted }) };
    },
  };
}
