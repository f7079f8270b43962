/** How each value is looked at, by connection and key: as long as the page is open. */
import { create } from "zustand";
import { encodings, type Encoding } from "#/lib/formats/encodings.ts";

/** In each of the encodings a value can be edited; the tree, the wire and the diff only show. */
export type ValueView = Encoding | "tree" | "wire" | "diff";

const useValueViews = create<Readonly<Record<string, ValueView>>>()(() => ({}));

/** How a value was looked at last; undefined: as it is by itself. */
export function useValueView(draftId: string): ValueView | undefined {
  return useValueViews((views) => views[draftId]);
}

/** Looks at a value in some way. */
export function setValueView(draftId: string, view: ValueView): void {
  useValueViews.setState({ [draftId]: view });
}

/** The encoding of a view in which one edits. */
export function encodingOfView(view: ValueView | undefined): Encoding | undefined {
  return encodings.find((encoding) => encoding === view);
}
