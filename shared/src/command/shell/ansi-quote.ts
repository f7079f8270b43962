/** Backslash escapes, as bash reads them in `$'…'` and in a `printf` format. Source: bash's manual, 3.1.2.4. */
import { concatBytes, encodeUtf8, type Bytes } from "../../model/bytes.ts";

const named: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 0x5c,
  "'": 0x27,
  '"': 0x22,
  "?": 0x3f,
};

const escape =
  /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([abeEfnrtv\\'"?]))|[^\\]+|\\/g;

/**
 * The bytes that a text with escapes means, zero bytes too. An escape that bash does not know stays as it is.
 * @example readEscapes(String.raw`\xff\n`) // Uint8Array.of(0xff, 0x0a)
 */
export function readEscapes(text: string): Bytes {
  const parts = [...text.matchAll(escape)].map(([whole, hex, octal, short, long, letter]) => {
    if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
    if (octal !== undefined) return Uint8Array.of(Number.parseInt(octal, 8) & 0xff);
    const byte = letter === undefined ? undefined : named[letter];
    if (byte !== undefined) return Uint8Array.of(byte);
    const point = Number.parseInt(short ?? long ?? "", 16);
    return encodeUtf8(point <= 0x10_ffff ? String.fromCodePoint(point) : whole);
  });
  return concatBytes(parts);
}

const quoted = /\$'((?:[^'\\]|\\[^])*)'/y;

/** The `$'…'` that begins at `start`, and where it ends; undefined: it is not closed. */
export function readAnsiQuote(
  text: string,
  start: number,
): { readonly bytes: Bytes; readonly end: number } | undefined {
  quoted.lastIndex = start;
  const content = quoted.exec(text)?.[1];
  return content === undefined ? undefined : { bytes: readEscapes(content), end: quoted.lastIndex };
}
