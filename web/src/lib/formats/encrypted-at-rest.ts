import { decodeUtf8, startsWith, type Value } from "@etcd-explorer/shared/model/bytes";
import { isKubernetes } from "./is-kubernetes.ts";

/** Whether a value is such an object, or one that is encrypted. */
export function isOfKubernetes(value: Value): boolean {
  return isKubernetes(value) || readEncrypted(value) !== undefined;
}

/** By what the API server has encrypted a value (apiserver, storage/value/encrypt). */
export interface EncryptedAtRest {
  /** `aescbc`, `aesgcm`, `secretbox` or `kms`. */
  readonly provider: string;
  readonly version: string;
  /** The key's name in the EncryptionConfiguration, or the plugin's. */
  readonly keyName: string;
}

/** `k8s:enc:` */
const encrypted = Uint8Array.of(0x6b, 0x38, 0x73, 0x3a, 0x65, 0x6e, 0x63, 0x3a);
const longestPrefixBytes = 300;

/** Reads `k8s:enc:PROVIDER:VERSION:KEY:`; undefined: another value. */
export function readEncrypted(value: Value): EncryptedAtRest | undefined {
  if (!startsWith(value, encrypted)) return undefined;
  const start = value.subarray(0, longestPrefixBytes);
  const ascii = start.findIndex((byte) => byte > 0x7e);
  const text = decodeUtf8(ascii === -1 ? start : start.subarray(0, ascii)) ?? "";
  const [, provider, version, keyName] = /^k8s:enc:([^:]+):([^:]+):([^:]+):/.exec(text) ?? [];
  if (provider === undefined || version === undefined || keyName === undefined) return undefined;
  return { provider, version, keyName };
}
