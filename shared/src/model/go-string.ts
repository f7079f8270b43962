/**
 * Go's double-quoted strings: how etcdctl's transaction text and Go code spell bytes. Any byte can be written.
 * Source: the Go language specification, "String literals"; strconv.Quote.
 */
import { concatBytes, encodeUtf8, type Bytes } from "./bytes.ts";
import { characterAt, unprintable } from "./key-text.ts";

/** The characters that Go escapes by a letter of their own. */
export const goEscapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};
const meanings = new Map(Object.entries(goEscapes).map(([character, escape]) => [escape.slice(1), character]));

/** Each byte as `\xNN`. */
export function hexEscapes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += `\\x${byte.toString(16).padStart(2, "0")}`;
  return text;
}

/**
 * The bytes as a Go string with its quotes. Printable UTF-8 stands for itself, everything else is escaped, so that the
 * string is one line of valid UTF-8.
 *
 * @example quoteGo(Uint8Array.of(0x61, 0xff, 0x0a)) // "\"a\\xff\\n\""
 */
export function quoteGo(bytes: Uint8Array): string {
  let text = '"';
  for (let at = 0; at < bytes.length;) {
    const character = characterAt(bytes, at);
    const length = character?.length ?? 1;
    const escape = character === undefined ? undefined : goEscapes[character.text];
    if (escape !== undefined) text += escape;
    else if (character === undefined || (character.text !== " " && unprintable.test(character.text))) {
      text += hexEscapes(bytes.subarray(at, at + length));
    } else text += character.text;
    at += length;
  }
  return `${text}"`;
}

const escapePattern =
  /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([abfnrtv\\"]))|\\|[^\\"\n]+|["\n]/g;

function readEscape(match: RegExpExecArray): Uint8Array | undefined {
  const [piece, hex, octal, short, long, name] = match;
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  if (octal !== undefined) {
    const byte = Number.parseInt(octal, 8);
    return byte > 0xff ? undefined : Uint8Array.of(byte);
  }
  const point = short ?? long;
  if (point !== undefined) {
    const code = Number.parseInt(point, 16);
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    return surrogate || code > 0x10_ff_ff ? undefined : encodeUtf8(String.fromCodePoint(code));
  }
  if (name !== undefined) return encodeUtf8(meanings.get(name) ?? "");
  return piece === "\\" || piece === '"' || piece === "\n" ? undefined : encodeUtf8(piece);
}

/** The bytes of a Go string, given with its quotes; undefined where Go would refuse it. Reads what {@link quoteGo} wrote. */
export function unquoteGo(text: string): Bytes | undefined {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"') || !text.isWellFormed()) return undefined;
  const parts: Uint8Array[] = [];
  for (const match of text.slice(1, -1).matchAll(escapePattern)) {
    const part = readEscape(match);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return concatBytes(parts);
}
