/** Into which stretches the possible next bytes are cut, so that few questions find where the keys are. */

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
 * The bytes from `from` on, where `like` is what stands there in a key beside it: what is of its kind (digits,
 * capitals, small letters) byte by byte, and what lies around as wholes. Bytes of no kind: sixteen stretches.
 */
export function bytesLike(like: number, from: number): readonly ByteSpan[] {
  const alphabet = alphabets.find(([first, end]) => like >= first && like < end);
  if (alphabet === undefined) return steps([from, 256], 16);
  const [first, end] = alphabet;
  const start = Math.max(from, first);
  const around: readonly ByteSpan[] = [[from, first], ...each([start, end]), [Math.max(end, from), 256]];
  return around.filter(([low, high]) => low < high);
}

/** The bytes from `from` on, undivided. */
export function bytesFrom(from: number): readonly ByteSpan[] {
  return from < 256 ? [[from, 256]] : [];
}
