/**
 * Reading the fields of etcd's JSON. What the protobuf mapping leaves out is its zero: an absent field reads as
 * zero, false or empty, never as an error; a field of the wrong type is a `malformed` failure that names it.
 */
import { decodeBase64, encodeBase64, type Bytes } from "../model/bytes.ts";
import { FailureError } from "../model/failure.ts";
import { isJson, type Json } from "../model/json.ts";
import { parseInt64, zeroInt64, type Int64 } from "../model/int64.ts";

/** The failure of an answer, or a text, that is not what etcd sends. */
export function malformed(message: string): FailureError {
  return new FailureError({ kind: "malformed", message });
}

/** `value` as an object; `where` names it in the failure. */
export function readObject(value: unknown, where: string): Json {
  if (!isJson(value)) throw malformed(`${where} is not an object`);
  return value;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The field `name` in snake_case, or in the camelCase that the gateway accepts as well. Null counts as absent. */
export function field(json: Json, name: string): unknown {
  return json[name] ?? json[camelCase(name)] ?? undefined;
}

/** Bytes that stand as base64; absent: undefined. */
export function readOptionalBytes(json: Json, name: string): Bytes | undefined {
  const text = field(json, name);
  if (text === undefined) return undefined;
  const bytes = typeof text === "string" ? decodeBase64(text) : undefined;
  if (bytes === undefined) throw malformed(`${name} is not valid base64`);
  return bytes;
}

/** Bytes that stand as base64; absent: empty. */
export function readBytes(json: Json, name: string): Bytes {
  return readOptionalBytes(json, name) ?? new Uint8Array();
}

/** An integer that stands as decimal text or, where it is small, as a number; absent: undefined. */
export function readOptionalInt64(json: Json, name: string): Int64 | undefined {
  const value = field(json, name);
  if (value === undefined) return undefined;
  const integer = parseInt64(value);
  if (integer === undefined) throw malformed(`${name} is not an integer`);
  return integer;
}

/** An integer; absent: zero. */
export function readInt64(json: Json, name: string): Int64 {
  return readOptionalInt64(json, name) ?? zeroInt64;
}

/** True or false; absent: false. */
export function readBoolean(json: Json, name: string): boolean {
  const value = field(json, name);
  if (value !== undefined && typeof value !== "boolean") throw malformed(`${name} is not true or false`);
  return value ?? false;
}

/** A text; absent: empty. */
export function readText(json: Json, name: string): string {
  const value = field(json, name);
  if (value !== undefined && typeof value !== "string") throw malformed(`${name} is not a string`);
  return value ?? "";
}

/** A word of a closed set, or its number in the protobuf enum (its place in `words`); absent: undefined. */
export function readWord<Word extends string>(json: Json, name: string, words: readonly Word[]): Word | undefined {
  const value = field(json, name);
  if (value === undefined) return undefined;
  const word = typeof value === "number" ? words[value] : words.find((known) => known === value);
  if (word === undefined) throw malformed(`${name} is not one of ${words.join(", ")}`);
  return word;
}

/** The items of a list, each read by `read`; absent: none. */
export function readList<Item>(json: Json, name: string, read: (item: unknown) => Item): Item[] {
  const value = field(json, name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed(`${name} is not a list`);
  return value.map((item: unknown) => read(item));
}

/** Base64 of bytes, or undefined for undefined: JSON.stringify then leaves the field out. */
export function base64(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : encodeBase64(bytes);
}

/** `value` without the fields that are undefined, so that what is encoded equals what is sent. */
export function compact(value: Record<string, unknown>): Json {
  return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined));
}

/** A flag as etcd sends it: true, or not at all. */
export function flag(value: boolean | undefined): true | undefined {
  return value === true ? true : undefined;
}

/** An integer as etcd sends it: decimal text, and zero not at all. */
export function nonZero(value: Int64): Int64 | undefined {
  return value === zeroInt64 ? undefined : value;
}
