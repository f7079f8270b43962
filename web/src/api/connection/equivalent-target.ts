import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { endpointsOf, formatEndpoint } from "@etcd-explorer/shared/model/connection-ref";
import type { Connection } from "./connection.ts";

/** Whom a copied command speaks to. The addresses of a configured connection stay with the server. */
export function equivalentTarget({ ref, user, tls }: Pick<Connection, "ref" | "user" | "tls">): EquivalentTarget {
  if (ref.kind === "configured") return { endpoints: [], user, worker: { connection: ref.name } };
  const endpoints = endpointsOf(ref).map((endpoint) => formatEndpoint(endpoint, tls));
  const { host, port } = ref;
  return {
    endpoints,
    user,
    worker: ref.others === undefined ? { host, port, ...(tls ? { tls } : {}) } : { endpoints },
  };
}
