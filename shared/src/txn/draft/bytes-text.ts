/** Bytes as they are typed, and the form in which given bytes are best shown. */
import { asValue, decodeHex, decodeUtf8, encodeHex, encodeUtf8, isWellFormed, type Value } from "../../model/bytes.ts";
import type { BytesText } from "./draft.ts";

// Control characters but for tab and line feed would be lost or changed by a text field.
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const unsafeInField = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** The bytes that are typed, or in one sentence why there are none. */
export function readBytesText({ form, text }: BytesText): Value | string {
  if (form === "hex") {
    const bytes = decodeHex(text);
    return bytes === undefined ? "Invalid hex: use two digits per byte." : asValue(bytes);
  }
  if (!isWellFormed(text)) return "Invalid text: it contains half a character.";
  if (form === "json") {
    try {
      JSON.parse(text);
    } catch {
      return "Invalid JSON.";
    }
  }
  return asValue(encodeUtf8(text));
}

/** Bytes for a field: as text where a field keeps it as it is, else in hex. */
export function showBytes(bytes: Uint8Array): BytesText {
  const text = decodeUtf8(bytes);
  if (text === undefined || unsafeInField.test(text)) return { form: "hex", text: encodeHex(bytes) };
  return { form: /^\s*[[{]/.test(text) && isJsonText(text) ? "json" : "text", text };
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The same bytes typed in another form; the text as it is where they cannot be. */
export function withForm(value: BytesText, form: BytesText["form"]): BytesText {
  const bytes = readBytesText(value);
  if (typeof bytes === "string") return { form, text: value.text };
  if (form === "hex") return { form, text: encodeHex(bytes) };
  const text = decodeUtf8(bytes);
  return text === undefined || unsafeInField.test(text) ? value : { form, text };
}
