import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { shownValue } from "./shown-value.ts";

/** Where a value begins, bytes as escapes; of a Secret only that it is one. `length` in characters. */
export function shownStart(value: Value, length: number): string {
  const shown = shownValue(value);
  if (shown === undefined) return hiddenSecret;
  const text = decodeUtf8(shown);
  return text === undefined ? formatKey(shown.subarray(0, length)) : text.slice(0, length);
}
