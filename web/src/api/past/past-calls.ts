/** Calls that look from a revision of the past to what came before and after it: never pinned, and not logged. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import { openEnd, type KeyRange } from "@etcd-explorer/shared/model/range";
import { readHorizon } from "@etcd-explorer/shared/read/history/horizon";
import type { StepCall } from "@etcd-explorer/shared/read/past/step";
import { accessQuery } from "#/api/access/access-query.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createEtcdCalls, type EtcdCalls } from "#/api/client/etcd-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { lazyLiveStreamOf } from "#/api/live/lazy-live.ts";
import { askOldest } from "./oldest-query.ts";
import { replayThrough } from "./replay-through.ts";

/** Reads of any revision, and replays. Nothing of it writes. */
export function pastCallsOf(connection: Connection): StepCall & Pick<EtcdCalls, "txn"> {
  return { ...createEtcdCalls(quietClientOf(connection)), replay: replayThrough(lazyLiveStreamOf(connection)) };
}

/** What can be viewed: from the oldest revision that is left to the newest. */
export interface PastEnds {
  readonly floor: Revision;
  readonly newest: Revision;
}

/** Both move on, so that they are read again where they are some seconds old. */
const freshMs = 5000;

/** The oldest and the newest revision: two or three small reads, and one watch that etcd refuses where it has compacted. */
export function endsQuery(connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.ends(connection.id),
    queryFn: async ({ client, signal }): Promise<PastEnds> => {
      const { range } = pastCallsOf(connection);
      const key = await readableKey(client, connection);
      const readNewest = async () => {
        const { header } = await range({ key, countOnly: true }, signal);
        if (header !== undefined) return header.revision;
        throw new FailureError({ kind: "malformed", message: "the response has no header" });
      };
      const ask = (compacted: Revision) => askOldest(connection, { key, compacted }, signal);
      const floor = await readHorizon({ range }, { key, readNewest, askOldest: ask }, signal);
      return { floor, newest: await readNewest() };
    },
    staleTime: freshMs,
  });
}

/** Any key that whoever is signed in may read. */
async function readableKey(client: QueryClient, connection: Connection): Promise<Key> {
  return (await client.ensureQueryData(accessQuery(connection)))?.read[0]?.key ?? openEnd;
}

/** What of a range may be read, as ranges that are apart from each other. */
export async function readableRanges(
  client: QueryClient,
  connection: Connection,
  range: KeyRange,
): Promise<readonly KeyRange[]> {
  const access = await client.ensureQueryData(accessQuery(connection));
  return access === null ? [range] : within(access.read, range);
}
