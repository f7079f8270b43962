import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { parseConnectionRef } from "@etcd-explorer/shared/connection-ref";
import { resolveConnection, type Connection } from "#/api/connection.ts";
import { useCredentials } from "#/stores/credentials.ts";

/** The connection that a URL names, with the credentials this tab knows; undefined where there is none such. */
export function useNamedConnection(
  name: string | undefined,
  config: ConfigResponse | undefined,
): Connection | undefined {
  const credentials = useCredentials((known) => (name === undefined ? undefined : known[name]));
  const ref = name === undefined ? undefined : parseConnectionRef(name);
  return ref === undefined || config === undefined ? undefined : resolveConnection(ref, config, credentials);
}
