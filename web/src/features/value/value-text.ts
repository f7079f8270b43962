/** Values as something to edit, and back to the very same bytes. */
import { asValue, decodeHex, decodeUtf8, encodeUtf8, isWellFormed, type Value } from "@etcd-explorer/shared/bytes";

/** How a value is edited: as its own text, or, where it is no text, as hex digits. */
export type Encoding = "text" | "hex";

export type Format = "empty" | "JSON" | "YAML" | "text" | "binary";

// Control characters that no text has: with them, valid UTF-8 is still binary (NUL in a protobuf, say).
// oxlint-disable-next-line no-control-regex
const binaryCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/;

/** Whether a value is edited as text or as hex. */
export function encodingOf(value: Value): Encoding {
  const text = decodeUtf8(value);
  return text === undefined || binaryCharacter.test(text) ? "hex" : "text";
}

/** What the editor shows of a value. */
export function toEditText(value: Value, encoding: Encoding): string {
  return encoding === "text" ? (decodeUtf8(value) ?? "") : formatHexLines(value);
}

/** The value that the editor's text means; undefined where hex is not complete or a character has no UTF-8. */
export function fromEditText(text: string, encoding: Encoding): Value | undefined {
  if (encoding === "text") return isWellFormed(text) ? asValue(encodeUtf8(text)) : undefined;
  const bytes = decodeHex(text);
  return bytes === undefined ? undefined : asValue(bytes);
}

const bytesPerLine = 16;

/** Hex digits in pairs, sixteen bytes a line. */
export function formatHexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerLine)
    lines.push(formatHexPairs(bytes.subarray(at, at + bytesPerLine)));
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

/** What a text seems to be. JSON is certain, YAML a guess from its first lines. */
export function detectFormat(text: string): Exclude<Format, "binary"> {
  if (text === "") return "empty";
  if (/^\s*[[{]/.test(text) && checkJson(text) === undefined) return "JSON";
  const lines = text.split("\n", 20).filter((line) => !/^\s*(#|$)/.test(line));
  const yaml = lines.length > 1 && lines.every((line) => /^(---|\s*- |\s*[\w."'/-]+:(\s|$)|\s{2,}\S)/.test(line));
  return yaml ? "YAML" : "text";
}

/** Why a text is no JSON, or undefined where it is. Numbers are not looked at: they are never written back. */
export function checkJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "not JSON";
  }
}
