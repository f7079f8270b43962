import { useDeferredValue } from "react";
import { diffTexts } from "#/lib/diff/line-diff.ts";
import { diffSides, type DiffSides } from "#/features/value/text/stored-layout.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** Longer texts are only compared when one asks to see the diff. */
const largestCounted = 128 * 1024;

/**
 * How many lines an edit takes out and puts in, or what became of a past value (`toNow`); undefined where they are too
 * many to count at every key press.
 */
export function useDiffCount(model: EditorModel, toNow: DiffSides | undefined): number | undefined {
  const looked = useDeferredValue(model);
  if (!model.dirty && toNow === undefined) return undefined;
  const { before, after } = toNow ?? diffSides(looked);
  if (before.length + after.length > largestCounted) return undefined;
  return diffTexts(before, after)?.filter(({ kind }) => kind !== "same").length;
}
