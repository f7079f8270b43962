/** Values as something to edit, and back to the very same bytes. */
import { decodeUtf8, encodeBase64, type Value } from "@etcd-explorer/shared/model/bytes";

import { isKubernetes } from "./is-kubernetes.ts";
import type { Decoding } from "./decoding.ts";
import { decodeText, isCoded, objectStyleOf, type Encoding } from "./encodings.ts";
import { loadedCodec, type ObjectCodec } from "./object-codec.ts";
import { askedValue, type ShownValue } from "./shown-value.ts";

/** Whether an encoding is a text with lines of its own, and not bytes as digits. */
export function isTextual(encoding: Encoding): boolean {
  return encoding === "text" || isCoded(encoding);
}

/** An encoding in words: `base64`, `YAML`, `decoded`. */
export function encodingName(encoding: Encoding): string {
  return objectStyleOf(encoding)?.toUpperCase() ?? encoding;
}

/** The character that some editors put before a UTF-8 text. */
export const byteOrderMark = "\ufeff";

// Control characters that no text has: with them, valid UTF-8 is still binary (NUL in a protobuf, say).
// oxlint-disable-next-line no-control-regex
const binaryCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/;

/** Whether a value is edited as text or as hex. */
export function encodingOf(value: Value): Encoding {
  const text = decodeUtf8(value);
  return text === undefined || binaryCharacter.test(text) ? "hex" : "text";
}

/** What the editor shows of a value; `decoding`: what decodes it. */
export function toEditText(value: ShownValue, encoding: Encoding, decoding?: Decoding): string {
  switch (encoding) {
    case "text":
      return decodeUtf8(value) ?? "";
    case "hex":
      return formatHexLines(value);
    case "base64":
      return formatBase64Lines(value);
    case "kube-yaml":
    case "kube-json":
      return loadedCodec()?.text(value, encoding === "kube-yaml" ? "yaml" : "json") ?? "";
    case "decoded":
      return decoding?.read(value)?.text ?? "";
    default:
      return encoding satisfies never;
  }
}

/** Whether a value can be edited in that spelling without losing a byte. */
export function canBeEditedAs(value: Value, encoding: Encoding, decoding?: Decoding): boolean {
  if (encoding === "decoded") {
    const decoded = decoding?.read(askedValue(value));
    return decoded?.text !== undefined && decoded.lock === undefined;
  }
  const style = objectStyleOf(encoding);
  if (style !== undefined) return isKubernetes(value) && loadedCodec()?.text(value, style) !== undefined;
  return encoding !== "text" || decodeUtf8(value) !== undefined;
}

/**
 * The value that the editor's text means over the stored one; undefined where hex or base64 is not whole, a character
 * has no UTF-8, or an object cannot be written so.
 */
export function fromEditText(text: string, encoding: Encoding, stored?: Value, decoding?: Decoding): Value | undefined {
  if (isCoded(encoding)) {
    const codec: Pick<ObjectCodec, "write"> | undefined = encoding === "decoded" ? decoding : loadedCodec();
    const written = stored && codec?.write(text, stored, objectStyleOf(encoding));
    return written !== undefined && "bytes" in written ? written.bytes : undefined;
  }
  return decodeText(text, encoding);
}

const bytesPerLine = 16;

/** Hex digits in pairs, sixteen bytes a line. */
export function formatHexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerLine)
    lines.push(formatHexPairs(bytes.subarray(at, at + bytesPerLine)));
  return lines.join("\n");
}

const charactersPerLine = 76;

/** Standard base64 in lines of 76 characters (RFC 2045 §6.8). */
export function formatBase64Lines(bytes: Uint8Array): string {
  const text = encodeBase64(bytes);
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += charactersPerLine) lines.push(text.slice(at, at + charactersPerLine));
  return lines.join("\n");
}

/** `ff fe 00`. */
export function formatHexPairs(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/**
 * The line break that an editor must use so that nothing changes: CRLF where every line ends so, else LF, which
 * leaves a lone or mixed CR standing as a character of its line.
 */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  return /\r\n/.test(text) && !/[^\r]\n|^\n|\r(?!\n)/.test(text) ? "\r\n" : "\n";
}
