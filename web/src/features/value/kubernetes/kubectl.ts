/** What kubectl would do with an object, or with what belongs to it. */
import { quoteSh } from "@etcd-explorer/shared/command/shell/sh-quote";
import type { ResourceName } from "@etcd-explorer/shared/kubernetes/resource-key";

/** What is asked of kubectl: of the object, of all of its kind beside it, or of its events. */
export const kubectlVerbs = ["get", "edit", "describe", "delete", "list", "events"] as const;

export type KubectlVerb = (typeof kubectlVerbs)[number];

/** No name of an object has these (apimachinery, api/validation/path), and kubectl would read them as something else. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const unsayable = /[/%\u0000-\u0020\u007f]|^-|^\.{1,2}$|^$/;

/**
 * One command; undefined: its name cannot be said. The kind goes with its group, so that another group's kind of that name
 * is not meant.
 *
 * @example kubectlCommand("edit", cart); // kubectl -n shop edit deployment.apps/cart
 */
export function kubectlCommand(verb: KubectlVerb, { resource, namespace, name }: ResourceName): string | undefined {
  const { kind, plural, group } = resource;
  if (unsayable.test(name) || (namespace !== "" && unsayable.test(namespace))) return undefined;
  const suffix = group === "" ? "" : `.${group}`;
  const scope = namespace === "" ? "" : `-n ${quoteSh(namespace)} `;
  const what = quoteSh(`${(kind === "" ? plural : kind).toLowerCase()}${suffix}/${name}`);
  switch (verb) {
    case "list":
      return `kubectl ${scope}get ${quoteSh(`${plural}${suffix}`)}`;
    case "events": {
      const selector = quoteSh(`involvedObject.kind=${kind},involvedObject.name=${name}`);
      return `kubectl ${scope}get events ${namespace === "" ? "-A " : ""}--field-selector ${selector}`;
    }
    case "get":
      return `kubectl ${scope}get ${what} -o yaml`;
    case "edit":
    case "describe":
    case "delete":
      return `kubectl ${scope}${verb} ${what}`;
    default:
      return verb satisfies never;
  }
}
