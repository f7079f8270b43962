/**
 * The tree as rows: pure, from what is known of each open folder. A folder of a million keys makes no million objects:
 * rows are kept as spans of entries and made when somebody looks at one.
 */
import { asKey, decodeHex, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";
import { innermostOfSingle } from "@etcd-explorer/shared/read/browse/folder-chain";
import type { FolderEntry } from "@etcd-explorer/shared/read/listing/listing";
import { rowShows } from "./row-shows.ts";
import type { FolderState } from "./tree-chain.ts";
import { entryAtKey, entryAtOffset, indexOf, lastWhere } from "@etcd-explorer/shared/read/browse/listing-index";

interface RowBase {
  /** Unique in the tree, fit for an element, and stable while the keyspace does not change. */
  readonly id: string;
  readonly depth: number;
  /** The folder that the row stands in. */
  readonly parent: Key;
  /** Its place among the rows of that folder, from 1 on. */
  readonly posInSet: number;
  /** How many they are; -1: not all of them are read, and so nobody knows (WAI-ARIA 1.2, aria-setsize). */
  readonly setSize: number;
}

export type Row = RowBase &
  (
    | {
        readonly kind: "folder";
        /** The innermost of the folders that stand in this row: each holds nothing but the next. */
        readonly prefix: Key;
        /** The first of them; `prefix` itself where there is one. */
        readonly outermost: Key;
        readonly count: number;
        readonly open: boolean;
      }
    | { readonly kind: "key"; readonly facts: KeyFacts }
    /** Not read yet; the keys before it in its folder, as far as one can tell. */
    | { readonly kind: "unread"; readonly entry: number; readonly offset: number }
    | { readonly kind: "loading" }
    | { readonly kind: "failed"; readonly failure: Failure }
    | { readonly kind: "empty" }
  );

/** An open folder in the tree. */
export interface OpenFolder {
  readonly prefix: Key;
  readonly hex: string;
  /** The first of the folders that stand in its row. */
  readonly outermostHex: string;
  readonly depth: number;
  readonly state: FolderState;
  /** The open folder around it; the root has none. */
  readonly above: OpenFolder | undefined;
  /** Its first row: the one after its own. */
  readonly start: number;
  readonly spans: Span[];
}

/** Rows that follow each other: an entry each, an unread stretch, or a word about the folder. */
export interface Span {
  readonly kind: "entries" | "unread" | "word";
  readonly folder: OpenFolder;
  readonly start: number;
  readonly rows: number;
  /** Rows of the same folder that come before, without those of the folders in it. */
  readonly before: number;
  /** The (first) entry that is shown. */
  readonly entry: number;
}

/** The rows of a tree. */
export class TreeRows {
  readonly spans: readonly Span[];
  /** By their prefix, and by those of the folders that stand in the same row. */
  readonly folders: ReadonlyMap<string, OpenFolder>;
  /** The innermost folders of closed rows, by the first in the row. */
  readonly closed: ReadonlyMap<string, Key>;
  readonly count: number;
  readonly compact: boolean;

  constructor({ spans, folders, closed, compact }: Pick<TreeRows, "spans" | "folders" | "closed" | "compact">) {
    this.spans = spans;
    this.folders = folders;
    this.closed = closed;
    this.compact = compact;
    const last = spans.at(-1);
    this.count = last === undefined ? 0 : last.start + last.rows;
  }

  /** The span that a row lies in. */
  spanAt(row: number): Span | undefined {
    if (row < 0 || row >= this.count) return undefined;
    return this.spans[lastWhere(this.spans.length, (at) => (this.spans[at]?.start ?? 0) <= row)];
  }

  /** A row. */
  at(row: number): Row | undefined {
    const span = this.spanAt(row);
    if (span === undefined) return undefined;
    const { folder } = span;
    const base = {
      depth: folder.depth,
      parent: folder.prefix,
      posInSet: span.before + row - span.start + 1,
      setSize: setSizeOf(folder),
    };
    if (folder.state.status !== "ready") {
      return folder.state.status === "failed"
        ? { ...base, kind: "failed", id: `failed-${folder.hex}`, failure: folder.state.failure }
        : { ...base, kind: "loading", id: `loading-${folder.hex}` };
    }
    if (span.kind === "word") return { ...base, kind: "empty", id: `empty-${folder.hex}` };
    const { listing } = folder.state;
    const at = span.kind === "unread" ? span.entry : span.entry + row - span.start;
    const entry = listing.entries[at];
    if (entry === undefined) return undefined;
    if (entry.kind === "key")
      return { ...base, kind: "key", id: `key-${encodeHex(entry.facts.key)}`, facts: entry.facts };
    if (entry.kind === "folder") {
      const outermost = entry.prefix;
      const hex = encodeHex(outermost);
      const openFolder = this.folders.get(hex);
      const prefix = openFolder?.prefix ?? this.closed.get(hex) ?? this.innermostOf(entry, listing.delimiters);
      const { count } = entry;
      return { ...base, kind: "folder", id: `folder-${hex}`, prefix, outermost, count, open: openFolder !== undefined };
    }
    const offset = Math.floor(((row - span.start) / span.rows) * entry.count);
    return { ...base, kind: "unread", id: `unread-${folder.hex}-${row}`, entry: at, offset };
  }

  private innermostOf(entry: FolderEntry, delimiters: Uint8Array): Key {
    return this.compact ? innermostOfSingle(entry, delimiters) : entry.prefix;
  }

  /** Where a row stands, to find it again in other rows. */
  placeOf(row: number): RowPlace | undefined {
    const span = this.spanAt(row);
    const found = this.at(row);
    if (span === undefined || found === undefined) return undefined;
    const { folder } = span;
    if (folder.state.status !== "ready" || span.kind === "word") return { folder: folder.hex, name: "", offset: 0 };
    const { keysBefore } = indexOf(folder.state.listing);
    if (found.kind === "unread") {
      // A row stands for many keys: the last row of all for the last of them, whatever is read of them meanwhile.
      const offset =
        row === this.count - 1 ? folder.state.listing.count - 1 : (keysBefore[found.entry] ?? 0) + found.offset;
      return { folder: folder.hex, name: "", offset };
    }
    const name = found.kind === "key" ? found.facts.key : found.kind === "folder" ? found.prefix : undefined;
    const offset = keysBefore[span.entry + row - span.start] ?? 0;
    return { folder: folder.hex, name: name === undefined ? "" : encodeHex(name), offset };
  }

  /**
   * The row of a place, or the one nearest to it where it is no more or not read yet; undefined: its folder is not open.
   */
  rowOf(place: RowPlace): number | undefined {
    const folder = this.folders.get(place.folder);
    if (folder === undefined) return undefined;
    if (folder.state.status !== "ready") return folder.start;
    const { listing } = folder.state;
    const name = decodeHex(place.name);
    const byName = place.name === "" || name === undefined ? -1 : entryAtKey(listing, asKey(name));
    const found = listing.entries[byName];
    const at = byName === -1 ? entryAtOffset(listing, place.offset) : byName;
    const span = folder.spans[lastWhere(folder.spans.length, (index) => (folder.spans[index]?.entry ?? 0) <= at)];
    if (span === undefined) return folder.start;
    if (span.kind !== "unread") return span.start + Math.min(span.rows - 1, Math.max(0, at - span.entry));
    const entry = found ?? listing.entries[at];
    const within = place.offset - (indexOf(listing).keysBefore[at] ?? 0);
    const share = entry?.kind === "unread" ? Math.max(0, Math.min(0.999_999, within / entry.count)) : 0;
    return span.start + Math.floor(share * span.rows);
  }

  /** A place without a name, as the key or folder that has been read there since. */
  settle(place: RowPlace): RowPlace {
    const row = place.name === "" ? this.rowOf(place) : undefined;
    const now = row === undefined ? undefined : this.placeOf(row);
    return now === undefined || now.name === "" ? place : now;
  }

  /**
   * Whether a row is the one of a place, and not one nearby. What lay there unread may be the folder around it, and of a
   * place without a name any row is.
   */
  isAt({ name }: RowPlace, at: number): boolean {
    if (name === "") return true;
    const row = this.at(at);
    if (row?.kind === "key") return name === encodeHex(row.facts.key);
    return row?.kind === "folder" && name.startsWith(encodeHex(row.outermost));
  }

  /** The open folder that a key lies in, the innermost; undefined while there is no root. */
  folderOf(key: Key): OpenFolder | undefined {
    let folder = this.spans[0]?.folder;
    while (folder?.state.status === "ready") {
      const entry = folder.state.listing.entries[entryAtKey(folder.state.listing, key)];
      const inner =
        entry?.kind === "folder" && startsWith(key, entry.prefix)
          ? this.folders.get(encodeHex(entry.prefix))
          : undefined;
      if (inner === undefined) return folder;
      folder = inner;
    }
    return folder;
  }

  /** The row of a key or folder; undefined where it is not there, or not read. */
  find(key: Key): number | undefined {
    const folder = this.folderOf(key);
    if (folder === undefined) return undefined;
    const row = this.rowOf({ folder: folder.hex, name: encodeHex(key), offset: 0 });
    return row !== undefined && rowShows(this.at(row), key) ? row : undefined;
  }
}

function setSizeOf({ spans, state }: OpenFolder): number {
  if (state.status === "ready" && indexOf(state.listing).unread.length > 0) return -1;
  const last = spans.at(-1);
  return last === undefined ? 0 : last.before + last.rows;
}
