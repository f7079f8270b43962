/** What kubectl would do with the open object. */
import { quoteSh } from "@etcd-explorer/shared/command/shell/sh-quote";
import type { ObjectView } from "#/features/value/text/object-view.ts";

/** What is asked of kubectl. */
export type KubectlVerb = "get" | "edit" | "describe" | "delete";

/**
 * One command. The kind goes with its group, so that another group's kind of that name is not meant.
 *
 * @example kubectlCommand("edit", cart); // kubectl -n shop edit deployment.apps/cart
 */
export function kubectlCommand(verb: KubectlVerb, object: ObjectView): string {
  const { apiVersion, kind, name, namespace } = object;
  const slash = apiVersion.indexOf("/");
  const group = slash === -1 ? "" : `.${apiVersion.slice(0, slash)}`;
  const scope = namespace === "" ? "" : `-n ${quoteSh(namespace)} `;
  const what = quoteSh(`${kind.toLowerCase()}${group}/${name}`);
  return `kubectl ${scope}${verb} ${what}${verb === "get" ? " -o yaml" : ""}`;
}
