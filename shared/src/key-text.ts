/**
 * Keys as one line of text that people read, type and link to, and that turns back into the same bytes.
 * Printable UTF-8 stands for itself; a backslash is `\\`; every other byte is `\xNN`.
 */
import { asKey, concatBytes, encodeUtf8, type Key } from "./bytes.ts";

const lossyDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// Control and format characters, separators that are not the plain space, lone surrogates and unassigned or
// private code points would be invisible or change the line that they stand in.
export const unprintable: RegExp = /[\p{C}\p{Z}]/u;

/** How many bytes a UTF-8 sequence that starts with `lead` has; 0 where none starts so (RFC 3629 §4). */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** The UTF-8 character that starts at `at`, with its length in bytes; undefined where none does. */
export function characterAt(bytes: Uint8Array, at: number): { text: string; length: number } | undefined {
  const length = sequenceLength(bytes[at] ?? 0);
  if (length === 0 || at + length > bytes.length) return undefined;
  // A decoder costs more than a character of one byte is worth.
  if (length === 1) return { text: String.fromCharCode(bytes[at] ?? 0), length };
  try {
    return { text: lossyDecoder.decode(bytes.subarray(at, at + length)), length };
  } catch {
    return undefined;
  }
}

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

/**
 * The key as one line of text. {@link parseKeyText} gives the same bytes back.
 *
 * @example formatKey(Uint8Array.of(0xff, 0xfe, 0, 0x2f)) // "\xff\xfe\x00/"
 */
export function formatKey(key: Uint8Array): string {
  return plainText(key) ?? escapedText(key);
}

/**
 * As {@link formatKey}, with those spaces escaped that a page does not show: at an end, or beside another. Keys that
 * differ look different. {@link parseKeyText} gives the same bytes back.
 *
 * @example formatShownKey(keyFromText("name ")) // "name\x20"
 */
export function formatShownKey(key: Uint8Array): string {
  return formatKey(key).replaceAll(/^ +| {2,}| +$/g, (spaces) => escapeByte(0x20).repeat(spaces.length));
}

/** What most keys are: ASCII that stands for itself. Many times quicker than looking at characters one by one. */
function plainText(key: Uint8Array): string | undefined {
  let text = "";
  for (const byte of key) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

function escapedText(key: Uint8Array): string {
  let text = "";
  for (let at = 0; at < key.length;) {
    const character = characterAt(key, at);
    if (character === undefined) {
      text += escapeByte(key[at] ?? 0);
      at++;
      continue;
    }
    if (character.text === "\\") text += "\\\\";
    else if (character.text !== " " && unprintable.test(character.text)) {
      for (let byte = at; byte < at + character.length; byte++) text += escapeByte(key[byte] ?? 0);
    } else text += character.text;
    at += character.length;
  }
  return text;
}

/** Reads what {@link formatKey} wrote, or a person typed. Undefined where a backslash starts no escape. */
export function parseKeyText(text: string): Key | undefined {
  if (!text.isWellFormed()) return undefined;
  const parts: Uint8Array[] = [];
  const pattern = /\\(?:\\|x([0-9a-fA-F]{2}))|\\|[^\\]+/g;
  for (const match of text.matchAll(pattern)) {
    const [piece, hex] = match;
    if (piece === "\\") return undefined;
    if (hex !== undefined) parts.push(Uint8Array.of(Number.parseInt(hex, 16)));
    else parts.push(encodeUtf8(piece === "\\\\" ? "\\" : piece));
  }
  return asKey(concatBytes(parts));
}
