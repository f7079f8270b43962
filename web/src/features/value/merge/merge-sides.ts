/** What a conflict puts side by side, laid out alike: pure. */
import { encodeUtf8, isWellFormed, asValue, type Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { EditForm } from "#/lib/formats/edit-form.ts";
import { formOfValue, storedText } from "#/lib/formats/value-form.ts";
import { isCoded } from "#/lib/formats/encodings.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { canBeEditedAs, fromEditText, toEditText } from "#/lib/formats/value-text.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

export interface MergeSides {
  /** Theirs, as the editor would show it; undefined: deleted, or not to be shown so. */
  readonly theirText: string | undefined;
  /** How a merged text is stored over theirs. */
  readonly form: EditForm | undefined;
}

/** JSON on one line is merged as the formatted lines that stand for it, and stored on one line as theirs is. */
export function mergeSides(
  { base, baseText, jsonForm, form, encoding, decoding }: EditorModel,
  theirs: KeyValue | undefined,
): MergeSides {
  const isFormatted = jsonForm !== undefined && baseText === jsonForm.shown;
  const over = theirs ?? base;
  const overForm = isFormatted ? formOfValue(over.value) : undefined;
  const kept = form === "kept" && overForm === undefined ? undefined : form;
  if (theirs === undefined || !canBeEditedAs(theirs.value, encoding, decoding))
    return { theirText: undefined, form: kept };
  return { theirText: overForm?.shown ?? toEditText(askedValue(theirs.value), encoding, decoding), form: kept };
}

/** The bytes of a merged text over theirs, or over the base where they deleted it; undefined: no valid Unicode. */
export function mergedValue(text: string, model: EditorModel, theirs: KeyValue | undefined): Value | undefined {
  const { base, encoding, decoding } = model;
  if (isCoded(encoding)) return fromEditText(text, encoding, (theirs ?? base).value, decoding);
  const stored = storedText(text, mergeSides(model, theirs).form, (theirs ?? base).value);
  return isWellFormed(stored) ? asValue(encodeUtf8(stored)) : undefined;
}
