import { useDeferredValue } from "react";
import { diffTexts } from "#/lib/diff/line-diff.ts";
import { diffSides } from "#/features/value/text/stored-layout.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** Longer texts are only compared when one asks to see the diff. */
const largestCounted = 128 * 1024;

/** How many lines an edit takes out and puts in; undefined where they are too many to count at every key press. */
export function useDiffCount(model: EditorModel): number | undefined {
  const looked = useDeferredValue(model);
  if (!model.dirty || looked.baseText.length + looked.text.length > largestCounted) return undefined;
  const { before, after } = diffSides(looked);
  return diffTexts(before, after)?.filter(({ kind }) => kind !== "same").length;
}
