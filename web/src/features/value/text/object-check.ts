/** What the bar below an object of Kubernetes says of it: pure. */
import { objectStyleOf } from "#/lib/formats/encodings.ts";
import { isTextual } from "#/lib/formats/value-text.ts";
import type { Check, EditorModel } from "./editor-model.ts";

/** Whether a text is only shown: an object that is masked or would not be stored as it was, or what cannot be encoded. */
export function isTextLocked({ object, secret, decoded, encoding }: EditorModel): boolean {
  if (encoding === "decoded") return decoded?.lock !== undefined;
  return isTextual(encoding) && (secret === "masked" || object?.uneditable !== undefined);
}

/** Undefined: nothing is decoded, or the format says enough. */
export function checkObject(model: EditorModel): Check | undefined {
  const { object, secret, decoded, encoding, value, dirty } = model;
  if (encoding === "decoded")
    return decoded?.lock === undefined ? undefined : { tone: "warn", text: `read-only: ${decoded.lock}` };
  if (object === undefined || !isTextual(encoding) || secret === "masked" || value === undefined) return undefined;
  if (object.uneditable !== undefined) return { tone: "warn", text: "read-only as text" };
  if (model.lost !== undefined) return { tone: "warn", text: model.lost };
  return { tone: "ok", text: dirty ? `valid ${object.kind}` : "encodes back to the same bytes" };
}

/** `As YAML, decoded from protobuf`, beside a comparison; undefined: what is compared is what is stored. */
export function describeDecoded({ encoding, object }: EditorModel): string | undefined {
  const style = objectStyleOf(encoding);
  return object === undefined || style === undefined ? undefined : `As ${style.toUpperCase()}, decoded from protobuf`;
}

/** `2 fields of a newer version are kept`; undefined: all fields are known. */
export function describeUnknownFields({ object }: EditorModel): string | undefined {
  const count = object?.unknownFields ?? 0;
  if (count === 0) return undefined;
  return count === 1 ? "1 field of a newer version is kept" : `${count} fields of a newer version are kept`;
}
