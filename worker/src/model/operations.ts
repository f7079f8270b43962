/** What etcd's gateway paths are and do. Source: etcd api/etcdserverpb/rpc.proto and its http annotations. */
import { findOperation, pathAliases, type Effect } from "@etcd-explorer/shared/command/api-table/operations";

export type PathPrefix = "/v3" | "/v3beta" | "/v3alpha";

/** The prefixes of the gateway, newest first: 3.4 serves the first two, 3.3 also the last. */
export const pathPrefixes: readonly PathPrefix[] = ["/v3", "/v3beta", "/v3alpha"];

/** `/v3/kv/range` to its prefix and the name of its operation, `kv/range`; undefined for what is no gateway path. */
export function splitPath(path: string): { readonly prefix: PathPrefix; readonly operation: string } | undefined {
  const prefix = pathPrefixes.find((candidate) => path.startsWith(`${candidate}/`));
  return prefix === undefined ? undefined : { prefix, operation: path.slice(prefix.length + 1) };
}

/** The path as etcd has it. */
export function resolveAlias(path: string): string {
  const parts = splitPath(path);
  const alias = parts && pathAliases.get(parts.operation);
  return parts === undefined || alias === undefined ? path : `${parts.prefix}/${alias}`;
}

/**
 * How an operation stands to what is stored: some only read, whatever their body says; of some, only the body tells;
 * everything else writes, above all what a later version may bring.
 */
export function effectOf(operation: string): Effect {
  return findOperation(operation)?.effect ?? "writes";
}

/** Whether the answer to that path may be silent for long without anything being wrong. */
export function isQuiet(path: string): boolean {
  const operation = splitPath(path)?.operation ?? "";
  return operation === "watch" || operation === "election/observe";
}
