/** What a folder's overview reads beside its listing: sizes by sampling, and what was written last. */
import { queryOptions } from "@tanstack/react-query";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { childShares, type ChildShares } from "@etcd-explorer/shared/read/overview/child-shares";
import { pinCall } from "@etcd-explorer/shared/read/past/pinned-call";
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
 * How much is read without being asked for. Measured beside the count of the same keys (etcd 3.5.30, 200,000 and 1,000,000
 * keys): a sample costs 5 to 10 counts; sorting by revision costs 10 to 30, and memory for every value.
 */
export const readUnasked = { sizesOfKeys: 100_000, newestOfKeys: 20_000, newestOfBytes: 32_000_000 };
/** More are never sorted: etcd would hold all of their values at once. */
export const mostSorted = 200_000;
/** What an older revision showed is not kept for long. */
const keptMs = 60_000;

/** The child folders of a listing as the overview shows them. */
export function sharesOf(listing: Listing): ChildShares {
  return childShares(listing, mostFolders);
}

/** Sizes of a folder and of its largest child folders, at the revision of its listing. */
export function sizesQuery(connected: Connected, listing: Listing) {
  const { connection, at } = connected;
  const { prefix, count, revision } = listing;
  return queryOptions({
    queryKey: etcdCache.overview(connection.id, prefix, `sizes ${revision}`, at),
    queryFn: async ({ client, signal }): Promise<SampledSizes> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const call = pinCall(callFor(connected, access, prefix), revision);
      return sampleSizes(call, [prefixRange(prefix)], [count], sharesOf(listing).largest, signal);
    },
    staleTime: Infinity,
    gcTime: keptMs,
  });
}

/** What was written last below a folder, the newest first, at the revision of its listing. */
export function newestQuery(connected: Connected, { prefix, revision }: Listing) {
  const { connection, etcd, at } = connected;
  return queryOptions({
    queryKey: etcdCache.overview(connection.id, prefix, `newest ${revision}`, at),
    queryFn: async ({ client, signal }): Promise<readonly KeyFacts[]> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const range = prefixRange(prefix);
      return newestWrites(
        pinCall(etcd, revision),
        access === null ? [range] : within(access.read, range),
        mostWrites,
        signal,
      );
    },
    staleTime: Infinity,
    gcTime: keptMs,
  });
}
