/** Reads how keys differ now from what they were: keys only, a few folders at once. */
import { queryOptions } from "@tanstack/react-query";
import { asKey, decodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { countDifferences, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import { pinSide } from "@etcd-explorer/shared/read/compare/side";
import { fewKeys } from "@etcd-explorer/shared/read/past/written-keys";
import { readRanges } from "@etcd-explorer/shared/read/ranges/read-ranges";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { pastCallsOf } from "#/api/past/past-calls.ts";
import type { FolderDifferences } from "./folder-differences.ts";

/** "Now" is that of a minute ago at most; the keys of then do not change. */
const freshMs = 60_000;
/** How many folders are read at once, in all. */
const together = 4;
/** More differences are counted, and not marked one by one. */
const mostListed = 20_000;

/**
 * null: the folder has more keys now than are read without being asked for. `isAsked`: it is read however many they are,
 * page by page.
 */
export function differencesQuery(connection: Connection, prefix: Key, at: Revision, isAsked: boolean) {
  return queryOptions({
    queryKey: etcdCache.differences(connection.id, prefix, isAsked, at),
    queryFn: ({ client, signal }): Promise<FolderDifferences | null> =>
      inLine(async () => {
        const access = await client.ensureQueryData(accessQuery(connection));
        const calls = pastCallsOf(connection);
        const live = callFor({ connection, etcd: calls }, access, prefix);
        if (
          !isAsked &&
          Number((await live.range({ ...prefixRange(prefix), countOnly: true }, signal)).count) > fewKeys
        ) {
          return null;
        }
        const left = await pinSide(live, prefix, at, signal);
        const right = await pinSide(live, prefix, "live", signal);
        const differences: Difference[] = [];
        const request = { left, right, isSameCluster: true, keep: mostListed, signal } as const;
        const { counts, total } = await compareSides(request, (found) => void differences.push(...found));
        const keys = { keysThen: total.left, keysNow: total.right };
        return { prefix, now: right.revision, differences, count: countDifferences(counts), ...keys };
      }),
    structuralSharing: false,
    staleTime: freshMs,
    gcTime: freshMs,
    retry: false,
  });
}

/** The same for single keys, whose folder is too large to be read. `hexes`: in key order. */
export function keyDifferencesQuery(connection: Connection, hexes: readonly string[], at: Revision) {
  return queryOptions({
    queryKey: etcdCache.pastOf(connection.id, "keys", hexes.join(" "), at),
    queryFn: ({ signal }): Promise<readonly Difference[]> =>
      inLine(async () => {
        const keys = hexes.map((hex) => asKey(decodeHex(hex) ?? new Uint8Array()));
        const live = pastCallsOf(connection);
        const sides = [
          keys.map((key) => ({ key, keysOnly: true, revision: at })),
          keys.map((key) => ({ key, keysOnly: true })),
        ];
        const [then, now] = await Promise.all(sides.map((requests) => readRanges(live, requests, signal)));
        return keys.flatMap((_, index): Difference[] => {
          const [left, right] = [then?.ranges[index]?.kvs[0], now?.ranges[index]?.kvs[0]];
          if (left === undefined) return right === undefined ? [] : [{ kind: "only-right", right }];
          if (right === undefined) return [{ kind: "only-left", left }];
          return left.modRevision === right.modRevision ? [] : [{ kind: "differs", left, right }];
        });
      }),
    structuralSharing: false,
    staleTime: freshMs,
    gcTime: freshMs,
    retry: false,
  });
}

let running = 0;
const waiting: (() => void)[] = [];

async function inLine<Result>(read: () => Promise<Result>): Promise<Result> {
  if (running >= together) await new Promise<void>((begin) => waiting.push(begin));
  running++;
  try {
    return await read();
  } finally {
    running--;
    waiting.shift()?.();
  }
}
