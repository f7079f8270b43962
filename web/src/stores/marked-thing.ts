/**
 * The row that is marked in a list of keys (tree, table, keys found), and whether that list has the focus: without it the
 * mark is not in sight, and no act is about it. A row that nobody chose counts only while the ring around it is drawn.
 */
import { useEffect } from "react";
import { create } from "zustand";
import { selectionId, type SelectedThing } from "./selection.ts";

export interface Mark {
  /** What the row stands for; undefined: nothing, as a row that is not read yet. */
  readonly thing: SelectedThing | undefined;
  /** Somebody put the mark there, or opened the row: it is not just the first row. */
  readonly isChosen: boolean;
}

interface Marks {
  readonly marked: (Mark & { readonly connectionId: string }) | undefined;
  /** Of the list that shows the mark; `ring`: and the ring of the keyboard is drawn around the marked row. */
  readonly focus: "none" | "plain" | "ring";
}

const useMark = create<Marks>()(() => ({ marked: undefined, focus: "none" }));

/** Put these on the element that has the focus while the mark moves. */
export const marksRows = { "data-marks-rows": true } as const;

/** What the focus of an element says about the mark; undefined: nothing, a dialog is about what the list had marked. */
function readFocus(element: Element | null): Marks["focus"] | undefined {
  if (element === null) return "none";
  if (element.closest("dialog, [popover]") !== null) return undefined;
  // A head of a column in the list is no row of it.
  if (!element.matches("[data-marks-rows]")) return "none";
  return element.matches(":focus-visible") ? "ring" : "plain";
}

function followFocus(): void {
  const focus = readFocus(document.activeElement);
  if (focus !== undefined && useMark.getState().focus !== focus) useMark.setState({ focus });
}

/** What acts are about, of what a list shows: pure. */
export function meantMark({ marked, focus }: Marks, connectionId: string): Mark | undefined {
  if (focus === "none" || marked?.connectionId !== connectionId) return undefined;
  return marked.isChosen || focus === "ring" ? marked : undefined;
}

/** Whether a list of keys has the focus, or had it when the dialog opened that has it now. */
export function isListFocused(): boolean {
  return useMark.getState().focus !== "none";
}

/** The same, followed. */
export function useListFocused(): boolean {
  return useMark(({ focus }) => focus !== "none");
}

/** The row that is marked on a connection, as long as its list has the focus. */
export function useMarkedThing(connectionId: string): SelectedThing | undefined {
  return useMark((marks) => meantMark(marks, connectionId)?.thing);
}

/** The same mark, outside of a component; undefined: no row is marked, and acts are about the open key. */
export function currentMark(connectionId: string): Mark | undefined {
  return meantMark(useMark.getState(), connectionId);
}

/**
 * Makes a list's marked row known while the calling component is on the screen, as `useAct` does with acts. undefined: no
 * row is marked.
 */
export function useMarkOf(connectionId: string, mark: Mark | undefined): void {
  const id = mark?.thing === undefined ? "" : selectionId(mark.thing);
  const kind = mark === undefined ? "none" : mark.isChosen ? "chosen" : "first";
  useEffect(() => {
    useMark.setState({ marked: mark === undefined ? undefined : { ...mark, connectionId } });
    return () => useMark.setState({ marked: undefined });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same row is a new object with every drawing
  }, [connectionId, id, kind]);
  useEffect(() => {
    // Where the focus goes nowhere, it is told of only by the element that loses it, and before it has.
    const later = () => void requestAnimationFrame(followFocus);
    followFocus();
    document.addEventListener("focusin", followFocus);
    document.addEventListener("focusout", later);
    // A key press draws the ring of what was focused by the pointer: that press was not about it yet.
    document.addEventListener("keydown", later);
    return () => {
      document.removeEventListener("focusin", followFocus);
      document.removeEventListener("focusout", later);
      document.removeEventListener("keydown", later);
      useMark.setState({ focus: "none" });
    };
  }, []);
}
