/**
 * A protobuf message without its schema: every field by its number, exactly as it is on the wire. What a field of
 * bytes means (a text, a message, plain bytes) the wire does not say; that is a guess, and marked as one.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
import { decodeUtf8, encodeHex } from "@etcd-explorer/shared/model/bytes";
import type { TreeMember, TreeValue } from "./value-tree.ts";

interface Field {
  readonly number: number;
  readonly value: { readonly bytes: Uint8Array } | { readonly text: string };
}

/** Nesting beyond this is shown as bytes: a message that deep is more likely no message. */
const deepest = 40;

function readVarint(bytes: Uint8Array, at: number): { value: bigint; next: number } | undefined {
  let value = 0n;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), next: at + index + 1 };
  }
  return undefined;
}

/** The fields of a message in their order; undefined where the bytes are none. */
export function readFields(bytes: Uint8Array): Field[] | undefined {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = readVarint(bytes, at);
    if (tag === undefined) return undefined;
    const number = Number(tag.value >> 3n);
    if (number < 1 || number > 536_870_911) return undefined;
    const read = readValue(bytes, tag.next, Number(tag.value & 7n));
    if (read === undefined) return undefined;
    fields.push({ number, value: read.value });
    at = read.next;
  }
  return fields;
}

function readValue(
  bytes: Uint8Array,
  at: number,
  wireType: number,
): { value: Field["value"]; next: number } | undefined {
  if (wireType === 0) {
    const varint = readVarint(bytes, at);
    // A negative int32 or int64 is ten bytes of two's complement; no known field is a uint64 of 2^63 and more.
    return varint && { value: { text: BigInt.asIntN(64, varint.value).toString() }, next: varint.next };
  }
  if (wireType === 1 || wireType === 5) {
    const next = at + (wireType === 1 ? 8 : 4);
    if (next > bytes.length) return undefined;
    return { value: { text: `0x${encodeHex(bytes.slice(at, next).toReversed())}` }, next };
  }
  if (wireType !== 2) return undefined;
  const length = readVarint(bytes, at);
  if (length === undefined || length.value > BigInt(bytes.length - length.next)) return undefined;
  const next = length.next + Number(length.value);
  return { value: { bytes: bytes.subarray(length.next, next) }, next };
}

/** The tree of a message; undefined where the bytes are none. */
export function protobufTree(bytes: Uint8Array, depth = 0): TreeValue | undefined {
  const fields = depth > deepest ? undefined : readFields(bytes);
  if (fields === undefined) return undefined;
  const seen = new Map<number, number>();
  const members = fields.map(({ number, value }): TreeMember => {
    const nth = seen.get(number) ?? 0;
    seen.set(number, nth + 1);
    // A repeated field stands there several times: that is no mistake, so it is not marked as a duplicate.
    return { name: String(number), step: `.${number}[${nth}]`, duplicate: false, value: guess(value, depth) };
  });
  return { kind: "object", text: encodeHex(bytes), members };
}

// oxlint-disable-next-line no-control-regex
const unlikelyInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function guess(value: Field["value"], depth: number): TreeValue {
  if ("text" in value) return { kind: "number", text: value.text, members: [] };
  const text = decodeUtf8(value.bytes);
  // A text seldom begins with a line break or tab, which are the tags of fields 1: what reads as a message is one.
  const message = text !== undefined && /^[\t\n\r]/.test(text) ? protobufTree(value.bytes, depth + 1) : undefined;
  if (message !== undefined) return message;
  // A text is printable throughout; few messages are, since their tags and lengths are control characters.
  if (text !== undefined && !unlikelyInText.test(text))
    return { kind: "string", text: JSON.stringify(text), members: [] };
  return protobufTree(value.bytes, depth + 1) ?? { kind: "bytes", text: encodeHex(value.bytes), members: [] };
}
