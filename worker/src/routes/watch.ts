/** `GET /api/etcd/watch`: a WebSocket over which a page holds its watches; the messages are the contract's. */
import type { Handler } from "hono";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { AppEnv } from "./app-env.ts";
import type { AccessGuard } from "#/guard/access-token.ts";
import type { GatewayResources } from "#/etcd/gateway.ts";
import type { Upgrade } from "#/model/transport.ts";
import { WatchSession } from "#/watch/session.ts";

/** Whose page asks was checked before, as for every request: browsers let any page open a WebSocket anywhere. */
export function watchRoute(resources: GatewayResources, access: AccessGuard, upgrade: Upgrade): Handler<AppEnv> {
  return (context) => {
    if (context.req.header("upgrade")?.toLowerCase() !== "websocket") {
      throw new FailureError({ kind: "invalid", field: "Upgrade", message: "must be websocket" });
    }
    const refusal = access.following(context.req.raw);
    return upgrade((socket) => new WatchSession(resources, context.var.settings, socket, refusal));
  };
}
