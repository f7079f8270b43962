/**
 * Keys and names as one line of text that people read, type and link to, and that turns back into the same bytes.
 * What is seen stands for itself; a backslash is `\\`; every other byte is `\xNN`. Names that differ look different:
 * wherever the product shows or tells a key, user, role or member, it writes it so. (Letters of two scripts that only
 * look alike, such as a Latin and a Cyrillic a, are not told apart.)
 */
import { asKey, concatBytes, encodeUtf8, type Key } from "./bytes.ts";

const lossyDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// Control and format characters, separators that are not the plain space, lone surrogates, unassigned or private code
// points, and what fonts draw as nothing (Hangul fillers, variation selectors, the empty Braille pattern) would be
// invisible or change the line that they stand in.
export const unprintable: RegExp = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

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
  return plainText(key) ?? escapeUnseenSpaces(escapedText(key));
}

/**
 * The name of a user, role or member, as {@link formatKey} writes a key.
 *
 * @example formatName("root\u200b") // "root\xe2\x80\x8b"
 */
export function formatName(name: string): string {
  return formatKey(encodeUtf8(name));
}

/** Those spaces that a page does not show: at an end, or beside another. */
function escapeUnseenSpaces(text: string): string {
  return text.replaceAll(/^ +| {2,}| +$/g, (spaces) => escapeByte(0x20).repeat(spaces.length));
}

/** What most keys are: ASCII that stands for itself. Many times quicker than looking at characters one by one. */
function plainText(key: Uint8Array): string | undefined {
  let text = "";
  let previous = 0x20;
  for (const byte of key) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c || (byte === 0x20 && previous === 0x20)) return undefined;
    text += String.fromCharCode(byte);
    previous = byte;
  }
  return previous === 0x20 && text !== "" ? undefined : text;
}

function escapedText(key: Uint8Array): string {
  let text = "";
  let previous = "";
  for (let at = 0; at < key.length;) {
    const character = characterAt(key, at);
    if (character === undefined) {
      text += escapeByte(key[at] ?? 0);
      at++;
      previous = "";
      continue;
    }
    if (character.text === "\\") text += "\\\\";
    else if ((character.text !== " " && unprintable.test(character.text)) || composes(previous, character.text)) {
      for (let byte = at; byte < at + character.length; byte++) text += escapeByte(key[byte] ?? 0);
    } else text += character.text;
    previous = character.text;
    at += character.length;
  }
  return text;
}

/**
 * Whether a character is drawn as another spelling of the same text is: a mark behind its letter where one character
 * has both, or a sign that Unicode keeps twice (the Kelvin sign is a K). Source: Unicode Standard Annex #15.
 */
function composes(previous: string, character: string): boolean {
  if (character.codePointAt(0) === undefined || character < "\u0300") return false;
  const both = previous + character;
  return character.normalize("NFC") !== character || both.normalize("NFC") !== previous.normalize("NFC") + character;
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
