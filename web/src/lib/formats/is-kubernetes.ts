import type { Value } from "@etcd-explorer/shared/model/bytes";
import { isStoredObject } from "@etcd-explorer/shared/kubernetes/object-magic";

/** Whether a value is an object as Kubernetes stores it: protobuf behind `k8s` and a zero byte. */
export function isKubernetes(value: Value): boolean {
  return isStoredObject(value);
}

const opening = 0x7b;
/** Go writes `apiVersion` first, or behind `kind`. */
const namedWithin = 256;

/** Whether it is worth loading what reads objects: it is one, or JSON that names a version as those of custom resources do. */
export function mayBeObject(value: Value): boolean {
  if (isKubernetes(value)) return true;
  return value[0] === opening && lossy.decode(value.subarray(0, namedWithin)).includes('"apiVersion"');
}

/** The beginning of a value may end within a character. */
const lossy = new TextDecoder();
