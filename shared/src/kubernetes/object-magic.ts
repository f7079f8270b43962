import { startsWith } from "../model/bytes.ts";

/** What stands before an object as Kubernetes stores it: `k8s` and a zero byte. */
export const objectMagic: Uint8Array = Uint8Array.of(0x6b, 0x38, 0x73, 0x00);

/** Whether a value says that it is an object of Kubernetes in protobuf. */
export function isStoredObject(value: Uint8Array): boolean {
  return startsWith(value, objectMagic);
}
