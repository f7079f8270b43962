/** Base64 that stands in bytes, straight to bytes: for answers of a hundred megabytes. */
import type { Bytes } from "../../model/bytes.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const none = 0xff;
const sextets = new Uint8Array(256).fill(none);
for (let at = 0; at < alphabet.length; at++) sextets[alphabet.charCodeAt(at)] = at;
const padding = 0x3d;

/** Reads the standard, padded base64 from `start` up to `end`; undefined for anything else. */
export function decodeBase64Bytes(text: Uint8Array, start: number, end: number): Bytes | undefined {
  const length = end - start;
  if (length === 0) return new Uint8Array();
  if (length % 4 !== 0) return undefined;
  const padded = text[end - 1] !== padding ? 0 : text[end - 2] !== padding ? 1 : 2;
  const bytes = new Uint8Array((length / 4) * 3 - padded);
  const wholeEnd = padded === 0 ? end : end - 4;
  let out = 0;
  for (let at = start; at < wholeEnd; at += 4) {
    const [a, b, c, d] = [sextetAt(text, at), sextetAt(text, at + 1), sextetAt(text, at + 2), sextetAt(text, at + 3)];
    if ((a | b | c | d) > 63) return undefined;
    bytes[out++] = (a << 2) | (b >> 4);
    bytes[out++] = (b << 4) | (c >> 2);
    bytes[out++] = (c << 6) | d;
  }
  if (padded === 0) return bytes;
  const [a, b] = [sextetAt(text, wholeEnd), sextetAt(text, wholeEnd + 1)];
  const c = padded === 1 ? sextetAt(text, wholeEnd + 2) : 0;
  if ((a | b | c) > 63) return undefined;
  bytes[out++] = (a << 2) | (b >> 4);
  if (padded === 1) bytes[out] = (b << 4) | (c >> 2);
  return bytes;
}

function sextetAt(text: Uint8Array, at: number): number {
  return sextets[text[at] ?? none] ?? none;
}
