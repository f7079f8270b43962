import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { parseConnectionRef } from "@etcd-explorer/shared/connection-ref";
import { resolveConnection, type Connection } from "#/api/connection.ts";
import { usePasswords } from "#/stores/passwords.ts";

/** The connection that a URL names, with the password this tab knows; undefined where there is none such. */
export function useNamedConnection(
  name: string | undefined,
  config: ConfigResponse | undefined,
): Connection | undefined {
  const password = usePasswords((known) => (name === undefined ? undefined : known[name]));
  const ref = name === undefined ? undefined : parseConnectionRef(name);
  return ref === undefined || config === undefined ? undefined : resolveConnection(ref, config, password);
}
