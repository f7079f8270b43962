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
    return { value: { text: fixedText(bytes.slice(at, next)) }, next };
  }
  if (wireType !== 2) return undefined;
  const length = readVarint(bytes, at);
  if (length === undefined || length.value > BigInt(bytes.length - length.next)) return undefined;
  const next = length.next + Number(length.value);
  return { value: { bytes: bytes.subarray(length.next, next) }, next };
}

/** More digits are no number that somebody wrote. */
const fewDigits = 9;

/** A fixed field as the float that somebody may have written, with few digits; else as hex. */
function fixedText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const float = bytes.length === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true);
  const text = String(bytes.length === 8 ? float : Number(float.toPrecision(7)));
  const isLikely = float !== 0 && Math.abs(float) > 1e-6 && Math.abs(float) < 1e15 && text.length <= fewDigits;
  return isLikely && (bytes.length === 8 || Math.fround(Number(text)) === float)
    ? text.replace(/^-?\d+$/, "$&.0")
    : `0x${encodeHex(bytes.toReversed())}`;
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
  // A text is printable throughout; few messages are, since their tags and lengths are control characters.
  const isText = text !== undefined && !unlikelyInText.test(text);
  const message = !isText || readsAsMessage(text, value.bytes) ? protobufTree(value.bytes, depth + 1) : undefined;
  if (message !== undefined) return message;
  return isText
    ? { kind: "string", text: JSON.stringify(text), members: [] }
    : { kind: "bytes", text: encodeHex(value.bytes), members: [] };
}

/** Shorter lengths are control characters, which no text has. */
const shortestPrintable = 0x20;

/**
 * Whether a printable text is a message rather: it begins with a line break or tab, which are the tags of fields 1, as
 * texts seldom do; or the length that its second character is leads to where another field begins, or it ends. That
 * happens to one text of some 95, of those that begin with one of ten signs such as `"`, `*` or `J`.
 */
function readsAsMessage(text: string, bytes: Uint8Array): boolean {
  if (/^[\t\n\r]/.test(text)) return true;
  const [tag = 0, length = 0] = bytes;
  const isDelimited = (tag & 7) === 2 && length >= shortestPrintable && length < 0x80;
  return isDelimited && 2 + length <= bytes.length && readFields(bytes) !== undefined;
}
