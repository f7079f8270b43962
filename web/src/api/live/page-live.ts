/** The streams of watches of this page: one for each connection and who signed in, wired here. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import type { ClientConnection } from "#/api/client/client.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { noteRevision } from "#/api/clock/note-sighting.ts";
import { followPage } from "./follow-page.ts";
import { takeHints } from "./hints.ts";
import { tellTraffic } from "./traffic.ts";
import { WatchStream, type LiveSocket, type LiveStream, type LiveWiring } from "./live-stream.ts";

const gone: Failure = { kind: "offline", message: "The connection to the explorer's server ended" };

interface PageStream {
  readonly connectionId: string;
  readonly stream: WatchStream;
}

const streams = new Map<string, PageStream>();

/** The stream of a connection. Who signs in as somebody else gets another one. */
export function liveStreamOf(connection: ClientConnection): LiveStream {
  const key = JSON.stringify([connection.id, connection.target]);
  let known = streams.get(key);
  if (known === undefined) {
    known = { connectionId: connection.id, stream: new WatchStream(wiringOf(connection)) };
    streams.set(key, known);
  }
  return known.stream;
}

/** The streams that have watches: all of them, or those of one connection. */
function usedStreams(connectionId?: string): readonly WatchStream[] {
  return [...streams.values()]
    .filter((known) => known.stream.size > 0 && (connectionId ?? known.connectionId) === known.connectionId)
    .map(({ stream }) => stream);
}

takeHints((connectionId, hint) => {
  for (const stream of usedStreams(connectionId)) {
    if (hint === "reached") stream.retry();
    else stream.recheck();
  }
});

function wiringOf(connection: ClientConnection): LiveWiring {
  return {
    openSocket,
    target: () => connection.target,
    newest: (range) => newestOf(connection, range),
    onTraffic: (bytes, watches) => tellTraffic(connection.id, bytes, watches),
    onWritten: (revision) => noteRevision(connection.id, revision, Date.now()),
    onError: (error) => reportError(error),
  };
}

/** The first key of a range may be read by whoever may watch the range. A count of it reads no value. */
async function newestOf(connection: ClientConnection, { key }: KeyRange): Promise<Revision> {
  const request = encodeRangeRequest({ key, countOnly: true });
  const { header } = decodeRangeResponse(await quietClientOf(connection).call("/v3/kv/range", request));
  if (header === undefined) throw new FailureError({ kind: "malformed", message: "the response has no header" });
  return header.revision;
}

const openSocket: LiveWiring["openSocket"] = (listener): LiveSocket => {
  const url = new URL(endpoints.watch.path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  socket.addEventListener("open", () => listener.onOpen());
  socket.addEventListener("message", ({ data }) => listener.onMessage(String(data)));
  socket.addEventListener("close", () => listener.onClose(gone));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};

if (typeof document !== "undefined") {
  followPage(document, window, usedStreams);
}
