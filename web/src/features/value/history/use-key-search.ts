import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { addInt64, asRevision, compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import {
  applyFound,
  beginSearch,
  isComplete,
  joinSearches,
  withoutCompacted,
  type Searched,
  type Unsearched,
} from "@etcd-explorer/shared/read/history/replay";
import { mostSilentReplay } from "@etcd-explorer/shared/read/live/live-state";
import { useEffect, useRef, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { WatchHandle } from "#/api/live/live-stream.ts";
import { lazyLiveStreamOf } from "#/api/live/lazy-live.ts";

/** What searches have found of a key's past. */
export interface FoundPast {
  readonly searched: Searched;
  /** The version that was there where the search began. */
  readonly base?: KeyVersion;
}

export type SearchState =
  | { readonly kind: "running"; readonly asked: Unsearched; readonly found: Searched; readonly waits?: Failure }
  | { readonly kind: "failed"; readonly failure: Failure };

interface KeySearch {
  readonly past: FoundPast | undefined;
  readonly state: SearchState | undefined;
  /** Replays what was offered. */
  readonly start: (asked: Unsearched) => void;
  readonly stop: () => void;
}

/**
 * Searches for a key's deletes and earlier lives by a replay, while the history is shown. `floor`: the oldest revision
 * that can be read; `onStale`: the replay would cost more than was said, or etcd's data has gone back, so that nothing was replayed.
 */
export function useKeySearch(key: Key, floor: Revision | undefined, onStale: () => void): KeySearch {
  const { connection, etcd, at } = useConnected();
  const queryClient = useQueryClient();
  const queryKey = etcdCache.pastWrites(connection.id, key, at);
  const { data } = useQuery<FoundPast>({ queryKey, queryFn: skipToken, structuralSharing: false });
  const [state, setState] = useState<SearchState>();
  const running = useRef<WatchHandle>(undefined);
  useEffect(() => () => running.current?.close(), []);

  const end = (then: SearchState | undefined) => {
    running.current?.close();
    running.current = undefined;
    setState(then);
  };
  const keep = async (found: Searched) => {
    end(undefined);
    const searched = data === undefined ? found : joinSearches(data.searched, found);
    const isFirst = floor === undefined || compareInt64(searched.from, floor) <= 0;
    const baseAt = isFirst ? searched.from : asRevision(addInt64(searched.from, -1));
    try {
      const [base] = (await etcd.range({ key, revision: baseAt })).kvs;
      queryClient.setQueryData<FoundPast>(queryKey, { searched, ...(base !== undefined && { base }) });
    } catch (error) {
      setState({ kind: "failed", failure: failureOf(error) });
    }
  };
  const start = (asked: Unsearched) => {
    running.current?.close();
    let found = beginSearch(asked.from, asked.to);
    let isOver = false;
    const show = (waits?: Failure) => setState({ kind: "running", asked, found, ...(waits && { waits }) });
    const finish = () => {
      isOver = true;
      void keep(found);
    };
    show();
    const watch = lazyLiveStreamOf(connection).watch(
      { range: { key }, startRevision: asked.from, knownRevision: asked.to },
      {
        onEvents: (events) => {
          if (isOver) return;
          found = applyFound(found, events);
          const last = events.at(-1);
          if (last !== undefined && compareInt64(last.revision, asked.to) > 0) finish();
          else show();
        },
        onGap: ({ to }) => {
          found = withoutCompacted(found, to);
        },
        onStatus: (status) => {
          if (isOver) return;
          if (status.kind === "live" && isComplete(asked, status.completeTo)) finish();
          if (status.kind === "waiting") show(status.failure);
          if (status.kind === "over") {
            isOver = true;
            end({ kind: "failed", failure: status.failure });
          }
          if (status.kind !== "asks" && status.kind !== "rolled-back") return;
          // It was agreed to so much only where so much was said.
          if (status.kind === "asks" && asked.cost > mostSilentReplay) watch.replay();
          else {
            isOver = true;
            end(undefined);
            onStale();
          }
        },
      },
    );
    running.current = watch;
  };
  return { past: data, state, start, stop: () => end(undefined) };
}
