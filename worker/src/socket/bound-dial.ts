/**
 * Dials over services that the launcher binds to the app: each reaches one etcd by TLS with a private authority, a
 * client certificate or another server name, none of which the platform's own `connect` can do.
 */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Dial } from "#/model/transport.ts";
import { dialWith, type Connect, type PlatformSocket } from "./dial.ts";

/** What is used of a bound service. */
export interface BoundService {
  /** `address` says nothing: the service knows its own. */
  connect(address: string, options: { allowHalfOpen: boolean }): PlatformSocket;
}

/** Dials endpoints that have a binding over its service, and all others over the platform's `connect`. */
export function dialBound(connect: Connect, serviceOf: (binding: string) => unknown): Dial {
  const dialUnbound = dialWith(connect);
  return (endpoint) => {
    const { binding, tls } = endpoint;
    if (binding === undefined) return dialUnbound(endpoint);
    const service = serviceOf(binding);
    // Never by another way: without the service nobody would check the server, or encrypt at all.
    if (!tls || !isService(service)) {
      const message = `The server's setting CONNECTIONS names the service ${binding}, which is not bound to it`;
      throw new FailureError({ kind: "internal", message });
    }
    const connectBound: Connect = () => service.connect("etcd:1", { allowHalfOpen: false });
    return dialWith(connectBound, connect)(endpoint);
  };
}

function isService(value: unknown): value is BoundService {
  return typeof value === "object" && value !== null && "connect" in value && typeof value.connect === "function";
}
