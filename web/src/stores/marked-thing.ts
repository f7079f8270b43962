/** What the keyboard is on in the tree or the table that is open: what acts on many keys are about with nothing selected. */
import { useEffect } from "react";
import { create } from "zustand";
import { selectionId, type SelectedThing } from "./selection.ts";

interface Marked {
  readonly connectionId: string;
  readonly thing: SelectedThing;
}

const useMark = create<{ readonly marked: Marked | undefined }>()(() => ({ marked: undefined }));

/** The row that somebody has marked on a connection, as long as it is on the screen. */
export function useMarkedThing(connectionId: string): SelectedThing | undefined {
  return useMark(({ marked }) => (marked?.connectionId === connectionId ? marked.thing : undefined));
}

/** Makes a list's marked row known while the calling component is on the screen, as `useAct` does with acts. */
export function useMarkOf(connectionId: string, thing: SelectedThing | undefined): void {
  const id = thing === undefined ? "" : selectionId(thing);
  useEffect(() => {
    useMark.setState({ marked: thing === undefined ? undefined : { connectionId, thing } });
    return () => useMark.setState({ marked: undefined });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same row is a new object with every drawing
  }, [connectionId, id]);
}
