/** The endpoints between browser and worker, in one table. Both sides take path and method from here. */
import {
  configResponse,
  healthRequest,
  healthResponse,
  queryRequest,
  queryResponse,
  stopRequest,
  streamRequest,
} from "./schemas.ts";

export const endpoints = {
  config: { method: "GET", path: "/api/config", response: configResponse },
  health: { method: "POST", path: "/api/etcd/health", request: healthRequest, response: healthResponse },
  query: { method: "POST", path: "/api/etcd/query", request: queryRequest, response: queryResponse },
  /** Answers with etcd's body as it comes. */
  stream: { method: "POST", path: "/api/etcd/stream", request: streamRequest },
  /** Stops requests of this API that were named by `requestIdHeader`. */
  stop: { method: "POST", path: "/api/etcd/stop", request: stopRequest },
  /** A WebSocket; see watch-messages.ts. */
  watch: { method: "GET", path: "/api/etcd/watch" },
} as const;

/** Names a request to `health`, `query` or `stream`, so that `stop` can end it: a UUID of the client's own. */
export const requestIdHeader = "X-Request-Id";
export const requestIdShape: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Where a person signs in to a server that wants an access token: a page of its own, which gives a cookie in exchange
 * and leads on to the app. A token in the fragment (`#access_token=TOKEN`), which no server sees, needs no typing.
 */
export const sessionPath = "/api/session";

export type EndpointName = keyof typeof endpoints;
