/** The page's stream of watches, over Node's WebSocket. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { WatchStream, type LiveWiring } from "../../web/src/api/live/live-stream.ts";
import { base64 } from "./real-app.ts";

/** The revision in the header of etcd's answer. */
export const revisionOf = (answer: unknown): Revision => parseRevision(Object(answer).header?.revision) ?? zeroRevision;

/** A stream to the app that answers at `origin`, which may move, on the etcd at `target`. */
export function liveStreamTo(
  origin: () => string,
  target: { readonly host: string; readonly port: number },
): WatchStream {
  const wiring: LiveWiring = {
    target: () => target,
    onTraffic: () => undefined,
    onWritten: () => undefined,
    onError: (error) => {
      throw error;
    },
    newest: async ({ key }) => {
      const body = JSON.stringify({ key: base64(key), count_only: true });
      const answer = await callGateway(origin(), "/api/etcd/query", { ...target, path: "/v3/kv/range", body });
      return revisionOf(Object(answer).parsed);
    },
    openSocket: (listener) => {
      const socket = new WebSocket(`${origin().replace(/^http/, "ws")}/api/etcd/watch`);
      socket.addEventListener("open", () => listener.onOpen());
      socket.addEventListener("message", ({ data }) => listener.onMessage(String(data)));
      socket.addEventListener("close", () => listener.onClose({ kind: "offline", message: "ended" }));
      return { send: (text) => socket.send(text), close: () => socket.close() };
    },
  };
  return new WatchStream(wiring);
}
