/** `POST /api/etcd/stop`: nobody waits for the answers to these requests any more. */
import type { Handler } from "hono";
import { stopRequest } from "@etcd-explorer/shared/contract/schemas";
import type { AppEnv } from "./app-env.ts";
import { readRequest } from "#/guard/request-body.ts";
import type { StopRequests } from "./stop-requests.ts";

export function stopRoute(stops: StopRequests): Handler<AppEnv> {
  return async (context) => {
    const { requests } = await readRequest(context.req.raw, stopRequest);
    stops.stop(requests);
    return context.body(null, 204);
  };
}
