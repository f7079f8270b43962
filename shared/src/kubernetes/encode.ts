/**
 * JSON to the message that Kubernetes' own encoder (gogo protobuf) writes of it, guided by the message that it was read
 * from: fields that the table does not know stay where they are, and what an older or newer version left out stays out.
 */
import { concatBytes, equalBytes, type Bytes } from "../model/bytes.ts";
import { beginDecoding, chunksOf, decodeMessage, messageFact, type Decoding } from "./decode.ts";
import { encodeScalar, listItems, mapEntries, type Problem } from "./encode-scalar.ts";
import type { FieldFact, Facts, MessageFact } from "./facts.ts";
import { equalValues, isObjectMap, type ObjectMap, type ObjectValue, type Step } from "./object-value.ts";
import { encodeOr, isOrType } from "./or-types.ts";
import { ownFormOf } from "./own-forms.ts";
import { pairItems } from "./pair-items.ts";
import { fieldBytes, type Chunk, type WireType } from "./wire.ts";

export interface Encoding {
  readonly facts: Facts;
  /** What the stored bytes say. */
  readonly decoding: Decoding;
  /** What an empty value of a type is written as. */
  readonly emptyForms: Map<string, Bytes>;
  readonly problems: Problem[];
  readonly path: Step[];
}

/** `decoding`: of the bytes over which is written. */
export function beginEncoding(facts: Facts, decoding: Decoding): Encoding {
  return { facts, decoding, emptyForms: new Map(), problems: [], path: [] };
}

const empty: Bytes = new Uint8Array();
const emptyMap: ObjectMap = new Map();

/** Tells what is wrong at the place that is being written. */
function refuse(encoding: Encoding, message: string, step?: Step): Bytes {
  encoding.problems.push({ path: step === undefined ? [...encoding.path] : [...encoding.path, step], message });
  return empty;
}

/**
 * The bytes of one message. `original`: the bytes that it was read from; undefined: it is new. What cannot be written is
 * told among the problems, and the bytes are worth nothing then.
 */
export function encodeMessage(
  encoding: Encoding,
  name: string,
  value: ObjectValue,
  original: Uint8Array | undefined,
): Bytes {
  const own = ownFormOf(name);
  if (own !== undefined) {
    // The spelling inside is kept: decimals of a time, blanks of embedded JSON.
    if (original !== undefined && equalValues(own.decode(original), value)) return concatBytes([original]);
    const encoded = own.encode(value);
    return typeof encoded === "string" ? refuse(encoding, `Expected ${encoded}`) : encoded;
  }
  const fact = messageFact(encoding.facts, name);
  if (fact.isList) return encodeFields(encoding, fact, new Map([["items", value]]), original);
  const members = value === null ? emptyMap : isOrType(name) ? encodeOr(name, value) : value;
  if (typeof members === "string") return refuse(encoding, `Expected ${members}`);
  if (!isObjectMap(members)) return refuse(encoding, "Expected a map");
  return encodeFields(encoding, fact, members, original);
}

/** As {@link encodeMessage}, for the members of a map; names that are not in the table are problems. */
export function encodeFields(
  encoding: Encoding,
  fact: MessageFact,
  members: ObjectMap,
  original: Uint8Array | undefined,
): Bytes {
  const names = fact.isList ? new Set(["items"]) : encoding.facts.namesOf(fact);
  for (const name of members.keys()) if (!names.has(name)) refuse(encoding, `Unknown field “${name}”`, name);
  return encodeKnown(encoding, fact, members, original);
}

function encodeKnown(
  encoding: Encoding,
  fact: MessageFact,
  members: ObjectMap,
  original: Uint8Array | undefined,
): Bytes {
  const chunks = original === undefined ? [] : chunksOf(original);
  const kept = chunks.filter(({ number }) => !fact.numbers.has(number)).toSorted((a, b) => a.number - b.number);
  const byNumber = Map.groupBy(chunks, ({ number }) => number);
  const parts: Uint8Array[] = [];
  let next = 0;
  const keepUpTo = (number: number) => {
    for (let chunk = kept[next]; chunk !== undefined && chunk.number < number; chunk = kept[++next]) {
      parts.push(original?.subarray(chunk.start, chunk.end) ?? empty);
    }
  };
  for (const field of fact.fields) {
    keepUpTo(field.number);
    const old = byNumber.get(field.number) ?? [];
    parts.push(...encodeField(encoding, field, members, original === undefined ? undefined : { bytes: original, old }));
  }
  keepUpTo(Number.POSITIVE_INFINITY);
  return concatBytes(parts);
}

/** Where a field stood: the bytes of its message, and its chunks there. */
interface Stood {
  readonly bytes: Uint8Array;
  readonly old: readonly Chunk[];
}

