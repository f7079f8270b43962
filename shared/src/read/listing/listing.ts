/**
 * A folder as a whole: what is known of it, child by child, and exact counts for what is not.
 * At every moment the entries cover every key below the prefix, so a screen can show all of it.
 */
import type { Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";

/** How a listing asks etcd; a failure is thrown through it, an abort as well. */
export interface ListingCall {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
}

/** A child folder: exactly `count` keys (one at least) start with `prefix`. */
export interface FolderEntry {
  readonly kind: "folder";
  readonly prefix: Key;
  readonly count: number;
  /** The first key in it, where the listing has met it: saves a walk when the folder is listed in turn. */
  readonly first?: KeyFacts;
}

/** A key that lies in the folder itself. */
export interface KeyEntry {
  readonly kind: "key";
  readonly facts: KeyFacts;
}

/** A stretch of exactly `count` keys (one at least) whose children are not known yet. It cuts no child in two. */
export interface UnreadEntry {
  readonly kind: "unread";
  readonly range: { readonly key: Key; readonly rangeEnd: Key };
  readonly count: number;
  /** Its first key, where it is known. */
  readonly first?: KeyFacts;
}

export type Entry = FolderEntry | KeyEntry | UnreadEntry;

/** A folder at one revision. */
export interface Listing {
  readonly prefix: Key;
  /** The bytes that its child folders end with. */
  readonly delimiters: Uint8Array;
  /** In key order, disjoint; together they hold every key below the prefix. */
  readonly entries: readonly Entry[];
  /** Keys below the prefix, those in child folders included: the sum of what the entries hold. */
  readonly count: number;
  /** Everything in it is as of this revision; the facts of single keys may be newer where a watch tells of them alone. */
  readonly revision: Revision;
  /** As it was read, where the events of a watch have been applied since: see `read/follow`. */
  readonly asRead?: Listing;
}

export interface ListingRequest {
  readonly prefix: Key;
  readonly delimiters: Uint8Array;
  /** Read as of this revision; left out: the newest. */
  readonly revision?: Revision;
  /** The folder's entry in its parent's listing. Pass it only with that listing's `revision`: it must still be true. */
  readonly known?: Pick<FolderEntry, "count" | "first">;
  /** What an earlier listing said of it. It need not be true any more: only how to begin follows from it. */
  readonly hint?: Pick<FolderEntry, "count" | "first">;
  /** When to stop and leave the rest unread; left out: {@link defaultBudget}. */
  readonly budget?: Budget;
  /** Aborted: the listing rejects with the signal's reason and asks nothing more. */
  readonly signal?: AbortSignal;
}

/** What one listing may find and ask before it leaves the rest unread. It may overshoot by what is under way. */
export interface Budget {
  /** Children. */
  readonly children: number;
  /** Ranges counted or read. */
  readonly ranges: number;
  /** Keys read, where reading is cheaper than counting; left out: as in {@link defaultBudget}. */
  readonly keys?: number;
}

/** Some dozens of screens, and a few hundred kilobytes. */
export const defaultBudget: Required<Budget> = { children: 2000, ranges: 4000, keys: 5000 };

/** A place in a listing: in that entry, so many keys from its start (0 … count - 1). */
export interface Place {
  readonly entry: number;
  readonly offset: number;
}

/** How many keys an entry stands for. */
export function entryCount(entry: Entry): number {
  return entry.kind === "key" ? 1 : entry.count;
}
