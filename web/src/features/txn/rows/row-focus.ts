/**
 * Which row of the transaction has the focus, and which takes it once it is drawn: the one that was added, moved, or
 * stands beside one that was removed. Rows and lists hand in what they have; nobody looks for it in the page.
 */
import type { LaneRef } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { createContext, use } from "react";

/** The parts of a row that take the focus. */
export interface RowHandle {
  readonly frame: HTMLElement;
  /** By which it is moved. */
  readonly grip: HTMLElement;
  /** The key, where the row has one. */
  readonly field: () => HTMLElement | null | undefined;
}

export type FocusTarget =
  | { readonly kind: "row"; readonly id: string; readonly part: "grip" | "field" }
  /** The button that adds to a list. */
  | { readonly kind: "add"; readonly lane: LaneRef };

const laneName = ({ owner, lane }: LaneRef) => `${owner} ${lane}`;

export class RowFocus {
  readonly #rows = new Map<string, RowHandle>();
  readonly #adds = new Map<string, HTMLElement>();
  #pending: FocusTarget | undefined;

  /** A row is drawn; the returned function takes it away again. */
  addRow(id: string, handle: RowHandle): () => void {
    this.#rows.set(id, handle);
    return () => {
      // A row that moved to another list may be drawn there before it goes here.
      if (this.#rows.get(id) === handle) this.#rows.delete(id);
    };
  }

  /** The button that adds to a list is drawn. */
  addButton(lane: LaneRef, button: HTMLElement): () => void {
    const name = laneName(lane);
    this.#adds.set(name, button);
    return () => {
      if (this.#adds.get(name) === button) this.#adds.delete(name);
    };
  }

  /** The innermost row that an element is in, and whether it is that row's handle. */
  rowOf(element: Node): { readonly id: string; readonly handle: RowHandle; readonly isGrip: boolean } | undefined {
    let found: { readonly id: string; readonly handle: RowHandle } | undefined;
    for (const [id, handle] of this.#rows) {
      const isIn = handle.frame.contains(element) && (found?.handle.frame.contains(handle.frame) ?? true);
      if (isIn) found = { id, handle };
    }
    return found && { ...found, isGrip: found.handle.grip.contains(element) };
  }

  /** What takes the focus once the rows are drawn. */
  request(target: FocusTarget): void {
    this.#pending = target;
  }

  /** The rows are drawn. A row that moved is made anew by the browser in some cases, and loses the focus then. */
  focusPending(active: Element | null): void {
    const target = this.#pending;
    this.#pending = undefined;
    if (target === undefined) return;
    if (target.kind === "add") return this.#adds.get(laneName(target.lane))?.focus();
    const handle = this.#rows.get(target.id);
    if (handle === undefined || handle.frame.contains(active)) return;
    const field = target.part === "field" ? handle.field() : undefined;
    (field ?? handle.grip).focus();
  }
}

export const RowFocusContext = createContext<RowFocus | undefined>(undefined);

/** The focus of the transaction that a row or list is drawn in; there is none elsewhere. */
export function useRowFocus(): RowFocus {
  const focus = use(RowFocusContext);
  if (focus === undefined) throw new Error("rows are drawn within a transaction");
  return focus;
}
