/** The endpoints between browser and worker, in one table. Both sides take path and method from here. */
import {
  configResponse,
  healthRequest,
  healthResponse,
  queryRequest,
  queryResponse,
  streamRequest,
} from "./schemas.ts";

export const endpoints = {
  config: { method: "GET", path: "/api/config", response: configResponse },
  health: { method: "POST", path: "/api/etcd/health", request: healthRequest, response: healthResponse },
  query: { method: "POST", path: "/api/etcd/query", request: queryRequest, response: queryResponse },
  /** Answers with etcd's body as it comes. */
  stream: { method: "POST", path: "/api/etcd/stream", request: streamRequest },
  /** A WebSocket; see watch-messages.ts. */
  watch: { method: "GET", path: "/api/etcd/watch" },
} as const;

/**
 * Where a person signs in to a server that wants an access token: a page of its own, which gives a cookie in exchange
 * and leads on to the app. A token in the fragment (`#access_token=TOKEN`), which no server sees, needs no typing.
 */
export const sessionPath = "/api/session";

export type EndpointName = keyof typeof endpoints;
