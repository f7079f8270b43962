/** The endpoints between browser and worker, in one table. Both sides take path and method from here. */
import { configResponse, healthRequest, healthResponse, queryRequest, queryResponse } from "./schemas.ts";

export const endpoints = {
  config: { method: "GET", path: "/api/config", response: configResponse },
  health: { method: "POST", path: "/api/etcd/health", request: healthRequest, response: healthResponse },
  query: { method: "POST", path: "/api/etcd/query", request: queryRequest, response: queryResponse },
} as const;

export type EndpointName = keyof typeof endpoints;
