/** The fields of objects of Kubernetes that are compared without being decoded. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { isKubernetes } from "./is-kubernetes.ts";
import { readKubernetesObject } from "./kubernetes-object.ts";
import type { TreeValue } from "./value-tree.ts";

/**
 * The fields by number of an object of Kubernetes, to be compared; undefined for other values, and for Secrets, whose
 * data nothing tells from the rest.
 */
export function comparedFields(value: Value): TreeValue | undefined {
  return isKubernetes(value) && !isStoredSecret(value) ? readKubernetesObject(value)?.tree : undefined;
}
