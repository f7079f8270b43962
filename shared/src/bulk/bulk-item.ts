/** One key of a bulk act: what is written for it, and what undoes that. */
import { asValue, type Key } from "../bytes.ts";
import {
  copyItem,
  deleteItem,
  leaseItem,
  moveItem,
  putItem,
  unchanged,
  type Content,
  type GuardedItem,
} from "../batch/guarded-item.ts";
import { addInt64, int64, noLease, type Revision } from "../int64.ts";
import type { KeyValue } from "../key-value.ts";
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

/** What one item did, for taking it back. */
export type Undoable =
  | { readonly kind: "deleted"; readonly base: KeyValue }
  | { readonly kind: "copied" | "moved" | "leased"; readonly item: BulkItem; readonly revision: Revision };

export function undoableOf(item: BulkItem, act: BulkAct, revision: Revision): Undoable {
  switch (act.kind) {
    case "delete":
      return { kind: "deleted", base: item.base };
    case "copy":
      return { kind: "copied", item: withoutValue(item), revision };
    case "move":
      return item.same === true ? { kind: "deleted", base: item.base } : { kind: "moved", item, revision };
    case "lease":
      return { kind: "leased", item: withoutValue(item), revision };
    default:
      return act satisfies never;
  }
}

/** Neither copies nor leases need the value to be taken back. */
function withoutValue(item: BulkItem): BulkItem {
  return { ...item, base: { ...item.base, value: asValue(new Uint8Array()) } };
}

/** What JavaScript needs for a key that is kept, beside its bytes. */
export const undoOverheadBytes = 200;

/** What is kept to take an item back, in bytes. */
export function undoSize(undoable: Undoable): number {
  const kvs = undoable.kind === "deleted" ? [undoable.base] : [undoable.item.base, undoable.item.over];
  return kvs.reduce((sum, kv) => sum + (kv === undefined ? 0 : kv.key.length + kv.value.length), undoOverheadBytes);
}

/** The key that taking back is about, for reports. */
export function undoneKey(undoable: Undoable): Key {
  return undoable.kind === "deleted" ? undoable.base.key : undoable.item.base.key;
}

/** The inverse write: only while nobody has written since, and never over a key that has come to be meanwhile. */
export function guardUndo(undoable: Undoable): GuardedItem {
  switch (undoable.kind) {
    case "deleted":
      return putItem(undoable.base, undefined);
    case "copied": {
      const { over } = undoable.item;
      const copy = copyOf(undoable.item, undoable.revision);
      return over === undefined ? deleteItem(copy) : putItem(over, copy);
    }
    case "moved": {
      const { base, over } = undoable.item;
      const copy = copyOf(undoable.item, undoable.revision);
      const back = moveItem(copy, base, undefined);
      if (over === undefined) return back;
      const restored = putItem(over, copy);
      const source = putItem(base, undefined);
      return {
        guard: [...source.guard, ...restored.guard],
        write: [...source.write, ...restored.write],
        stands: [...source.stands, ...restored.stands],
      };
    }
    case "leased": {
      const { base } = undoable.item;
      const now = { key: base.key, modRevision: undoable.revision, version: addInt64(base.version, 1) };
      return leaseItem(now, base.lease);
    }
    default:
      return undoable satisfies never;
  }
}

/** The key that a copy or move has written. */
function copyOf({ target, over }: BulkItem, revision: Revision) {
  if (target === undefined) throw new Error("a copy has a target");
  return { key: target, modRevision: revision, version: over === undefined ? int64(1) : addInt64(over.version, 1) };
}
