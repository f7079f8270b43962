/** How the keys below a prefix differ now (right) from what they were (left): looked up by key and by folder. Pure. */
import { compareBytes, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";

/** The keys of a prefix that differ, in key order. */
export interface FolderDifferences {
  readonly prefix: Key;
  /** The revision that "now" was read at. */
  readonly now: Revision;
  readonly differences: readonly Difference[];
  /** How many there are: more than are listed where there are very many. */
  readonly count: number;
  /** Keys below the prefix then and now. */
  readonly keysThen: number;
  readonly keysNow: number;
}

/** The key that a difference is about: the same on both sides. */
export function keyOf(difference: Difference): Key {
  return difference.kind === "only-right" ? difference.right.key : difference.left.key;
}

/** Whether every difference is listed, so that what is not listed is the same. */
export function isWhole({ differences, count }: FolderDifferences): boolean {
  return differences.length === count;
}

/** The differences below a prefix, which lies within what was compared. */
export function differencesBelow({ differences }: FolderDifferences, prefix: Key): readonly Difference[] {
  const from = firstFrom(differences, prefix);
  let to = from;
  for (let each = differences[to]; each !== undefined && startsWith(keyOf(each), prefix); each = differences[to]) to++;
  return differences.slice(from, to);
}

/** The difference of a key; undefined: it is the same, or is not known. */
export function differenceOf({ differences }: FolderDifferences, key: Key): Difference | undefined {
  const found = differences[firstFrom(differences, key)];
  return found !== undefined && compareBytes(keyOf(found), key) === 0 ? found : undefined;
}

/** The first difference whose key is `key` or comes after it. */
function firstFrom(differences: readonly Difference[], key: Key): number {
  let [from, to] = [0, differences.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const each = differences[middle];
    if (each !== undefined && compareBytes(keyOf(each), key) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
