/** The name of a key that is to be made, as it is typed. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { badEscape } from "#/lib/key-text-problem.ts";

/** Reads the name of a new key. `refusalOf`: why it may not be written; undefined: it may, or etcd will say. */
export function readKeyName(
  text: string,
  refusalOf: (key: Key) => string | undefined,
): { readonly key: Key } | { readonly error: string } {
  const key = parseKeyText(text);
  if (key === undefined) return { error: badEscape };
  if (key.length === 0) return { error: "Enter a key" };
  const refusal = refusalOf(key);
  return refusal === undefined ? { key } : { error: refusal };
}
