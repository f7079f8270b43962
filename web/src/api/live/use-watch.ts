import type { WatchRequest } from "@etcd-explorer/shared/model/watch";
import { encodeWatchCreate } from "@etcd-explorer/shared/wire/watch";
import { useEffect, useRef, type RefObject } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { lazyLiveStreamOf } from "./lazy-live.ts";
import type { WatchHandle, WatchListener } from "./live-stream.ts";

/**
 * Watches `request` while the component is shown; undefined: nothing. A request that says the same goes on; another one
 * begins anew. The newest `listener` is told.
 */
export function useWatch(
  connection: Connection,
  request: WatchRequest | undefined,
  listener: WatchListener,
): RefObject<WatchHandle | undefined> {
  const handle = useRef<WatchHandle>(undefined);
  const newest = useRef({ request, listener });
  useEffect(() => {
    newest.current = { request, listener };
  });
  const asked = request === undefined ? undefined : JSON.stringify(encodeWatchCreate("", request));
  useEffect(() => {
    const wanted = newest.current.request;
    if (asked === undefined || wanted === undefined) return undefined;
    const watch = lazyLiveStreamOf(connection).watch(wanted, {
      onEvents: (events) => newest.current.listener.onEvents(events),
      onGap: (gap) => newest.current.listener.onGap(gap),
      onStatus: (status) => newest.current.listener.onStatus(status),
    });
    handle.current = watch;
    return () => {
      handle.current = undefined;
      watch.close();
    };
  }, [connection, asked]);
  return handle;
}
