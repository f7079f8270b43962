/**
 * An object as Kubernetes stores it: `k8s`, a zero byte, then a protobuf `runtime.Unknown` with the object inside.
 * Source: k8s.io/apimachinery, runtime/generated.proto and serializer/protobuf.
 */
import { concatBytes, decodeUtf8, equalBytes, type Bytes } from "../model/bytes.ts";
import { beginDecoding, chunksOf, decodeMessage, type Decoding } from "./decode.ts";
import { beginEncoding, encodeFields } from "./encode.ts";
import type { Problem } from "./encode-scalar.ts";
import type { Facts } from "./facts.ts";
import { isStoredObject, objectMagic } from "./object-magic.ts";
import { isObjectMap, type ObjectMap, type ObjectValue } from "./object-value.ts";
import { Unreadable } from "./unreadable.ts";
import { fieldBytes, type Chunk } from "./wire.ts";

/** An object that could be read. */
export interface StoredObject {
  readonly kind: "object";
  readonly apiVersion: string;
  readonly kindName: string;
  /** As JSON, its names in order, with `apiVersion` and `kind`. */
  readonly value: ObjectMap;
  /** Fields of a newer version, which the table does not know: kept as they are, and not shown. */
  readonly unknownFields: number;
}

/** Bytes behind the magic that are no object of the table. */
export interface UnreadObject {
  readonly kind: "unread";
  /** Without a full stop: `malformed protobuf`. */
  readonly reason: string;
}

export type WrittenObject =
  | { readonly kind: "written"; readonly bytes: Bytes }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

interface Envelope {
  readonly bytes: Uint8Array;
  readonly chunks: readonly Chunk[];
  readonly apiVersion: string;
  readonly kindName: string;
  readonly raw: Uint8Array;
}

function readEnvelope(value: Uint8Array): Envelope {
  if (!isStoredObject(value)) throw new Unreadable("no Kubernetes object");
  const bytes = value.subarray(objectMagic.length);
  const chunks = chunksOf(bytes);
  const [typeMeta, raw] = [partOf(bytes, chunks, 1), partOf(bytes, chunks, 2)];
  const encoding = textOf(partOf(bytes, chunks, 3));
  const type = textOf(partOf(bytes, chunks, 4));
  if (encoding !== "") throw new Unreadable(`content encoding ${encoding}`);
  if (type !== "" && type !== "application/vnd.kubernetes.protobuf") throw new Unreadable(`content type ${type}`);
  const meta = typeMeta === undefined ? [] : chunksOf(typeMeta);
  const apiVersion = textOf(partOf(typeMeta, meta, 1));
  return { bytes, chunks, apiVersion, kindName: textOf(partOf(typeMeta, meta, 2)), raw: raw ?? new Uint8Array() };
}

function partOf(bytes: Uint8Array | undefined, chunks: readonly Chunk[], wanted: number): Uint8Array | undefined {
  const found = chunks.findLast(({ number }) => number === wanted);
  if (found !== undefined && found.wireType !== 2) throw new Unreadable("malformed envelope");
  return found && bytes?.subarray(found.valueStart, found.end);
}

function textOf(bytes: Uint8Array | undefined): string {
  const text = decodeUtf8(bytes ?? new Uint8Array());
  if (text === undefined) throw new Unreadable("malformed envelope");
  return text;
}

/** Reads a stored value. It never throws: what cannot be read says why. */
export function readStoredObject(value: Uint8Array, facts: Facts): StoredObject | UnreadObject {
  return orUnread(() => {
    const { apiVersion, kindName, raw } = readEnvelope(value);
    const message = facts.messageOfKind(apiVersion, kindName);
    if (message === undefined) throw new Unreadable(`unknown kind ${apiVersion} ${kindName}`);
    const decoding = beginDecoding(facts);
    const members = decodeMessage(decoding, message, raw);
    if (!isObjectMap(members)) throw new Unreadable(`unknown kind ${apiVersion} ${kindName}`);
    const whole = withTypeMeta(members, apiVersion, kindName);
    return {
      kind: "object",
      apiVersion,
      kindName,
      value: whole,
      unknownFields: decoding.unknownFields,
    };
  });
}

function orUnread<Read>(read: () => Read): Read | UnreadObject {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unread", reason: error.message };
    throw error;
  }
}

function withTypeMeta(members: ObjectMap, apiVersion: string, kind: string): ObjectMap {
  const meta: [string, ObjectValue][] = [
    ["apiVersion", apiVersion],
    ["kind", kind],
  ];
  const given = meta.filter(([, text]) => text !== "");
  // Two kinds of meta have a field `kind` or `apiVersion` of their own; Go prints the object's type there.
  return new Map([...given, ...[...members].filter(([name]) => !given.some(([each]) => each === name))]);
}

/**
 * Why an object cannot be edited: written again unchanged, it would be other bytes. Undefined: it can. Without a full
 * stop.
 */
export function findUneditable(stored: Uint8Array, object: StoredObject, facts: Facts): string | undefined {
  const written = writeStoredObject(object.value, stored, facts);
  if (written.kind === "written") {
    return equalBytes(written.bytes, stored) ? undefined : "encoding it again gives other bytes";
  }
  const [problem] = written.problems;
  return `${problem?.path.join(".") ?? ""} cannot be encoded again`;
}

/**
 * Writes an edited object over the stored one: what is not edited stays as it is, to the byte. Problems tell where a
 * field is unknown or of another type.
 */
export function writeStoredObject(object: ObjectValue, stored: Uint8Array, facts: Facts): WrittenObject {
  const written = orUnread(() => write(object, stored, beginDecoding(facts)));
  return written.kind === "unread" ? { kind: "refused", problems: [{ path: [], message: written.reason }] } : written;
}

function write(object: ObjectValue, stored: Uint8Array, decoding: Decoding): WrittenObject {
  const { facts } = decoding;
  const { bytes, chunks, apiVersion, kindName, raw } = readEnvelope(stored);
  const fact = facts.message(facts.messageOfKind(apiVersion, kindName) ?? "");
  if (fact === undefined) throw new Unreadable(`unknown kind ${apiVersion} ${kindName}`);
  const encoding = beginEncoding(facts, decoding);
  if (!isObjectMap(object)) return { kind: "refused", problems: [{ path: [], message: "Expected a map" }] };
  const members = new Map(object);
  for (const [name, expected] of [
    ["apiVersion", apiVersion],
    ["kind", kindName],
  ] as const) {
    if (expected === "" ? false : members.get(name) !== expected) {
      encoding.problems.push({ path: [name], message: `Keep “${expected}”: another type is another object` });
    }
    members.delete(name);
  }
  const message = encodeFields(encoding, fact, members, raw);
  if (encoding.problems.length > 0) return { kind: "refused", problems: encoding.problems };
  const last = chunks.findLast(({ number }) => number === 2);
  const parts = chunks.flatMap((chunk) =>
    chunk === last ? fieldBytes(2, 2, message) : [bytes.subarray(chunk.start, chunk.end)],
  );
  return { kind: "written", bytes: concatBytes([objectMagic, ...parts]) };
}
