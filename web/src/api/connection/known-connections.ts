import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { endpointsOf, type ConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
import { refOf, type SavedConnection } from "#/lib/saved-connection.ts";
import { resolveConnection, type Connection } from "./connection.ts";

/** The connections that one can choose from: those of the server, and those of this browser where the server lets them be. */
export interface KnownConnections {
  readonly configured: readonly Connection[];
  readonly saved: readonly Connection[];
}

/** Nobody is signed in to any of them: what is asked to show them needs no user. */
export function listConnections(config: ConfigResponse, saved: readonly SavedConnection[]): KnownConnections {
  const resolve = (ref: ConnectionRef | undefined) =>
    (ref === undefined ? undefined : resolveConnection(ref, config, undefined, saved)) ?? [];
  return {
    configured: config.connections.flatMap(({ name }) => resolve({ kind: "configured", name })),
    saved: config.freeHosts ? saved.flatMap((each) => resolve(refOf(each))) : [],
  };
}

/** Where a connection leads, as short as it can be told: `https://a:2379, +2`, or its name on the server. */
export function describePlace({ ref, tls, label }: Pick<Connection, "ref" | "tls" | "label">): string | undefined {
  if (ref.kind === "configured") return ref.name === label ? undefined : ref.name;
  const [first, ...others] = endpointsOf(ref);
  if (first === undefined) return undefined;
  const address = `${tls ? "https://" : ""}${formatHostPort(first.host, first.port)}`;
  return others.length === 0 ? address : `${address}, +${others.length}`;
}
