/** Protobuf on the wire (https://protobuf.dev/programming-guides/encoding/), as far as Kubernetes writes it. */
import type { Bytes } from "../model/bytes.ts";

/** One field as it stands in a message, by offsets into its bytes. */
export interface Chunk {
  readonly number: number;
  readonly wireType: WireType;
  readonly start: number;
  /** Where its value starts, behind tag and length. */
  readonly valueStart: number;
  readonly end: number;
}

/** Varint, 64 bits, length-delimited, 32 bits. Groups are not written any more. */
export type WireType = 0 | 1 | 2 | 5;

const highestNumber = 536_870_911;

/** The fields of a message in their order; undefined where the bytes are none. */
export function readChunks(bytes: Uint8Array): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const valueAt = endOfVarint(bytes, at);
    if (valueAt === undefined || valueAt - at > 5) return undefined;
    const tag = Number(varintAt(bytes, at));
    const number = Math.floor(tag / 8);
    if (number < 1 || number > highestNumber) return undefined;
    const chunk = readChunk(bytes, { number, start: at, valueAt, wireType: tag % 8 });
    if (chunk === undefined) return undefined;
    chunks.push(chunk);
    at = chunk.end;
  }
  return chunks;
}

interface Begun {
  readonly number: number;
  readonly start: number;
  readonly valueAt: number;
  readonly wireType: number;
}

function readChunk(bytes: Uint8Array, { number, start, valueAt, wireType }: Begun): Chunk | undefined {
  const fixed = wireType === 1 ? 8 : wireType === 5 ? 4 : undefined;
  if (fixed !== undefined && (wireType === 1 || wireType === 5)) {
    const end = valueAt + fixed;
    return end > bytes.length ? undefined : { number, wireType, start, valueStart: valueAt, end };
  }
  if (wireType !== 0 && wireType !== 2) return undefined;
  const next = endOfVarint(bytes, valueAt);
  if (next === undefined) return undefined;
  if (wireType === 0) return { number, wireType, start, valueStart: valueAt, end: next };
  const length = Number(varintAt(bytes, valueAt));
  if (length > bytes.length - next) return undefined;
  return { number, wireType, start, valueStart: next, end: next + length };
}

/** Where the varint at `at` ends; undefined where it is not whole, or longer than ten bytes. */
function endOfVarint(bytes: Uint8Array, at: number): number | undefined {
  for (let next = at; next < at + 10; next++) {
    const byte = bytes[next];
    if (byte === undefined) return undefined;
    if (byte < 0x80) return next + 1;
  }
  return undefined;
}

/** The unsigned varint at `at`: a number while it is a safe integer, else a bigint of 64 bits. */
export function varintAt(bytes: Uint8Array, at: number): number | bigint {
  let value = 0;
  for (let index = 0; index < 7; index++) {
    const byte = bytes[at + index] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value;
  }
  let long = BigInt(value);
  for (let index = 7; index < 10; index++) {
    const byte = bytes[at + index] ?? 0;
    long |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) break;
  }
  return BigInt.asUintN(64, long);
}

const shortVarints: readonly Bytes[] = Array.from({ length: 128 }, (_, value) => Uint8Array.of(value));

/** The bytes of a varint, not to be changed; a negative number is its two's complement of 64 bits, as protobuf writes int32 too. */
export function varintBytes(value: number | bigint): Bytes {
  const short = typeof value === "number" ? shortVarints[value] : undefined;
  if (short !== undefined) return short;
  const bytes: number[] = [];
  let rest = typeof value === "number" && value >= 0 ? value : BigInt.asUintN(64, BigInt(value));
  if (typeof rest === "bigint") {
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
    bytes.push(Number(rest));
  } else {
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** A field: tag, length where it has one, and value. */
export function fieldBytes(number: number, wireType: WireType, value: Uint8Array): readonly Uint8Array[] {
  const tag = varintBytes(number * 8 + wireType);
  return wireType === 2 ? [tag, varintBytes(value.length), value] : [tag, value];
}
