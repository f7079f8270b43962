import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { Connection } from "./connection.ts";

/** Whom a copied command speaks to. The addresses of a configured connection stay with the server. */
export function equivalentTarget({ ref, user, tls }: Pick<Connection, "ref" | "user" | "tls">): EquivalentTarget {
  if (ref.kind === "configured") return { endpoints: [], user, worker: { connection: ref.name } };
  const { host, port } = ref;
  return {
    endpoints: [`${tls ? "https" : "http"}://${formatHostPort(host, port)}`],
    user,
    worker: { host, port, ...(tls ? { tls } : {}) },
  };
}
