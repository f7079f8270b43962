/** The scalars of JSON as protobuf writes them, or what they should be. */
import { decodeBase64, encodeUtf8, isWellFormed, type Bytes } from "../model/bytes.ts";
import type { Scalar } from "./facts.ts";
import { compareNames, isList, isNumberText, isObjectMap, type ObjectValue, type Step } from "./object-value.ts";
import { isInteger } from "./own-forms.ts";
import { varintBytes, type WireType } from "./wire.ts";

/** Something that cannot be written, and where it stands. */
export interface Problem {
  readonly path: readonly Step[];
  /** `Expected text in quotes`. */
  readonly message: string;
}

export type EncodedScalar =
  | { readonly wireType: WireType; readonly bytes: Bytes; readonly isZero: boolean }
  | { readonly problem: string };

/** Null stands for Go's zero value, as it does in encoding/json. */
export function encodeScalar(type: Scalar, value: ObjectValue): EncodedScalar {
  switch (type) {
    case "s":
      return encodeText(value);
    case "y":
      return encodeBytes(value);
    case "b":
      if (value !== null && typeof value !== "boolean") return { problem: "Expected true or false" };
      return { wireType: 0, bytes: varintBytes(value === true ? 1 : 0), isZero: value !== true };
    case "i":
    case "l":
      return encodeInteger(value, type === "i" ? 32 : 64);
    case "d":
      return encodeDouble(value);
    default:
      return type satisfies never;
  }
}

function encodeText(value: ObjectValue): EncodedScalar {
  if (value !== null && typeof value !== "string") {
    const isScalar = typeof value === "boolean" || isNumberText(value);
    return { problem: isScalar ? "Expected text: add quotes" : "Expected text" };
  }
  if (value !== null && !isWellFormed(value)) return { problem: "Invalid Unicode character" };
  return { wireType: 2, bytes: encodeUtf8(value ?? ""), isZero: value === null || value === "" };
}

function encodeBytes(value: ObjectValue): EncodedScalar {
  // YAML may fold base64 into several lines, and Go's decoder passes over line breaks.
  const bytes = typeof value === "string" ? decodeBase64(value.replace(/[\r\n]/g, "")) : undefined;
  return bytes === undefined ? { problem: "Expected base64" } : { wireType: 2, bytes, isZero: bytes.length === 0 };
}

function encodeInteger(value: ObjectValue, bits: 32 | 64): EncodedScalar {
  const text = value === null ? "0" : isNumberText(value) ? value.number : undefined;
  if (text === undefined) {
    const isQuoted = typeof value === "string" && /^-?\d+$/.test(value);
    return { problem: isQuoted ? "Expected a whole number: remove the quotes" : "Expected a whole number" };
  }
  if (!isInteger(text, bits)) {
    return { problem: /^-?\d+$/.test(text) ? `Out of range for ${bits} bits` : "Expected a whole number" };
  }
  const number = Number(text);
  return {
    wireType: 0,
    bytes: varintBytes(Number.isSafeInteger(number) ? number : BigInt(text)),
    isZero: number === 0,
  };
}

function encodeDouble(value: ObjectValue): EncodedScalar {
  const number = value === null ? 0 : isNumberText(value) ? Number(value.number) : Number.NaN;
  if (!Number.isFinite(number)) return { problem: "Expected a number" };
  if (isNumberText(value) && isRounded(value.number, number))
    return { problem: `Too exact: would be stored as ${number}` };
  const bytes: Bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, number, true);
  return { wireType: 1, bytes, isZero: number === 0 && !Object.is(number, -0) };
}

/** Whether 64 bits of a float hold another number than was written: a large integer, or more than 17 digits. */
function isRounded(text: string, number: number): boolean {
  if (/^-?\d+$/.test(text)) return BigInt(text) !== BigInt(number);
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/\D/g, "")
    .replace(/^0+|0+$/g, "");
  return digits.length > 17;
}

/** The items of a list, null being none; undefined: no list. */
export function listItems(value: ObjectValue): readonly ObjectValue[] | undefined {
  return value === null ? [] : isList(value) ? value : undefined;
}

/** The entries of a map in the order in which Go writes them, null being none; undefined: no map. */
export function mapEntries(value: ObjectValue): readonly (readonly [string, ObjectValue])[] | undefined {
  if (value === null) return [];
  return isObjectMap(value) ? [...value].toSorted(([a], [b]) => compareNames(a, b)) : undefined;
}
