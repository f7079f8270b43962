/** One key of a bulk act: what is written for it, and what that changes. */
import { unchanged } from "../../model/compare.ts";
import type { Key } from "../../model/bytes.ts";
import { copyItem, deleteItem, leaseItem, moveItem, type Content, type GuardedItem } from "../batch/guarded-item.ts";
import { keyStateOf, type DoneWrite, type KeyChange } from "../guarded/inverse.ts";
import { noLease, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { BulkAct } from "./bulk-request.ts";

export interface BulkItem {
  /** The key as the plan read it. */
  readonly base: KeyValue;
  readonly target?: Key;
  /** What stood at the target when the plan was made. */
  readonly over?: KeyValue;
  /** The target holds this very content already: a move has only its source to delete. */
  readonly same?: true;
}

/** The write of an item, which compares with what the plan read. */
export function guardBulkItem({ base, target, over, same }: BulkItem, act: BulkAct): GuardedItem {
  switch (act.kind) {
    case "delete":
      return deleteItem(base);
    case "lease":
      return leaseItem(base, act.lease);
    case "copy":
    case "move": {
      if (target === undefined) throw new Error("a copy has a target");
      const content: Content = { key: target, value: base.value, lease: act.keepLease ? base.lease : noLease };
      if (same === true && over !== undefined) {
        const drop = deleteItem(base);
        return { ...drop, guard: [...drop.guard, unchanged(over)] };
      }
      return act.kind === "copy" ? copyItem(base, content, over) : moveItem(base, content, over);
    }
    default:
      return act satisfies never;
  }
}

/** What one item did at `revision`, for taking it back. Values that are still elsewhere are not kept a second time. */
export function doneItem({ base, target, over, same }: BulkItem, act: BulkAct, revision: Revision): DoneWrite {
  const deleted: KeyChange = { key: base.key, before: keyStateOf(base) };
  switch (act.kind) {
    case "delete":
      return { revision, changes: [deleted] };
    case "lease": {
      const { lease, modRevision } = base;
      return { revision, changes: [{ key: base.key, before: { lease, modRevision }, after: { lease: act.lease } }] };
    }
    case "copy":
    case "move": {
      if (target === undefined) throw new Error("a copy has a target");
      if (same === true) return { revision, changes: [deleted] };
      const made: KeyChange = {
        key: target,
        ...(over === undefined ? {} : { before: keyStateOf(over) }),
        after: { lease: act.keepLease ? base.lease : noLease },
      };
      return { revision, changes: act.kind === "copy" ? [made] : [deleted, made] };
    }
    default:
      return act satisfies never;
  }
}
