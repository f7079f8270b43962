/** A message of Kubernetes as the JSON that Go writes of it (encoding/json, by the tags of its struct). */
import { decodeUtf8, encodeBase64 } from "../model/bytes.ts";
import type { FieldFact, Facts, MessageFact, Scalar } from "./facts.ts";
import { compareNames, type ObjectMap, type ObjectValue } from "./object-value.ts";
import { decodeOr, isOrType } from "./or-types.ts";
import { ownFormOf } from "./own-forms.ts";
import { Unreadable } from "./unreadable.ts";
import { readChunks, varintAt, type Chunk, type WireType } from "./wire.ts";

/** Deeper than any object of Kubernetes: schemas of CRDs hold themselves. */
const deepest = 100;

export interface Decoding {
  readonly facts: Facts;
  /** Counts the fields that the table does not know. */
  unknownFields: number;
  depth: number;
  /** What was read of these bytes, by where it starts: an encoder asks again at each level. */
  readonly known: Map<number, ObjectValue>;
}

export function beginDecoding(facts: Facts): Decoding {
  return { facts, unknownFields: 0, depth: 0, known: new Map() };
}

const lenientDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads chunks, or says that there are none. */
export function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const chunks = readChunks(bytes);
  if (chunks === undefined) throw new Unreadable("malformed protobuf");
  return chunks;
}

/** A message by its full name. */
export function messageFact(facts: Facts, name: string): MessageFact {
  const fact = facts.message(name);
  if (fact === undefined) throw new Unreadable(`unknown type ${name}`);
  return fact;
}

/** The JSON of one message; throws {@link Unreadable}. */
export function decodeMessage(decoding: Decoding, name: string, bytes: Uint8Array): ObjectValue {
  // No two messages start at one place, unless they are empty.
  const known = bytes.length === 0 ? undefined : decoding.known.get(bytes.byteOffset);
  if (known !== undefined) return known;
  const own = ownFormOf(name);
  const value = own === undefined ? decodeWhole(decoding, name, bytes) : own.decode(bytes);
  if (bytes.length > 0) decoding.known.set(bytes.byteOffset, value);
  return value;
}

function decodeWhole(decoding: Decoding, name: string, bytes: Uint8Array): ObjectValue {
  if (decoding.depth >= deepest) throw new Unreadable("nested too deeply");
  decoding.depth++;
  const fact = messageFact(decoding.facts, name);
  const members = decodeFields(decoding, fact, bytes);
  decoding.depth--;
  if (fact.isList) return members[0]?.[1] ?? [];
  return isOrType(name) ? decodeOr(name, new Map(members)) : toMap(members);
}

function toMap(members: [string, ObjectValue][]): ObjectMap {
  return new Map(members.toSorted(([a], [b]) => compareNames(a, b)));
}

function decodeFields(decoding: Decoding, fact: MessageFact, bytes: Uint8Array): [string, ObjectValue][] {
  const byNumber = new Map<number, Chunk[]>();
  for (const chunk of chunksOf(bytes)) {
    const same = byNumber.get(chunk.number);
    if (same === undefined) byNumber.set(chunk.number, [chunk]);
    else same.push(chunk);
  }
  const members: [string, ObjectValue][] = [];
  for (const field of fact.fields) {
    const chunks = byNumber.get(field.number) ?? [];
    byNumber.delete(field.number);
    const { name, type } = field;
    if (name === "" && typeof type === "object") {
      if (chunks.length === 0 && field.shape === "pointer") continue;
      const inner = messageFact(decoding.facts, type.message);
      members.push(...decodeFields(decoding, inner, lastValue(bytes, chunks, 2) ?? new Uint8Array()));
    } else {
      const value = decodeField(decoding, field, bytes, chunks);
      if (value !== undefined) members.push([name, value]);
    }
  }
  for (const chunks of byNumber.values()) decoding.unknownFields += chunks.length;
  return members;
}

