import type { Completion } from "@etcd-explorer/shared/read/browse/completions";
import { asKey, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { int64 } from "@etcd-explorer/shared/model/int64";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";

/** Where a typed text leads: a key that exists, or the keys below a prefix. */
export type Place = { readonly kind: "key"; readonly key: Key } | { readonly kind: "prefix"; readonly prefix: Key };

/** What was meant, or why nothing was. */
export type Resolved =
  | Place
  /** Neither a key nor the beginning of one. */
  | { readonly kind: "nothing" }
  /** The text has a backslash that escapes nothing. */
  | { readonly kind: "invalid" };

/**
 * Finds out what was meant. Text that ends with a delimiter, or is empty, is a prefix, whether or not anything is there:
 * one may want to create it. Else it is a key if etcd has one of that name, and a prefix if any key starts so (two small
 * reads at most).
 */
export async function resolvePlace(call: ScanCall, text: string, delimiters: Uint8Array): Promise<Resolved> {
  const key = parseKeyText(text);
  if (key === undefined) return { kind: "invalid" };
  if (key.length === 0 || delimiters.includes(key.at(-1) ?? 0)) return { kind: "prefix", prefix: asKey(key) };
  const exact = await call.range({ key, countOnly: true });
  if (exact.count !== "0") return { kind: "key", key };
  const { kvs } = await call.range({ ...prefixRange(key), keysOnly: true, limit: int64(1) });
  const [first] = kvs;
  if (first === undefined) return { kind: "nothing" };
  // It may have been created in between.
  return equalBytes(first.key, key) ? { kind: "key", key } : { kind: "prefix", prefix: key };
}

/** Where a completion leads. */
export function placeOf({ kind, name }: Completion): Place {
  return kind === "key" ? { kind, key: name } : { kind: "prefix", prefix: name };
}
