import { equalBytes, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";

/** What of a row says which key or folders it shows. */
type Shown =
  | { readonly kind: "key"; readonly facts: { readonly key: Key } }
  | { readonly kind: "folder"; readonly prefix: Key; readonly outermost: Key }
  | { readonly kind: "unread" | "loading" | "failed" | "empty" };

/** Whether a row shows exactly this key or folder. */
export function rowShows(row: Shown | undefined, key: Key): boolean {
  if (row?.kind === "key") return equalBytes(row.facts.key, key);
  return row?.kind === "folder" && key.length >= row.outermost.length && startsWith(row.prefix, key);
}
