import { useDeferredValue } from "react";
import { diffTexts } from "#/lib/diff/line-diff.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** Longer texts are only compared when one asks to see the diff. */
const largestCounted = 128 * 1024;

/** How many lines an edit takes out and puts in; undefined where they are too many to count at every key press. */
export function useDiffCount({ dirty, baseText, text }: EditorModel): number | undefined {
  const before = useDeferredValue(baseText);
  const after = useDeferredValue(text);
  if (!dirty || before.length + after.length > largestCounted) return undefined;
  return diffTexts(before, after)?.filter(({ kind }) => kind !== "same").length;
}
