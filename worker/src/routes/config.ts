/** `GET /api/config`: what the browser may know of the server's settings; never a password, never an address. */
import type { Handler } from "hono";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import type { AppEnv } from "./app-env.ts";
import type { Settings } from "#/settings/settings.ts";

export function configRoute(): Handler<AppEnv> {
  return (context) => {
    const { settings, access } = context.var;
    return context.json({ ...describeSettings(settings), ...(access === "session" && { session: true }) });
  };
}

function describeSettings(settings: Settings): ConfigResponse {
  const { defaultResponseBytes, maxResponseBytes, maxRequestBytes, maxTimeoutMs } = limits;
  return {
    connections: settings.connections.map(
      ({ name, label, colour, production, sample, readOnly, allowSnapshot, endpoints, credentials }) => ({
        name,
        ...(label !== undefined && { label }),
        ...(colour !== undefined && { colour }),
        ...(production !== undefined && { production }),
        ...(sample === true && { sample }),
        readOnly: readOnly || settings.readOnly,
        ...((settings.allowSnapshot || allowSnapshot === true) && { allowSnapshot: true }),
        tls: endpoints.some((endpoint) => endpoint.tls),
        ...(credentials !== undefined && { user: credentials.username }),
        endpoints: endpoints.length,
      }),
    ),
    freeHosts: settings.targets === "any" || settings.targets.length > 0,
    readOnly: settings.readOnly,
    ...(settings.allowSnapshot && { allowSnapshot: true }),
    limits: { defaultResponseBytes, maxResponseBytes, maxRequestBytes, maxTimeoutMs, watches: settings.maxWatches },
  };
}
