/** Whether etcd has its authentication on: without, whoever one says to be is nobody in particular. */
import { queryOptions } from "@tanstack/react-query";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { isJson } from "@etcd-explorer/shared/model/json";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Client } from "#/api/client/client.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import type { Connection } from "./connection.ts";

export type Authentication = "on" | "off" | "unknown";

/** Whatever etcd says tells something. */
const isExpected = () => true;

/**
 * Asks for it. Whoever may not know is told that it is on, by the refusal. 3.4 has no request for it: there nobody signs
 * in, which fails in one way or the other.
 */
export async function readAuthentication(client: Pick<Client, "ask">): Promise<Authentication> {
  const status = await client.ask("/v3/auth/status", {}, { isExpected });
  if (status.kind === "answered") return isJson(status.answer) && status.answer["enabled"] === true ? "on" : "off";
  if (isRefusedBy(status.failure, grpcCode.permissionDenied)) return "on";
  if (!isRefusedBy(status.failure, grpcCode.notFound)) return "unknown";
  const attempt = await client.ask("/v3/auth/authenticate", { name: "", password: "" }, { isExpected });
  if (attempt.kind === "answered") return "on";
  if (isRefusedBy(attempt.failure, grpcCode.failedPrecondition)) return "off";
  return isRefusedBy(attempt.failure, grpcCode.invalidArgument) ? "on" : "unknown";
}

/** The same of a connection, read again with what its user may do. */
export function authenticationQuery(connection: Connection) {
  return queryOptions({
    queryKey: [...etcdCache.access(connection.id), "authentication"],
    queryFn: () => readAuthentication(quietClientOf(connection)),
  });
}
