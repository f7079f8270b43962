import { startsWith, type Value } from "@etcd-explorer/shared/model/bytes";

const magic = Uint8Array.of(0x6b, 0x38, 0x73, 0x00);

/** Whether a value is an object as Kubernetes stores it: protobuf behind `k8s` and a zero byte. */
export function isKubernetes(value: Value): boolean {
  return startsWith(value, magic);
}
