import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { lockConnection, resolveConnection, type Connection } from "#/api/connection/connection.ts";
import { useCredentials } from "#/stores/credentials.ts";
import { useIsLocked } from "#/stores/locked-connections.ts";
import { isUsed } from "#/lib/saved-connection.ts";
import { useSavedConnections } from "#/stores/saved-connections.ts";

export interface NamedConnection {
  readonly connection: Connection;
  /** Whether this browser has used it before. Until then nothing may be sent to it: anybody can make a link. */
  readonly used: boolean;
}

/** The connection that a URL names, with the credentials this tab knows; undefined where there is none such. */
export function useNamedConnection(
  name: string | undefined,
  config: ConfigResponse | undefined,
): NamedConnection | undefined {
  const credentials = useCredentials((known) => (name === undefined ? undefined : known[name]));
  const saved = useSavedConnections(({ connections }) => connections);
  const isLocked = useIsLocked();
  const ref = name === undefined ? undefined : parseConnectionRef(name);
  if (ref === undefined || config === undefined) return undefined;
  const connection = resolveConnection(ref, config, credentials, saved);
  // Where the server allows no free hosts, it refuses this one before it dials.
  if (connection === undefined) return undefined;
  return {
    connection: isLocked(connection.id) ? lockConnection(connection) : connection,
    used: !config.freeHosts || isUsed(ref, saved),
  };
}
