/** The stream of watches for screens that must show before it is loaded: the same, a moment later. */
import type { WatchRequest } from "@etcd-explorer/shared/model/watch";
import type { ClientConnection } from "#/api/client/client.ts";
import { loadPart } from "#/lib/page-error.ts";
import type { LiveStream, WatchHandle, WatchListener } from "./live-stream.ts";

/** A stream whose code is loaded with its first watch. Where it does not load, the watch waits, and says why. */
export function lazyLiveStreamOf(connection: ClientConnection): LiveStream {
  return { watch: (request, listener) => watchLater(connection, request, listener) };
}

function watchLater(connection: ClientConnection, request: WatchRequest, listener: WatchListener): WatchHandle {
  let handle: WatchHandle | undefined;
  let isClosed = false;
  let isLoading = false;
  const load = () => {
    if (isLoading || handle !== undefined) return;
    isLoading = true;
    loadPart(() => import("./page-live.ts")).then(
      ({ liveStreamOf }) => {
        if (!isClosed) handle = liveStreamOf(connection).watch(request, listener);
      },
      () => {
        isLoading = false;
        if (isClosed) return;
        const message = "A part of the page did not load";
        listener.onStatus({ kind: "over", failure: { kind: "offline", message } });
      },
    );
  };
  load();
  return {
    close: () => {
      isClosed = true;
      handle?.close();
    },
    replay: () => handle?.replay(),
    beginNow: () => handle?.beginNow(),
    retryNow: () => (handle === undefined ? load() : handle.retryNow()),
  };
}
