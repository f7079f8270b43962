/**
 * The row that is marked in a list of keys (tree, table, keys found), and whether that list has the focus: without it the
 * mark is not in sight, and no act is about it.
 */
import { useEffect } from "react";
import { create } from "zustand";
import { selectionId, type SelectedThing } from "./selection.ts";

interface Marked {
  readonly connectionId: string;
  readonly thing: SelectedThing;
}

interface Marks {
  readonly marked: Marked | undefined;
  readonly focused: boolean;
}

const useMark = create<Marks>()(() => ({ marked: undefined, focused: false }));

/** Put these on the element that has the focus while the mark moves. */
export const marksRows = { "data-marks-rows": true } as const;

function isWithin(element: Element | null, selector: string): boolean {
  return element !== null && element.closest(selector) !== null;
}

function followFocus(): void {
  const element = document.activeElement;
  // What opens over a list is about what the list had marked.
  if (isWithin(element, "dialog, [popover]")) return;
  const focused = isWithin(element, "[data-marks-rows]");
  if (useMark.getState().focused !== focused) useMark.setState({ focused });
}

/** Whether a list of keys has the focus, or had it when the dialog opened that has it now. */
export function isListFocused(): boolean {
  return useMark.getState().focused;
}

/** The row that is marked on a connection, as long as its list has the focus. */
export function useMarkedThing(connectionId: string): SelectedThing | undefined {
  return useMark(({ marked, focused }) =>
    focused && marked?.connectionId === connectionId ? marked.thing : undefined,
  );
}

/** The same, outside of a component. */
export function currentMark(connectionId: string): SelectedThing | undefined {
  const { marked, focused } = useMark.getState();
  return focused && marked?.connectionId === connectionId ? marked.thing : undefined;
}

/** Makes a list's marked row known while the calling component is on the screen, as `useAct` does with acts. */
export function useMarkOf(connectionId: string, thing: SelectedThing | undefined): void {
  const id = thing === undefined ? "" : selectionId(thing);
  useEffect(() => {
    useMark.setState({ marked: thing === undefined ? undefined : { connectionId, thing } });
    return () => useMark.setState({ marked: undefined });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same row is a new object with every drawing
  }, [connectionId, id]);
  useEffect(() => {
    // Where the focus goes nowhere, it is told of only by the element that loses it, and before it has.
    const later = () => void requestAnimationFrame(followFocus);
    followFocus();
    document.addEventListener("focusin", followFocus);
    document.addEventListener("focusout", later);
    return () => {
      document.removeEventListener("focusin", followFocus);
      document.removeEventListener("focusout", later);
      useMark.setState({ focused: false });
    };
  }, []);
}
