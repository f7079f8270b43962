/** Which folders are compared with now, so that the rows in sight can say how they differ: pure. */
import { asKey, decodeHex, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { fewKeys } from "@etcd-explorer/shared/read/past/written-keys";

export interface Compared {
  /** Prefixes in hex, none of them within another. */
  readonly folders: readonly string[];
  /** Keys in sight that lie directly in a folder which is too large, in hex and in key order. */
  readonly keys: readonly string[];
}

interface RowsInSight {
  /** The IDs of the elements: `folder-…` and `key-…` with the name in hex. */
  readonly ids: readonly string[];
  /** What the tree or table is narrowed to. */
  readonly shown: Key;
  readonly delimiters: Uint8Array;
  /** How many keys a folder had; undefined: not known. */
  readonly countOf: (folder: Key) => number | undefined;
}

/** So many folders and keys are compared for one screen. */
const most = 80;

/** The outermost folders with few enough keys that hold the rows in sight. */
export function comparedFolders({ ids, shown, delimiters, countOf }: RowsInSight): Compared {
  const isFew = (folder: Key) => (countOf(folder) ?? Number.POSITIVE_INFINITY) <= fewKeys;
  if (isFew(shown)) return { folders: [encodeHex(shown)], keys: [] };
  const folders = new Set<string>();
  const keys = new Set<string>();
  for (const id of ids) {
    const [kind, hex = ""] = id.split("-");
    const bytes = kind === "folder" || kind === "key" ? decodeHex(hex) : undefined;
    if (bytes === undefined) continue;
    const name = asKey(bytes);
    const small = foldersAbove(name, delimiters, shown.length).find(
      (folder) => startsWith(name, folder) && isFew(folder),
    );
    if (small !== undefined) folders.add(encodeHex(small));
    else if (kind === "key") keys.add(hex);
  }
  return { folders: [...folders].slice(0, most), keys: [...keys].toSorted().slice(0, most) };
}
