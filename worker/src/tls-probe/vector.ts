/** TLS's presentation language (RFC 5246 §4): big-endian numbers, and vectors that carry their length before them. */
import { concatBytes } from "@etcd-explorer/shared/model/bytes";

/** How many bytes a vector's length takes. */
export type LengthSize = 1 | 2 | 3;

export interface Vector {
  readonly content: Uint8Array;
  /** What stands behind it. */
  readonly rest: Uint8Array;
}

/** The number in the first `size` bytes. What is missing counts as zero: look at the length first. */
export function readNumber(bytes: Uint8Array, size: LengthSize): number {
  let number = 0;
  for (let at = 0; at < size; at++) number = number * 256 + (bytes[at] ?? 0);
  return number;
}

/** The vector at the beginning, sharing memory with `bytes`; undefined where it is not whole. */
export function readVector(bytes: Uint8Array, size: LengthSize): Vector | undefined {
  const end = size + readNumber(bytes, size);
  if (bytes.length < size || bytes.length < end) return undefined;
  return { content: bytes.subarray(size, end), rest: bytes.subarray(end) };
}

/** Nothing but vectors in a row; undefined where the last one is not whole. */
export function readVectors(bytes: Uint8Array, size: LengthSize): readonly Uint8Array[] | undefined {
  const contents: Uint8Array[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const vector = readVector(rest, size);
    if (vector === undefined) return undefined;
    contents.push(vector.content);
    rest = vector.rest;
  }
  return contents;
}

/** `number` in `size` bytes. */
export function encodeNumber(number: number, size: LengthSize): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = size - 1, left = number; at >= 0; at--, left = Math.floor(left / 256)) bytes[at] = left % 256;
  return bytes;
}

/** The parts as one vector. */
export function encodeVector(size: LengthSize, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(parts);
  return concatBytes([encodeNumber(content.length, size), content]);
}
