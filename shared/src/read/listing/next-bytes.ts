/** Into which stretches the possible next bytes are cut, so that few questions find where the keys are. */
import { asKey, type Key } from "../../model/bytes.ts";

/** Bytes from the first up to, not including, the second (at most 256). */
export type ByteSpan = readonly [number, number];

const [zero, nine, capitalA, capitalZ, smallA, smallZ] = [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a];
const alphabets: readonly ByteSpan[] = [
  [zero, nine + 1],
  [capitalA, capitalZ + 1],
  [smallA, smallZ + 1],
];

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

function each([from, end]: ByteSpan): ByteSpan[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, at): ByteSpan => [from + at, from + at + 1]);
}

function steps([from, end]: ByteSpan, size: number): ByteSpan[] {
  if (from >= end) return [];
  const count = Math.max(0, Math.ceil((end - from) / size));
  return Array.from({ length: count }, (_, at): ByteSpan => [from + at * size, Math.min(end, from + (at + 1) * size)]);
}

/** Where nothing is known: every printable byte by itself, the others a few at a time. Less than 128 in all. */
export const anyByte: readonly ByteSpan[] = [
  ...steps([0x00, 0x20], 8),
  ...each([0x20, 0x7f]),
  ...steps([0x7f, 0x100], 5),
];

/**
 * The bytes from `from` up to, not including, `end`, in at least about `parts` where there are so many. `like` is what
 * stands there in a key beside it: bytes of its kind (digits, capitals, small letters) are likely, and cut finely;
 * those around them stay whole. A byte of no kind says nothing: then all are cut alike.
 */
export function bytesLike(like: number, [from, end]: ByteSpan, parts: number): readonly ByteSpan[] {
  const alphabet = alphabets.find(([first, last]) => like >= first && like < last);
  if (alphabet === undefined) return steps([from, end], Math.ceil((end - from) / Math.min(parts, 16)));
  const likely: ByteSpan = [Math.max(from, alphabet[0]), Math.min(end, alphabet[1])];
  const around = (span: ByteSpan) => (span[0] < span[1] ? [span] : []);
  return [
    ...around([from, Math.min(end, alphabet[0])]),
    ...steps(likely, Math.ceil((likely[1] - likely[0]) / parts)),
    ...around([Math.max(from, alphabet[1]), end]),
  ];
}

/** Whether a byte is a letter or a digit, or part of a character beyond ASCII. */
export function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || alphabets.some(([first, end]) => byte >= first && byte < end));
}

/** The first `length` bytes of a name, and one byte more. */
export function followedBy(name: Uint8Array, length: number, byte: number): Key {
  const key = new Uint8Array(length + 1);
  key.set(name.subarray(0, length));
  key[length] = byte;
  return asKey(key);
}
