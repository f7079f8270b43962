/** Go's ways to write bytes and IDs, as etcdctl's printers use them. Source: strconv.Quote. */
import { encodeHex } from "../../../model/bytes.ts";
import { goEscapes, hexEscapes } from "../../../model/go-string.ts";
import type { Int64 } from "../../../model/int64.ts";
import { characterAt } from "../../../model/key-text.ts";

/** Bytes as `%q` prints them. Unlike go-string.ts it spells what is not printable by its code point. */
export function quotePercentQ(bytes: Uint8Array): string {
  let text = '"';
  for (let at = 0; at < bytes.length;) {
    const character = characterAt(bytes, at);
    text += character === undefined ? hexEscapes(bytes.subarray(at, at + 1)) : quoteCharacter(character.text);
    at += character?.length ?? 1;
  }
  return `${text}"`;
}

function quoteCharacter(character: string): string {
  const escape = goEscapes[character];
  if (escape !== undefined) return escape;
  if (character === " " || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return hexEscapes(Uint8Array.of(code));
  return code < 0x1_00_00 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}

/** Every byte as `\xNN`, as `--hex` prints keys and values. */
export function escapeAll(bytes: Uint8Array): string {
  return encodeHex(bytes).replaceAll(/../g, String.raw`\x$&`);
}

/** A text as Go's `encoding/json` writes it, with `<`, `>` and `&` escaped. */
export function quoteGoJson(text: string): string {
  return JSON.stringify(text).replaceAll(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** An ID of 64 bits as `%x` prints it, padded from the left with `pad` to 16 digits. */
export function hexId(id: Int64, pad: "" | "0" | " " = ""): string {
  const digits = BigInt.asUintN(64, BigInt(id)).toString(16);
  return pad === "" ? digits : digits.padStart(16, pad);
}
