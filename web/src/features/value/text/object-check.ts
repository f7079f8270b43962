/** What the bar below an object of Kubernetes says of it: pure. */
import { isTextual } from "#/lib/formats/value-text.ts";
import type { Check, EditorModel } from "./editor-model.ts";

/** Whether the text of an object is shown without being edited: it is masked, or would not be stored as it was. */
export function isTextLocked({ object, secret, encoding }: EditorModel): boolean {
  return isTextual(encoding) && (secret === "masked" || object?.uneditable !== undefined);
}

/** Undefined: no object, or none that is edited as text. */
export function checkObject(model: EditorModel): Check | undefined {
  const { object, secret, encoding, value, dirty } = model;
  if (object === undefined || !isTextual(encoding) || secret === "masked" || value === undefined) return undefined;
  if (object.uneditable !== undefined) return { tone: "warn", text: "read-only as text" };
  return { tone: "ok", text: dirty ? `valid ${object.kind}` : "encodes back to the same bytes" };
}

/** `2 fields of a newer version are kept`; undefined: all fields are known. */
export function describeUnknownFields({ object }: EditorModel): string | undefined {
  const count = object?.unknownFields ?? 0;
  if (count === 0) return undefined;
  return count === 1 ? "1 field of a newer version is kept" : `${count} fields of a newer version are kept`;
}
