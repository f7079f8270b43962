/** Key bytes, value bytes, and the three spellings of bytes: UTF-8 text, hex and base64. */

declare const keyBrand: unique symbol;
declare const valueBrand: unique symbol;

export type Bytes = Uint8Array<ArrayBuffer>;
/** The bytes of an etcd key. Any bytes are legal: `ff fe 00 2f` is a key. */
export type Key = Bytes & { readonly [keyBrand]: true };
/** The bytes of an etcd value. */
export type Value = Bytes & { readonly [valueBrand]: true };

/** Takes `bytes` as a key. The bytes are not copied and must not change afterwards. */
export function asKey(bytes: Bytes): Key {
  return bytes as Key;
}

/** Takes `bytes` as a value. The bytes are not copied and must not change afterwards. */
export function asValue(bytes: Bytes): Value {
  return bytes as Value;
}

/** The key that a text names, in UTF-8. */
export function keyFromText(text: string): Key {
  return asKey(encodeUtf8(text));
}

/** The value that a text means, in UTF-8. */
export function valueFromText(text: string): Value {
  return asValue(encodeUtf8(text));
}

const encoder = new TextEncoder();
// ignoreBOM keeps a leading U+FEFF: without it decode followed by encode would lose three bytes.
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text to UTF-8 bytes. A lone surrogate has no UTF-8 and becomes U+FFFD: see {@link isWellFormed}. */
export function encodeUtf8(text: string): Bytes {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the Workers types leave open that it might be shared memory
  return encoder.encode(text) as Bytes;
}

/** UTF-8 bytes to text, or undefined where the bytes are not valid UTF-8. `encodeUtf8` gives the same bytes back. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a text survives UTF-8: it has no lone surrogate. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

const hexDigits = "0123456789abcdef";

/** Bytes to lower-case hex, two digits a byte and nothing between them. */
export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += hexDigits.charAt(byte >> 4) + hexDigits.charAt(byte & 15);
  return text;
}

/** Hex to bytes; white space between digits is allowed. Undefined for anything else, an odd digit included. */
export function decodeHex(text: string): Bytes | undefined {
  const digits = text.replace(/\s+/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

// String.fromCharCode takes its bytes as arguments, of which engines accept some tens of thousands.
const charCodeChunk = 0x8000;

/** Bytes to standard padded base64 (RFC 4648 §4), the only spelling that etcd 3.4 accepts. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += charCodeChunk) {
    binary += String.fromCharCode(...bytes.subarray(at, at + charCodeChunk));
  }
  return btoa(binary);
}

/** Standard padded base64 to bytes, or undefined. Url-safe and unpadded spellings are refused, as etcd 3.4 does. */
export function decodeBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Orders bytes as etcd orders keys: byte by byte, a prefix before what it starts. Negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether two byte strings are the same. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && compareBytes(a, b) === 0);
}

/** Whether `bytes` starts with `prefix`. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && equalBytes(bytes.subarray(0, prefix.length), prefix);
}

/** The byte strings joined into one new one. */
export function concatBytes(parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
