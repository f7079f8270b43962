/** One key-value of an answer, straight from its bytes: some times quicker than by JSON.parse and atob. */
import { asKey, asValue, decodeUtf8, encodeUtf8, type Bytes } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64FromDigits, zeroInt64, type Int64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { parseExactJson } from "../../wire/exact-json.ts";
import { malformed } from "../../wire/fields.ts";
import { decodeKeyValue } from "../../wire/key-value.ts";
import { decodeBase64Bytes } from "./base64-bytes.ts";

const quote = 0x22;
const colon = 0x3a;
const comma = 0x2c;
/** So far a loop finds a byte sooner than a call does. */
const nearBytes = 64;
const nothing: Bytes = new Uint8Array();

/** Reads the JSON object from `start` (its brace) up to `end` (after its brace). Fails as `malformed`. */
export function decodeEntry(bytes: Uint8Array, start: number, end: number): KeyValue {
  return decodeUsual(bytes, start, end) ?? decodeUnusual(bytes.subarray(start, end));
}

/** What etcd does not send today but JSON allows: escapes, fields that we do not know, numbers without quotes. */
function decodeUnusual(bytes: Uint8Array): KeyValue {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw malformed("a key-value is not UTF-8");
  let json: unknown;
  try {
    json = parseExactJson(text);
  } catch {
    throw malformed("a key-value is not JSON");
  }
  return decodeKeyValue(json);
}

const names = ["key", "value", "lease", "version", "mod_revision", "create_revision"] as const;
type Name = (typeof names)[number];
/** The names by their length: hardly two have the same. */
const namesOfLength = Array.from({ length: 16 }, (_, length) =>
  names.filter((name) => name.length === length).map((name) => ({ name, bytes: encodeUtf8(name) })),
);

function nameIn(bytes: Uint8Array, start: number, end: number): Name | undefined {
  for (const known of namesOfLength[end - start] ?? []) if (isAt(bytes, start, known.bytes)) return known.name;
  return undefined;
}

function isAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let at = 0; at < wanted.length; at++) if (bytes[start + at] !== wanted[at]) return false;
  return true;
}

/** Reads `{"name":"text",…}` with etcd's own names and no escape; undefined for everything else. */
export function decodeUsual(bytes: Uint8Array, start: number, end: number): KeyValue | undefined {
  let [key, value] = [nothing, nothing];
  let [lease, version, modRevision, createRevision]: [Int64, Int64, Int64, Int64] = [
    zeroInt64,
    zeroInt64,
    zeroInt64,
    zeroInt64,
  ];
  for (let at = start; bytes[at] === (at === start ? 0x7b : comma);) {
    const nameStart = skipSpace(bytes, at + 1) + 1;
    if (bytes[nameStart - 1] !== quote) return undefined;
    const nameEnd = findQuote(bytes, nameStart, end);
    const between = skipSpace(bytes, nameEnd + 1);
    const textStart = skipSpace(bytes, between + 1) + 1;
    if (bytes[between] !== colon || bytes[textStart - 1] !== quote) return undefined;
    const textEnd = findQuote(bytes, textStart, end);
    if (textEnd >= end) return undefined;
    const name = nameIn(bytes, nameStart, nameEnd);
    if (name === undefined) return undefined;
    if (name === "key" || name === "value") {
      const content = decodeBase64Bytes(bytes, textStart, textEnd);
      if (content === undefined) return undefined;
      if (name === "key") key = content;
      else value = content;
    } else {
      const integer = int64FromDigits(bytes, textStart, textEnd);
      if (integer === undefined) return undefined;
      if (name === "lease") lease = integer;
      else if (name === "version") version = integer;
      else if (name === "mod_revision") modRevision = integer;
      else createRevision = integer;
    }
    at = skipSpace(bytes, textEnd + 1);
    if (at !== end - 1) continue;
    return {
      key: asKey(key),
      value: asValue(value),
      createRevision: asRevision(createRevision),
      modRevision: asRevision(modRevision),
      version,
      lease: asLeaseId(lease),
    };
  }
  return undefined;
}

/** Where the next quote stands, `end` where there is none before it. What is long is left to the platform. */
function findQuote(bytes: Uint8Array, start: number, end: number): number {
  const near = Math.min(end, start + nearBytes);
  for (let at = start; at < near; at++) if (bytes[at] === quote) return at;
  const found = near === end ? -1 : bytes.indexOf(quote, near);
  return found < 0 || found > end ? end : found;
}

/** Where the next byte stands that is no white space (RFC 8259 §2). */
function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}
