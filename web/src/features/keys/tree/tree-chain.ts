/** Which open folders stand in one row: pure. */
import { encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { innermostOfSingle, nextOfSingle, onlyFolder } from "@etcd-explorer/shared/read/browse/folder-chain";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { FolderEntry, Listing } from "@etcd-explorer/shared/read/listing/listing";

/** What is known of a folder. */
export type FolderState =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "ready"; readonly listing: Listing };

/** A folder that is to stand open. */
export interface NamedFolder {
  readonly prefix: Key;
  readonly hex: string;
}

/** The folders of a row. */
export interface Chain extends NamedFolder {
  /** The innermost one, which is the row's own, stands open. */
  readonly isOpen: boolean;
  /** Those around it, the outermost first, in hex. */
  readonly passed: readonly string[];
  /** The open folders in it begin there. */
  readonly next: number;
}

/** A folder that stands in a row of its own. */
export function soleChain({ prefix, hex }: NamedFolder, at: number): Chain {
  return { prefix, hex, isOpen: true, passed: [], next: at + 1 };
}

/**
 * The chain that begins with an open folder. `open` holds the open folders in key order, of which those from `at` up to
 * `end` lie in it; `entry` is what the folder around says of it. Nothing is asked for it: a folder that is being read
 * ends the chain, unless the only key in it is known.
 */
export function followChain(
  open: readonly NamedFolder[],
  at: number,
  end: number,
  entry: FolderEntry,
  delimiters: Uint8Array,
  stateOf: (prefixHex: string) => FolderState | undefined,
): Chain {
  const passed: string[] = [];
  let prefix = entry.prefix;
  let hex = encodeHex(prefix);
  for (let index = at; ;) {
    const state = stateOf(hex);
    const listing = state?.status === "ready" ? state.listing : undefined;
    const only = listing && onlyFolder(listing);
    const next = listing === undefined ? nextOfSingle(entry, prefix, delimiters) : only?.prefix;
    if (next === undefined) return { prefix, hex, isOpen: true, passed, next: index + 1 };
    const found = open.findIndex((each, place) => place > index && place < end && equalBytes(each.prefix, next));
    passed.push(hex);
    if (found === -1) {
      const innermost = only === undefined ? innermostOfSingle(entry, delimiters) : innermostOfSingle(only, delimiters);
      return { prefix: innermost, hex: encodeHex(innermost), isOpen: false, passed, next: end };
    }
    index = found;
    prefix = next;
    hex = encodeHex(next);
  }
}
