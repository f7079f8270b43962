/** What reading a typed object gives. */
import type { ObjectValue, Step } from "@etcd-explorer/shared/kubernetes/object-value";
import type { TextProblem } from "#/lib/formats/text-place.ts";

/** JSON inside of an object that nests deeper could not be read again (`kubernetes/json-text.ts`). */
export const deepest = 1000;

export interface TypedObject {
  readonly value: ObjectValue;
  /** The offset of the member or item that a path leads to, or of the nearest one around it. */
  readonly placeOf: (path: readonly Step[]) => number;
  /** What stands in the text and is not stored, as the end of a sentence: `comments are not saved`. */
  readonly lost?: string;
}

export type TypedText = TypedObject | { readonly problem: TextProblem };
