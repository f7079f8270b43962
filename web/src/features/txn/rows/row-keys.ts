/** The keys of a row: Escape leads to its handle; there, the arrow keys move it and Delete removes it. */
import type { TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { findRow, neighbourOf } from "@etcd-explorer/shared/txn/draft/edit-draft";
import type { KeyboardEvent } from "react";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";
import type { RowFocus } from "./row-focus.ts";

interface RowKeys {
  readonly focus: RowFocus;
  readonly draft: TxnDraft;
  readonly acts: Pick<BuilderActs, "shift" | "switchLane" | "remove">;
}

type PressedKey = Pick<
  KeyboardEvent<HTMLElement>,
  "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "defaultPrevented" | "target" | "preventDefault"
>;

/** Does what a key press in a row means; the focus stays in the row, or goes to a neighbour. */
export function moveRowByKey(event: PressedKey, { focus, draft, acts }: RowKeys): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const row = event.target instanceof Node ? focus.rowOf(event.target) : undefined;
  if (row === undefined) return;
  const { id, handle, isGrip } = row;
  if (event.key === "Escape") return handle.grip.focus();
  if (!isGrip) return;
  if (event.key === "ArrowUp") acts.shift(id, -1);
  else if (event.key === "ArrowDown") acts.shift(id, 1);
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") acts.switchLane(id);
  else if (event.key === "Delete" || event.key === "Backspace") {
    const found = findRow(draft, id);
    const next = found && neighbourOf(draft, found);
    event.preventDefault();
    if (next !== undefined) focus.request({ kind: "row", id: next.id, part: "grip" });
    else if (found !== undefined) focus.request({ kind: "add", lane: found });
    acts.remove(id);
    return;
  } else return;
  event.preventDefault();
  focus.request({ kind: "row", id, part: "grip" });
}
