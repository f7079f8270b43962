/** Secrets of Kubernetes that are not decoded: their data is told from the rest by nobody, so that nothing is shown. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { isKubernetes } from "./is-kubernetes.ts";
import { readKubernetesObject } from "./kubernetes-object.ts";
import type { TreeValue } from "./value-tree.ts";

/** Whether a value is a Secret by its envelope, which says so even where nothing else of it can be read. */
export function isStoredSecret(value: Value): boolean {
  const object = isKubernetes(value) ? readKubernetesObject(value) : undefined;
  return object?.apiVersion === "v1" && object.kind === "Secret";
}

/** The fields by number of an object of Kubernetes, to be compared; undefined for Secrets and for other values. */
export function comparedFields(value: Value): TreeValue | undefined {
  return isKubernetes(value) && !isStoredSecret(value) ? readKubernetesObject(value)?.tree : undefined;
}
