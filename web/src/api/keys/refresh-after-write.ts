/** What a write makes stale, read again as cheaply as it can be. What was read of a revision stays: it cannot change. */
import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { int64 } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { ListingCall } from "@etcd-explorer/shared/read/listing/listing";
import { accessQuery } from "#/api/access/access-query.ts";
import { etcdCache, readAtOf } from "#/api/cache/etcd-cache.ts";
import { callFor, type Readable } from "#/api/access/readable-call.ts";
import { factsOf, withKeyRead, type TablePage } from "./table-pages.ts";

/** Of a table of more pages only the key that was written is read again, and how many keys there are. */
const readAgainPages = 4;

type TableData = InfiniteData<TablePage>;

/** A key as its write told that it is now; without `kv` it is gone. It is in the cache already. */
export interface KnownKey {
  readonly kv: KeyValue | undefined;
}

/**
 * Reads again what a write of `key` changed and is on the screen: the key, unless it is `known`, and every folder and
 * table that holds it. Folders elsewhere are left alone.
 */
export async function refreshAfterWrite(
  client: QueryClient,
  connected: Readable,
  key: Key,
  known?: KnownKey,
): Promise<void> {
  const { id } = connected.connection;
  const hex = encodeHex(key);
  const tables = client.getQueriesData<TableData>({
    queryKey: etcdCache.tables(id),
    predicate: ({ queryKey }) => holds(queryKey, hex),
  });
  await Promise.all([
    known ?? client.invalidateQueries({ queryKey: etcdCache.key(id, key, "live"), exact: true }),
    client.invalidateQueries({
      queryKey: etcdCache.folders(id),
      predicate: ({ queryKey }) => holds(queryKey, hex),
    }),
    ...tables.map(([queryKey, data]) =>
      data !== undefined && data.pages.length > readAgainPages
        ? refreshRow(client, connected, queryKey, key, known)
        : client.invalidateQueries({ queryKey, exact: true }),
    ),
  ]);
}

/** Whether a folder or table shows the newest keys below a prefix, among them the one that `hex` spells. */
function holds(queryKey: QueryKey, hex: string): boolean {
  const prefix = queryKey[3];
  return typeof prefix === "string" && hex.startsWith(prefix) && readAtOf(queryKey) === "live";
}

/**
 * Reads again everything of a connection that is on the screen, after writes of which nobody wants to tell the keys. Not
 * whether it can be reached, which has just been seen.
 */
export async function refreshAfterWrites(client: QueryClient, connectionId: string): Promise<void> {
  await client.invalidateQueries({
    queryKey: etcdCache.connection(connectionId),
    predicate: ({ queryKey }) => !queryKey.includes("health") && (readAtOf(queryKey) ?? "live") === "live",
  });
}

/** Puts the key as it is now into a long table; where it cannot be read, the table is read again and says why. */
async function refreshRow(
  client: QueryClient,
  connected: Readable,
  queryKey: QueryKey,
  key: Key,
  known: KnownKey | undefined,
): Promise<void> {
  const prefix = prefixOf(queryKey);
  try {
    const access = await client.ensureQueryData(accessQuery(connected.connection));
    const call = callFor(connected, access, prefix);
    const [row, all] = await Promise.all([
      known ?? readRow(call, key),
      call.range({ ...prefixRange(prefix), countOnly: true }),
    ]);
    const facts = row.kv && factsOf(row.kv);
    const read = { key, facts, count: Number(all.count), countAt: all.header?.revision };
    client.setQueryData<TableData>(queryKey, (data) => data && { ...data, pages: [...withKeyRead(data.pages, read)] });
  } catch {
    await client.invalidateQueries({ queryKey, exact: true });
  }
}

async function readRow(call: ListingCall, key: Key): Promise<KnownKey> {
  const { kvs } = await call.range({ key, keysOnly: true, limit: int64(1) });
  return { kv: kvs[0] };
}

/** The prefix of a table, which its cache key spells in hex. */
function prefixOf([, , , hex]: QueryKey): Key {
  return asKey((typeof hex === "string" ? decodeHex(hex) : undefined) ?? new Uint8Array());
}