/** The value of a field in JSON; undefined: JSON leaves it out. */
function decodeField(
  decoding: Decoding,
  { shape, type, omits }: FieldFact,
  bytes: Uint8Array,
  chunks: readonly Chunk[],
): ObjectValue | undefined {
  const isAlways = omits === "never";
  const one = (chunk: Chunk): ObjectValue =>
    typeof type === "string"
      ? decodeScalar(type, bytes, chunk)
      : decodeMessage(decoding, type.message, valueOf(bytes, chunk, 2));
  switch (shape) {
    case "list":
      return chunks.length === 0 ? (isAlways ? null : undefined) : chunks.map(one);
    case "map":
      if (chunks.length === 0) return isAlways ? null : undefined;
      return toMap(chunks.map((chunk) => decodeEntry(decoding, type, valueOf(bytes, chunk, 2))));
    case "pointer":
    case "value": {
      const last = chunks.at(-1);
      if (shape === "pointer" || type === "y") {
        if (last === undefined) return isAlways ? null : undefined;
        const value = one(last);
        return shape === "value" && value === "" && omits === "empty" ? undefined : value;
      }
      if (typeof type === "string") {
        const value = last === undefined ? zeroOf(type) : one(last);
        return !isAlways && isZero(value) ? undefined : value;
      }
      const value = last === undefined ? new Uint8Array() : valueOf(bytes, last, 2);
      if (omits === "zero" && isZeroMessage(decoding, type.message, value)) return undefined;
      return decodeMessage(decoding, type.message, value);
    }
    default:
      return shape satisfies never;
  }
}

function decodeEntry(decoding: Decoding, type: FieldFact["type"], bytes: Uint8Array): [string, ObjectValue] {
  const chunks = chunksOf(bytes);
  const key = chunks.findLast(({ number }) => number === 1);
  const last = chunks.findLast(({ number }) => number === 2);
  decoding.unknownFields += chunks.filter(({ number }) => number > 2).length;
  const name = key === undefined ? "" : textOf(valueOf(bytes, key, 2));
  if (typeof type === "object") {
    const inner = last === undefined ? new Uint8Array() : valueOf(bytes, last, 2);
    return [name, decodeMessage(decoding, type.message, inner)];
  }
  if (last === undefined) return [name, type === "y" ? null : zeroOf(type)];
  return [name, decodeScalar(type, bytes, last)];
}

function decodeScalar(type: Scalar, bytes: Uint8Array, chunk: Chunk): ObjectValue {
  switch (type) {
    case "s":
      return textOf(valueOf(bytes, chunk, 2));
    case "y":
      return encodeBase64(valueOf(bytes, chunk, 2));
    case "d": {
      const value = valueOf(bytes, chunk, 1);
      return { number: String(new DataView(value.buffer, value.byteOffset, 8).getFloat64(0, true)) };
    }
    case "b":
    case "i":
    case "l": {
      if (chunk.wireType !== 0) throw new Unreadable("a field with another wire type than the table's");
      const varint = varintAt(bytes, chunk.valueStart);
      if (type === "b") return BigInt(varint) !== 0n;
      if (typeof varint === "number" && varint < 2 ** 31) return { number: String(varint) };
      return { number: String(BigInt.asIntN(type === "i" ? 32 : 64, BigInt(varint))) };
    }
    default:
      return type satisfies never;
  }
}

/** Go keeps bytes that are no UTF-8 in a string, and writes U+FFFD for them; writing that back is found out later. */
function textOf(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? lenientDecoder.decode(bytes);
}

function lastValue(bytes: Uint8Array, chunks: readonly Chunk[], wireType: WireType): Uint8Array | undefined {
  const last = chunks.at(-1);
  return last && valueOf(bytes, last, wireType);
}

function valueOf(bytes: Uint8Array, chunk: Chunk, wireType: WireType): Uint8Array {
  if (chunk.wireType !== wireType) throw new Unreadable("a field with another wire type than the table's");
  return bytes.subarray(chunk.valueStart, chunk.end);
}

/** What Go's zero value of a scalar is in JSON. */
function zeroOf(type: Scalar): ObjectValue {
  return type === "b" ? false : type === "s" ? "" : type === "y" ? null : { number: "0" };
}

function isZero(value: ObjectValue): boolean {
  return (
    value === null ||
    value === false ||
    value === "" ||
    (typeof value === "object" && "number" in value && Number(value.number) === 0)
  );
}

/** Whether Go's `omitzero` leaves a struct out: all of its fields are zero. */
function isZeroMessage(decoding: Decoding, name: string, bytes: Uint8Array): boolean {
  const own = ownFormOf(name);
  if (own !== undefined) return own.decode(bytes) === null;
  const { fields } = messageFact(decoding.facts, name);
  return chunksOf(bytes).every((chunk) => {
    const field = fields.find(({ number }) => number === chunk.number);
    if (field === undefined) return true;
    if (field.shape !== "value" || field.type === "y") return false;
    return typeof field.type === "string"
      ? isZero(decodeScalar(field.type, bytes, chunk))
      : isZeroMessage(decoding, field.type.message, valueOf(bytes, chunk, 2));
  });
}
