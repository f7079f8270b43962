/** One change of a plan, ready to be written: what is put there, and what is taken from there. */
import type { LeaseId, Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { Value } from "../../model/bytes.ts";
import { deleteItem, putItem, type GuardedItem } from "../batch/guarded-item.ts";
import { keyStateOf, type DoneWrite } from "../guarded/inverse.ts";
import type { WantedChange } from "./wanted-change.ts";

export interface ApplyItem {
  readonly change: WantedChange;
  /** What is put; undefined: the key is deleted. */
  readonly content?: { readonly value: Value; readonly lease: LeaseId };
  /** What is there, read just before; undefined: nothing, or it is not kept. */
  readonly before?: KeyValue;
}

/** The write of an item: it compares with what the plan read, or with that there was no such key. */
export function guardApplyItem({ change: { target, found }, content }: ApplyItem): GuardedItem {
  if (content !== undefined) return putItem({ key: target, ...content }, found);
  if (found === undefined) throw new Error("a key that was not there cannot be deleted");
  return deleteItem(found);
}

/** What an item did at `revision`, for taking it back; undefined: what was there is not kept. */
export function doneApplyItem({ change, content, before }: ApplyItem, revision: Revision): DoneWrite | undefined {
  if (change.found !== undefined && before === undefined) return undefined;
  const was = before === undefined ? {} : { before: keyStateOf(before) };
  const after = content === undefined ? {} : { after: { lease: content.lease } };
  return { revision, changes: [{ key: change.target, ...was, ...after }] };
}
