/** What one looks at on the keys screen: the open key, else the prefix that is shown. Steps and lists are about it. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange, type KeyRange } from "@etcd-explorer/shared/model/range";

export interface Looked {
  readonly kind: "key" | "prefix";
  readonly name: Key;
}

/** The keys of it. */
export function rangeOf({ kind, name }: Looked): KeyRange {
  return kind === "key" ? { key: name } : prefixRange(name);
}

/** A text that tells it from all others, for a cache key. */
export function idOf({ kind, name }: Looked): string {
  return `${kind} ${encodeHex(name)}`;
}

/** What it is called: `/config/db/pool`, `all keys`. */
export function nameOf({ kind, name }: Looked): string {
  return kind === "prefix" && name.length === 0 ? "all keys" : formatKey(name);
}
