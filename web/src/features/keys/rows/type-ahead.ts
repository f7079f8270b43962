/** Finding rows by the beginning of their name, as one types in the tree. */
import { encodeUtf8, type Key } from "@etcd-explorer/shared/model/bytes";
import { nameBelow } from "@etcd-explorer/shared/read/listing/child";
import { startOf } from "@etcd-explorer/shared/read/browse/listing-index";
import type { TreeRows } from "#/features/keys/tree/tree-rows.ts";

/** Keys pressed with a longer pause between them begin a new name. */
export const typeAheadPauseMs = 1000;

/**
 * Whether a key press types a character that goes on with, or begins, a name. Signs begin none: `/` and `?` are acts.
 */
export function typesName(key: string, typed: string): boolean {
  return typed === "" ? /^[\p{L}\p{N}_.]$/u.test(key) : /^[^*?]$/u.test(key);
}

/** Whether a name starts with what was typed. Latin capitals and small letters are the same, and a first delimiter is passed over. */
export function startsTyped(name: Uint8Array, typed: Uint8Array, delimiters: Uint8Array): boolean {
  if (startsFolded(name, typed)) return true;
  return delimiters.includes(name[0] ?? 0) && name.length > 1 && startsFolded(name.subarray(1), typed);
}

function startsFolded(name: Uint8Array, typed: Uint8Array): boolean {
  return name.length >= typed.length && typed.every((byte, at) => fold(name[at] ?? 0) === fold(byte));
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/**
 * The same in a flat list: the next row from `from` on and around to it. Of names with folders in them the start
 * counts, and the last part as well, since that is what tells keys apart.
 */
export function findTypedRow(
  rows: readonly { readonly key: Key }[],
  from: number,
  typed: string,
  nameStart: number,
): number | undefined {
  const bytes = encodeUtf8(typed);
  const first = bytes.length > 1 ? from : from + 1;
  for (let step = 0; step < rows.length; step++) {
    const at = (first + step) % rows.length;
    const name = rows[at]?.key.subarray(nameStart);
    if (name === undefined) continue;
    const last = name.subarray(name.lastIndexOf(slash) + 1);
    if (startsFolded(name, bytes) || startsFolded(last, bytes)) return at;
  }
  return undefined;
}

const slash = 0x2f;

export interface TypedSearch {
  readonly typed: string;
  readonly delimiters: Uint8Array;
  /** Where the names of a folder's rows start. */
  readonly nameStart: (depth: number, folder: Key) => number;
}

/**
 * The next row, from `from` on and around to it, whose name starts with what was typed; -1: none of those that are
 * read. A second letter goes on with the name found, so that `from` itself counts unless it is the first.
 */
export function findTyped(tree: TreeRows, from: number, { typed, delimiters, nameStart }: TypedSearch): number {
  const bytes = encodeUtf8(typed);
  const first = bytes.length > 1 ? from : from + 1;
  let around = -1;
  for (const span of tree.spans) {
    const { folder } = span;
    if (span.kind !== "entries" || folder.state.status !== "ready") continue;
    // Before the start, one hit is enough to remember.
    if (span.start + span.rows <= first && around !== -1) continue;
    const start = nameStart(folder.depth, folder.prefix);
    for (let at = 0; at < span.rows; at++) {
      const row = span.start + at;
      if (row < first && around !== -1) continue;
      const entry = folder.state.listing.entries[span.entry + at];
      if (entry === undefined || !startsTyped(nameBelow(startOf(entry), start), bytes, delimiters)) continue;
      if (row >= first) return row;
      around = row;
    }
  }
  return around;
}
