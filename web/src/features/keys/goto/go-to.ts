import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";

/** Where a typed text leads: a key that exists, or the keys below a prefix. */
export type Place = { readonly kind: "key"; readonly key: Key } | { readonly kind: "prefix"; readonly prefix: Key };

/**
 * Finds out what was meant. Text that ends with a delimiter, or is empty, is a prefix; else it is a key if etcd has
 * one of that name (one cheap read), and a prefix if not. Undefined: the text has a backslash that escapes nothing.
 */
export async function resolvePlace(
  etcd: Pick<EtcdCalls, "range">,
  text: string,
  delimiters: Uint8Array,
): Promise<Place | undefined> {
  const key = parseKeyText(text);
  if (key === undefined) return undefined;
  if (key.length === 0 || delimiters.includes(key.at(-1) ?? 0)) return { kind: "prefix", prefix: asKey(key) };
  const found = await etcd.range({ key, countOnly: true });
  return found.count === "0" ? { kind: "prefix", prefix: key } : { kind: "key", key };
}