function encodeField(
  encoding: Encoding,
  field: FieldFact,
  members: ObjectMap,
  stood: Stood | undefined,
): readonly Uint8Array[] {
  const { name, number, type, shape } = field;
  if (name === "" && typeof type === "object") return encodeInline(encoding, field, type.message, members, stood);
  const value = members.get(name) ?? null;
  encoding.path.push(name);
  try {
    if (shape === "list") return encodeList(encoding, field, value, stood);
    if (shape === "map") return encodeMap(encoding, field, value, stood);
    const last = lastValue(stood);
    if (typeof type === "object") {
      if (shape === "pointer" && value === null)
        return last?.length === 0 && isNull(encoding, type.message) ? fieldBytes(number, 2, empty) : [];
      const encoded = encodeMessage(encoding, type.message, value, last);
      const isLeftOut =
        shape === "value" && stood !== undefined && last === undefined && isEmptyForm(encoding, type.message, encoded);
      return isLeftOut ? [] : fieldBytes(number, 2, encoded);
    }
    // Go writes bytes and pointers where they are set.
    if (value === null && (shape === "pointer" || type === "y"))
      return last?.length === 0 && type === "y" ? fieldBytes(number, 2, empty) : [];
    const scalar = encodeScalar(type, value);
    if ("problem" in scalar) return [refuse(encoding, scalar.problem)];
    const isLeftOut = shape === "value" && scalar.isZero && stood !== undefined && last === undefined;
    return isLeftOut ? [] : fieldBytes(number, scalar.wireType, scalar.bytes);
  } finally {
    encoding.path.pop();
  }
}

function lastValue(stood: Stood | undefined): Uint8Array | undefined {
  const last = stood?.old.at(-1);
  return last && stood?.bytes.subarray(last.valueStart, last.end);
}

function encodeInline(
  encoding: Encoding,
  { number, shape }: FieldFact,
  message: string,
  members: ObjectMap,
  stood: Stood | undefined,
): readonly Uint8Array[] {
  const fact = messageFact(encoding.facts, message);
  const last = lastValue(stood);
  const isEmpty = ![...encoding.facts.namesOf(fact)].some((name) => (members.get(name) ?? null) !== null);
  if (isEmpty && last === undefined && (shape === "pointer" || stood !== undefined)) return [];
  return fieldBytes(number, 2, encodeKnown(encoding, fact, members, last));
}

/** Whether the bytes are what an empty value of that type is written as: an older version may have left it out. */
function isEmptyForm({ facts, emptyForms }: Encoding, message: string, bytes: Bytes): boolean {
  const form =
    emptyForms.get(message) ?? encodeMessage(beginEncoding(facts, beginDecoding(facts)), message, null, undefined);
  emptyForms.set(message, form);
  return equalBytes(bytes, form);
}

/** Whether JSON writes null for an empty message of that type. */
function isNull({ decoding }: Encoding, message: string): boolean {
  return decodeMessage(decoding, message, empty) === null;
}

function encodeList(
  encoding: Encoding,
  { number, type }: FieldFact,
  value: ObjectValue,
  stood: Stood | undefined,
): readonly Uint8Array[] {
  const items = listItems(value);
  if (items === undefined) return [refuse(encoding, "Expected a list")];
  const originals = typeof type === "object" ? pairItems(items, readOld(encoding, type.message, stood)) : [];
  return items.flatMap((item, at) => {
    encoding.path.push(at);
    const [wireType, bytes] = encodeItem(encoding, type, item, originals[at]);
    encoding.path.pop();
    return fieldBytes(number, wireType, bytes);
  });
}

function readOld({ decoding }: Encoding, message: string, stood: Stood | undefined) {
  return (stood?.old ?? []).map(({ valueStart, end }) => {
    const bytes = stood?.bytes.subarray(valueStart, end) ?? empty;
    return { bytes, value: decodeMessage(decoding, message, bytes) };
  });
}

function encodeItem(
  encoding: Encoding,
  type: FieldFact["type"],
  item: ObjectValue,
  original: Uint8Array | undefined,
): readonly [WireType, Bytes] {
  if (typeof type === "object") return [2, encodeMessage(encoding, type.message, item, original)];
  const scalar = encodeScalar(type, item);
  return "problem" in scalar ? [2, refuse(encoding, scalar.problem)] : [scalar.wireType, scalar.bytes];
}

function encodeMap(
  encoding: Encoding,
  { number, type }: FieldFact,
  value: ObjectValue,
  stood: Stood | undefined,
): readonly Uint8Array[] {
  const entries = mapEntries(value);
  if (entries === undefined) return [refuse(encoding, "Expected a map")];
  const originals = new Map(
    (stood?.old ?? []).map(({ valueStart, end }) => readEntry(stood?.bytes.subarray(valueStart, end) ?? empty)),
  );
  return entries.flatMap(([key, item]) => {
    encoding.path.push(key);
    const parts = encodeEntry(encoding, type, item, originals.get(key));
    encoding.path.pop();
    const keyBytes = encodeScalar("s", key);
    const keyPart =
      "problem" in keyBytes ? [refuse(encoding, keyBytes.problem, key)] : fieldBytes(1, 2, keyBytes.bytes);
    return fieldBytes(number, 2, concatBytes([...keyPart, ...parts]));
  });
}

/** The value of an entry: Go leaves it out where it is bytes that are not set. */
function encodeEntry(
  encoding: Encoding,
  type: FieldFact["type"],
  item: ObjectValue,
  original: Uint8Array | undefined,
): readonly Uint8Array[] {
  if (type === "y" && item === null) return [];
  const [wireType, bytes] = encodeItem(encoding, type, item, original);
  return fieldBytes(2, wireType, bytes);
}

function readEntry(bytes: Uint8Array): readonly [string, Uint8Array | undefined] {
  const chunks = chunksOf(bytes);
  const valueOf = (wanted: number) => {
    const found = chunks.findLast(({ number }) => number === wanted);
    return found && bytes.subarray(found.valueStart, found.end);
  };
  return [new TextDecoder("utf-8", { ignoreBOM: true }).decode(valueOf(1) ?? empty), valueOf(2)];
}
