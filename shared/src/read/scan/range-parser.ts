/**
 * The answer of `/v3/kv/range`, or what `etcdctl get -w json` prints, as it comes, piece by piece: one JSON object whose `kvs` may be a hundred megabytes, of
 * which never more than one key-value and a piece are held.
 */
import { concatBytes } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { parseExactJson } from "../../wire/exact-json.ts";
import { malformed } from "../../wire/fields.ts";
import { decodeRangeResponse } from "../../wire/responses.ts";
import { decodeEntry, decodeUsual } from "./entry-bytes.ts";

const quote = 0x22;
const backslash = 0x5c;
/** What stands around the key-values: a header and two fields. More is no answer of etcd. */
const outlineBytes = 64 * 1024;
const kvsBefore = /"kvs"\s*:\s*$/;

/** Sans I/O: `push` every piece, then `end`. Each key-value is handed over as soon as its last byte is there. */
export class RangeParser {
  readonly #onEntry: (kv: KeyValue) => void;
  /** The document without what stands between the brackets of `kvs`. */
  #outline = "";
  #inList = false;
  /** Whether a comma must come before the next key-value, and whether one has. */
  #separated = true;
  #listed = 0;
  /** Where within the JSON the next byte stands; within a key-value, counted from its brace. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The beginning of a key-value whose end has not come yet, and how far it was looked through. */
  #rest: Uint8Array = new Uint8Array();
  #looked = 0;
  #receivedBytes = 0;

  constructor(onEntry: (kv: KeyValue) => void) {
    this.#onEntry = onEntry;
  }

  /** Takes the next piece; it may be reused afterwards. Fails as `malformed`. */
  push(piece: Uint8Array): void {
    this.#receivedBytes += piece.length;
    const bytes = this.#rest.length === 0 ? piece : concatBytes([this.#rest, piece]);
    let at = 0;
    while (at < bytes.length) {
      if (!this.#inList) at = this.#readOutline(bytes, at);
      else {
        const next = this.#readEntry(bytes, at);
        if (next === undefined) break;
        at = next;
      }
    }
    this.#rest = bytes.slice(at);
  }

  /** What stood around the key-values, `kvs` being empty. Fails as `truncated` where the answer is not whole. */
  end(): RangeResponse {
    if (this.#inList || this.#depth > 0 || this.#inString || this.#outline.trim() === "") {
      throw new FailureError({ kind: "truncated", at: "body", receivedBytes: this.#receivedBytes });
    }
    let json: unknown;
    try {
      json = parseExactJson(this.#outline);
    } catch {
      throw malformed("it is not JSON");
    }
    return decodeRangeResponse(json);
  }

  /** Goes on to the end of the bytes or into the list; gives where. */
  #readOutline(bytes: Uint8Array, start: number): number {
    let at = start;
    let opened = false;
    while (at < bytes.length && !opened) {
      const byte = bytes[at++] ?? 0;
      opened = byte === 0x5b && this.#depth === 1 && !this.#inString && this.#endsInKvs(bytes.subarray(start, at - 1));
      if (opened) this.#inList = true;
      else this.#step(byte);
    }
    this.#append(bytes.subarray(start, at));
    return at;
  }

  #endsInKvs(before: Uint8Array): boolean {
    return kvsBefore.test(this.#outline + latin1(before));
  }

  #append(bytes: Uint8Array): void {
    this.#outline += latin1(bytes);
    if (this.#outline.length > outlineBytes) throw malformed("the fields besides kvs are too long");
  }

  /** Reads one thing of the list: a key-value, a comma, white space, its end. Undefined: not whole yet. */
  #readEntry(bytes: Uint8Array, at: number): number | undefined {
    switch (bytes[at] ?? 0) {
      case 0x7b:
        break;
      case 0x2c:
        if (this.#separated) throw malformed("kvs has an extra comma");
        this.#separated = true;
        return at + 1;
      case 0x5d:
        if (this.#separated && this.#listed > 0) throw malformed("kvs ends with a comma");
        this.#inList = false;
        this.#append(bytes.subarray(at, at + 1));
        return at + 1;
      case 0x20:
      case 0x0a:
      case 0x0d:
      case 0x09:
        return at + 1;
      default:
        throw malformed("kvs contains something other than objects");
    }
    // Nothing that etcd writes into a key-value holds a brace: the next one nearly always ends it.
    const brace = this.#looked === 0 ? bytes.indexOf(0x7d, at) : -1;
    const usual = brace < 0 ? undefined : decodeUsual(bytes, at, brace + 1);
    const end = usual === undefined ? this.#findEnd(bytes, at) : brace + 1;
    if (end === undefined) return undefined;
    if (!this.#separated) throw malformed("a comma between two key-values is missing");
    this.#onEntry(usual ?? decodeEntry(bytes, at, end));
    this.#separated = false;
    this.#listed++;
    this.#looked = 0;
    return end;
  }

  /** After the brace that closes the object from `start`; goes on where an earlier call stopped. */
  #findEnd(bytes: Uint8Array, start: number): number | undefined {
    let at = start + this.#looked;
    for (; at < bytes.length; at++) {
      if (this.#inString && !this.#escaped) {
        at = skipPlain(bytes, at);
        if (at === bytes.length) break;
      }
      this.#step(bytes[at] ?? 0);
      if (this.#depth === 1 && bytes[at] === 0x7d && !this.#inString) return at + 1;
    }
    this.#looked = bytes.length - start;
    return undefined;
  }

  #step(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (this.#inString) {
      if (byte === backslash) this.#escaped = true;
      else if (byte === quote) this.#inString = false;
    } else if (byte === quote) this.#inString = true;
    else if (byte === 0x7b || byte === 0x5b) this.#depth++;
    else if (byte === 0x7d || byte === 0x5d) this.#depth--;
  }
}

/** Where the next quote or backslash stands. */
function skipPlain(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== quote && bytes[at] !== backslash) at++;
  return at;
}

/** The outline is etcd's ASCII; what is not stays apart from it in any spelling. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
