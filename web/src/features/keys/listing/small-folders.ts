/**
 * Small folders are read with every folder that stands open in them, by one read of their keys: after "Expand all" a
 * reload or refresh would otherwise ask five times for each of hundreds of folders, of one key each.
 */
import type { QueryClient } from "@tanstack/react-query";
import { asKey, encodeHex, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import type { FolderEntry, Listing } from "@etcd-explorer/shared/read/listing/listing";
import { accessQuery } from "#/api/access/access-query.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { nothingExpanded, useExpanded } from "#/stores/expanded.ts";
import { listingsBelow, readBelow } from "@etcd-explorer/shared/read/browse/expand-below";
import { onlyFolder } from "@etcd-explorer/shared/read/browse/folder-chain";
import { entryAtKey } from "@etcd-explorer/shared/read/browse/listing-index";

/** A folder as the tree asks for it. */
export interface Folder {
  readonly prefix: Key;
  readonly delimiters: Uint8Array;
}

/** A folder of so many keys is read whole where others are open in it: some 600 kB at the most, 0.03 s of etcd's. */
const mostSharedKeys = 5000;
/** A folder of so few is read whole in any case: one request in place of five that count. */
const mostReadWhole = 200;

/** What the listing of the folder around says of a folder; undefined where that is not read, or has no such folder. */
export function entryOf(
  client: QueryClient,
  { connection, at }: Connected,
  { prefix, delimiters }: Folder,
): FolderEntry | undefined {
  const around = foldersAbove(prefix, delimiters).at(-2) ?? asKey(new Uint8Array());
  const listing = client.getQueryData<Listing>(etcdCache.folder(connection.id, around, delimiters, at));
  const entry = listing?.entries[entryAtKey(listing, prefix)];
  return entry?.kind === "folder" && equalBytes(entry.prefix, prefix) ? entry : undefined;
}

/** The outermost small folder on the way to a folder, itself included, that is worth reading whole. */
export function smallRootOf(client: QueryClient, connected: Connected, folder: Folder): Key | undefined {
  const { prefix, delimiters } = folder;
  const root = foldersAbove(prefix, delimiters).find((each) => {
    const entry = entryOf(client, connected, { prefix: each, delimiters });
    return entry !== undefined && entry.count <= mostSharedKeys;
  });
  if (root === undefined) return undefined;
  const own = entryOf(client, connected, folder);
  if (own !== undefined && own.count <= mostReadWhole && root.length === prefix.length) return root;
  const start = encodeHex(root);
  const expanded = useExpanded.getState()[connected.connection.id] ?? nothingExpanded;
  const holdsOpen = [...expanded].some((hex) => hex.length > start.length && hex.startsWith(start));
  return holdsOpen ? root : undefined;
}

/** By prefix in hex; undefined: the folder has grown meanwhile, and was not read. */
type Listings = ReadonlyMap<string, Listing> | undefined;

const underWay = new WeakMap<QueryClient, Map<string, Promise<Listings>>>();

/**
 * The listing of a folder out of one read of the small folder around it. Folders that are read at the same moment
 * share that read; those that are opened by it later find their listing in the cache. Undefined: the folder around has
 * grown, or has no such folder any more.
 */
export async function readWithin(
  connected: Connected,
  client: QueryClient,
  root: Key,
  folder: Folder,
): Promise<Listing | undefined> {
  const { connection, at } = connected;
  const { delimiters } = folder;
  const reads = underWay.get(client) ?? new Map<string, Promise<Listings>>();
  underWay.set(client, reads);
  const id = JSON.stringify(etcdCache.folder(connection.id, root, delimiters, at));
  const begin = async (): Promise<Listings> => {
    const access = await client.ensureQueryData(accessQuery(connection));
    // Nobody's leaving ends it: others may wait for the same answer, which is small.
    const { signal } = new AbortController();
    const below = await readBelow(callFor(connected, access, root), root, signal, 2 * mostSharedKeys);
    if (below === undefined) return undefined;
    const { keys, revision } = below;
    const listings = listingsBelow(root, keys, delimiters, revision);
    const expanded = useExpanded.getState()[connection.id] ?? nothingExpanded;
    for (const [hex, listing] of listings) {
      const queryKey = etcdCache.folder(connection.id, listing.prefix, delimiters, at);
      if (expanded.has(hex) && client.getQueryData(queryKey) === undefined) client.setQueryData(queryKey, listing);
    }
    // What stands in one row with the folder opens with it, and need not be read by itself.
    for (let next = listings.get(encodeHex(folder.prefix)); next !== undefined;) {
      const only = onlyFolder(next);
      next = only && listings.get(encodeHex(only.prefix));
      const queryKey = next && etcdCache.folder(connection.id, next.prefix, delimiters, at);
      if (queryKey !== undefined && client.getQueryData(queryKey) === undefined) client.setQueryData(queryKey, next);
    }
    return listings;
  };
  const read = reads.get(id) ?? begin().finally(() => reads.delete(id));
  reads.set(id, read);
  return (await read)?.get(encodeHex(folder.prefix));
}
