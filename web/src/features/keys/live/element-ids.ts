import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";

/** The elements that may show a key, the closest first: its own row, else that of the innermost folder in sight. */
export function elementIdsOf(key: Key, delimiters: Uint8Array): readonly string[] {
  const folders = foldersAbove(key, delimiters).map((folder) => `folder-${encodeHex(folder)}`);
  return [`key-${encodeHex(key)}`, ...folders.toReversed()];
}
