/**
 * Keys as JSON lines, one object a line: `key` and `value` in base64, which alone count where they stand, and beside
 * them `key_text` and `value_text` for readers, only where the bytes are UTF-8. Integers are decimal text.
 */
import { asKey, asValue, decodeUtf8, encodeBase64, encodeUtf8, equalBytes, type Bytes } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, asRevision, noLease, type Int64 } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import { parseExactJson } from "../../wire/exact-json.ts";
import { isJson, type Json } from "../../model/json.ts";
import { compact, field, readInt64, readOptionalBytes, readOptionalInt64 } from "../../wire/fields.ts";
import type { TransferRecord } from "./record.ts";

/**
 * One line, with its line break. `leaseTtl`: seconds that the key's lease was granted. `object`: JSON on one line that
 * stands in place of the value, for readers alone.
 */
export function formatLine(
  kv: KeyValue,
  { leaseTtl, object }: { readonly leaseTtl?: Int64 | undefined; readonly object?: string | undefined } = {},
): string {
  const name = compact({ key: encodeBase64(kv.key), key_text: decodeUtf8(kv.key) });
  const value = compact({ value: encodeBase64(kv.value), value_text: decodeUtf8(kv.value) });
  const facts = compact({
    version: kv.version,
    create_revision: kv.createRevision,
    mod_revision: kv.modRevision,
    lease: kv.lease === noLease ? undefined : kv.lease,
    lease_ttl: leaseTtl,
  });
  const said = object === undefined ? inner(value) : `"object":${object}`;
  return `{${inner(name)},${said},${inner(facts)}}\n`;
}

/** An object's members as JSON, without its braces. */
function inner(members: Json): string {
  return JSON.stringify(members).slice(1, -1);
}

/** A line without the value, for lists of keys. An import refuses it rather than to take the value for empty. */
export function formatKeyLine({ key, version, createRevision, modRevision }: KeyFacts): string {
  const line = compact({
    key: encodeBase64(key),
    key_text: decodeUtf8(key),
    version,
    create_revision: createRevision,
    mod_revision: modRevision,
  });
  return `${JSON.stringify(line)}\n`;
}

/** Reads one line; in words what is wrong with it, and what to do. */
export function parseLine(text: string): TransferRecord | { readonly problem: string } {
  let json: unknown;
  try {
    json = parseExactJson(text);
  } catch {
    return { problem: "is not valid JSON: the line may be incomplete" };
  }
  if (!isJson(json)) return { problem: 'is not a JSON object: write {"key":"…base64…","value":"…base64…"}' };
  try {
    return readRecord(json);
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === "malformed") return { problem: error.failure.message };
    throw error;
  }
}

function readRecord(json: Json): TransferRecord | { readonly problem: string } {
  const key = readEither(json, "key");
  const value = readEither(json, "value");
  if ("problem" in key) return key;
  if ("problem" in value) return value;
  if (key.bytes === undefined || key.bytes.length === 0) return { problem: "has no key: add key (base64) or key_text" };
  if (value.bytes === undefined && field(json, "object") !== undefined)
    return { problem: "holds a decoded object without its bytes: export as JSON lines to import" };
  if (value.bytes === undefined) return { problem: "has no value: add value (base64) or value_text" };
  return recordOf(json, key.bytes, value.bytes);
}

/** Bytes in base64 or as text; where both stand they must agree, since one of them was changed by hand. */
function readEither(json: Json, name: string): { readonly bytes: Bytes | undefined } | { readonly problem: string } {
  const bytes = readOptionalBytes(json, name);
  const text = field(json, `${name}_text`);
  if (text === undefined) return { bytes };
  if (typeof text !== "string" || !text.isWellFormed()) return { problem: `${name}_text is not valid text` };
  const spelled = encodeUtf8(text);
  if (bytes !== undefined && !equalBytes(bytes, spelled)) {
    return { problem: `${name} and ${name}_text differ: remove one of them` };
  }
  return { bytes: spelled };
}

function recordOf(json: Json, key: Bytes, value: Bytes): TransferRecord {
  const version = readOptionalInt64(json, "version");
  const created = readOptionalInt64(json, "create_revision");
  const modified = readOptionalInt64(json, "mod_revision");
  const leaseTtl = readOptionalInt64(json, "lease_ttl");
  return {
    key: asKey(key),
    value: asValue(value),
    lease: asLeaseId(readInt64(json, "lease")),
    ...(version === undefined ? {} : { version }),
    ...(created === undefined ? {} : { createRevision: asRevision(created) }),
    ...(modified === undefined ? {} : { modRevision: asRevision(modified) }),
    ...(leaseTtl === undefined ? {} : { leaseTtl }),
  };
}
