/** Finding rows of the tree by the beginning of their name, as one types in it. */
import { encodeUtf8, type Key } from "@etcd-explorer/shared/model/bytes";
import { startOf } from "@etcd-explorer/shared/read/browse/listing-index";
import { nameBelow } from "@etcd-explorer/shared/read/listing/child";
import { startsTyped } from "#/features/keys/rows/type-ahead.ts";
import type { TreeRows } from "./tree-rows.ts";

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
