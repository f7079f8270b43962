/** Where the names of a tree's rows start: what stands before is said by the rows above. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";

/** A root that ends within a name, as `/con`, shows its rows with the whole name, `/config/`. */
export function nameStart(depth: number, folder: Key, delimiters: Uint8Array): number {
  return depth > 0 ? folder.length : (foldersAbove(folder, delimiters).at(-1)?.length ?? 0);
}
