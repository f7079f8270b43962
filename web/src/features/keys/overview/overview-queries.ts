/** What a folder's overview reads beside its listing: sizes by sampling, and what was written last. */
import { queryOptions } from "@tanstack/react-query";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { childShares, type ChildShares } from "@etcd-explorer/shared/read/overview/child-shares";
import { newestWrites } from "@etcd-explorer/shared/read/overview/newest-writes";
import { sampleSizes, type SampledSizes } from "@etcd-explorer/shared/read/overview/sampled-sizes";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";

/** Child folders that have a row of their own. */
const mostFolders = 10;
/** Newest writes that are listed. */
const mostWrites = 10;

/**
 * How many keys may be read without being asked for. Measured beside the count of the same keys (etcd 3.5.30, 200,000
 * and 1,000,000 keys): a sample costs 5 to 10 counts; sorting by revision costs 10 to 30, and memory for every value.
 */
export const readUnasked = { sizes: 200_000, newest: 20_000 };
/** More are never sorted: etcd would hold all of their values at once. */
export const mostSorted = 200_000;

/** The child folders of a listing as the overview shows them. */
export function sharesOf(listing: Listing): ChildShares {
  return childShares(listing, mostFolders);
}

/** Sizes of a folder and of its largest child folders. They may be some minutes old: only a refresh reads them again. */
export function sizesQuery(connected: Connected, listing: Listing) {
  const { connection, at } = connected;
  const { prefix, count } = listing;
  return queryOptions({
    queryKey: etcdCache.overview(connection.id, prefix, "sizes", at),
    queryFn: async ({ client, signal }): Promise<SampledSizes> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const call = callFor(connected, access, prefix);
      return sampleSizes(call, [prefixRange(prefix)], [count], sharesOf(listing).largest, signal);
    },
    staleTime: Infinity,
  });
}

/** What was written last below a folder, the newest first; read again whenever the folder is. */
export function newestQuery(connected: Connected, { prefix, revision }: Listing) {
  const { connection, etcd, at } = connected;
  return queryOptions({
    queryKey: etcdCache.overview(connection.id, prefix, `newest ${revision}`, at),
    queryFn: async ({ client, signal }): Promise<readonly KeyFacts[]> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const range = prefixRange(prefix);
      return newestWrites(etcd, access === null ? [range] : within(access.read, range), mostWrites, signal);
    },
    staleTime: Infinity,
  });
}
