/** Dragging rows, and keys from elsewhere, with the browser's own drag and drop. */
import type { DragEvent } from "react";
import { readKeyDrop, type PickedKey } from "#/lib/key-drag.ts";

const rowType = "application/x-etcd-txn-row";

/** Begins to drag a row, with its whole line as the picture. */
export function startRowDrag(event: DragEvent<HTMLElement>, rowId: string): void {
  event.dataTransfer.setData(rowType, rowId);
  event.dataTransfer.effectAllowed = "move";
  const row = event.currentTarget.closest("[data-row]");
  if (row !== null) event.dataTransfer.setDragImage(row, 12, 12);
}

/** Whether what is dragged can be dropped on a list: a row, or a key as text. */
export function isDroppable(event: DragEvent<HTMLElement>): boolean {
  return event.dataTransfer.types.includes(rowType) || event.dataTransfer.types.includes("text/plain");
}

/** What was dropped; undefined where it is neither a row nor a key. */
export function readDrop(event: DragEvent<HTMLElement>): { readonly row: string } | PickedKey | undefined {
  const row = event.dataTransfer.getData(rowType);
  return row === "" ? readKeyDrop(event.dataTransfer) : { row };
}

/** The place in a list that the pointer is over: before the first row whose middle lies below it. */
export function dropIndex(list: HTMLElement, pointerY: number): number {
  const rows = [...list.querySelectorAll(":scope > [data-row]")];
  const index = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return pointerY < top + height / 2;
  });
  return index === -1 ? rows.length : index;
}
