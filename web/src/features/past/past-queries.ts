/** What is read about the past of what one looks at: its known writes, and the changes around a revision. */
import { queryOptions } from "@tanstack/react-query";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { readLife } from "@etcd-explorer/shared/read/history/read-life";
import { changesAround, type ChangesAround } from "@etcd-explorer/shared/read/past/changes-around";
import { readFewKeys } from "@etcd-explorer/shared/read/past/written-keys";
import { pinCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { askOldest } from "#/api/past/oldest-query.ts";
import { endsQuery, pastCallsOf, readableRanges } from "#/api/past/past-calls.ts";
import { idOf, rangeOf, type Looked } from "./looked.ts";

/** Of one folder at one revision; who comes back soon sees it at once. */
const keptMs = 60_000;

/** Revisions that are known to have written what one looks at; null: it has too many keys to read. */
export function writesQuery(connection: Connection, looked: Looked, at: Revision) {
  return queryOptions({
    queryKey: etcdCache.pastOf(connection.id, "writes", idOf(looked), at),
    queryFn: async ({ client, signal }): Promise<readonly Revision[] | null> => {
      const call = pastCallsOf(connection);
      if (looked.kind === "key") {
        const key = looked.name;
        const ask = (compacted: Revision) => askOldest(connection, { key, compacted }, signal);
        const lives = [call, pinCall(call, at)].map((each) => readLife({ ...each, askOldest: ask }, key, {}, signal));
        return (await Promise.all(lives)).flatMap(({ versions }) => versions.map(({ modRevision }) => modRevision));
      }
      const ranges = await readableRanges(client, connection, rangeOf(looked));
      const read = await Promise.all(
        ranges.flatMap((range) => [readFewKeys(call, range, at, signal), readFewKeys(call, range, undefined, signal)]),
      );
      const keys = read.filter((each) => each !== undefined);
      if (keys.length < read.length) return null;
      const writes = keys.flat().flatMap(({ createRevision, modRevision }) => [createRevision, modRevision]);
      return [...new Set(writes)];
    },
    structuralSharing: false,
    staleTime: keptMs,
    gcTime: keptMs,
  });
}

/** How much of the changes around a revision is wanted. */
export interface AroundWanted {
  readonly before: number;
  readonly after: number;
  /** Somebody has agreed to any cost. */
  readonly isAgreed: boolean;
}

/** What was written around a revision. */
export interface AroundRead extends ChangesAround {
  readonly at: Revision;
}

/** The changes around the viewed revision, by bounded replays; more where somebody asked for it. */
export function aroundQuery(connection: Connection, looked: Looked, at: Revision, wanted: AroundWanted) {
  const what = `around ${wanted.before} ${wanted.after} ${wanted.isAgreed}`;
  return queryOptions({
    queryKey: etcdCache.pastOf(connection.id, what, idOf(looked), at),
    queryFn: async ({ client, signal }): Promise<AroundRead> => {
      const ends = await client.fetchQuery(endsQuery(connection));
      const ranges = await readableRanges(client, connection, rangeOf(looked));
      const call = pastCallsOf(connection);
      const read = ranges.map((range) => changesAround(call, { range, at, ...ends, ...wanted }, signal));
      return { at, ...joinAround(await Promise.all(read), wanted) };
    },
    structuralSharing: false,
    staleTime: keptMs,
    gcTime: keptMs,
    retry: false,
  });
}

/** The changes of several ranges as those of one. */
function joinAround(parts: readonly ChangesAround[], { before, after }: AroundWanted): ChangesAround {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const sorted = (side: "before" | "after") =>
    parts.flatMap((part) => part[side]).toSorted((a, b) => compareInt64(a.revision, b.revision));
  const wholes = parts.flatMap(({ wholeFrom }) => wholeFrom ?? []).toSorted((a, b) => compareInt64(b, a));
  const later = sorted("after");
  return {
    before: sorted("before").slice(-before),
    after: later.slice(0, after),
    wholeFrom: wholes.length < parts.length ? undefined : wholes[0],
    earlierCost: most(parts.map(({ earlierCost }) => earlierCost)),
    hasLater: later.length > after || parts.some(({ hasLater }) => hasLater),
    laterCost: most(parts.map(({ laterCost }) => laterCost)),
    isSilent: parts.some(({ isSilent }) => isSilent),
  };
}

function most(costs: readonly (bigint | undefined)[]): bigint | undefined {
  return costs.reduce(
    (high, cost) => (cost !== undefined && (high === undefined || cost > high) ? cost : high),
    undefined,
  );
}
