/** What a bulk act is about: the selection, or else the row that is marked, or the prefix that is shown. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { outermostRanges } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import { namesIn, selectionId, type SelectedThing, type Selection } from "#/stores/selection.ts";

export interface BulkTarget {
  readonly ranges: readonly KeyRange[];
  /** The only prefix, where it is one prefix and nothing else. */
  readonly prefix?: Key;
  /** In words: `/config/`, or `2 folders and 1 key`. */
  readonly what: string;
}

/**
 * The selection as a target; nothing selected: the key or folder that is marked in the list that has the focus; the
 * focus elsewhere: the prefix that the tree is narrowed to, unless that is the whole keyspace; else undefined.
 */
export function bulkTarget(
  selection: Selection,
  marked: SelectedThing | undefined,
  folder: Key,
): BulkTarget | undefined {
  if (selection.size === 0) {
    if (marked !== undefined) return bulkTarget(new Map([[selectionId(marked), marked]]), undefined, folder);
    return folder.length === 0 ? undefined : prefixTarget(folder);
  }
  const { keys, prefixes } = namesIn(selection);
  const ranges = outermostRanges(keys, prefixes);
  const [first] = ranges;
  if (ranges.length === 1 && first !== undefined) {
    return first.rangeEnd === undefined
      ? { ranges, what: formatKey(first.key) }
      : prefixTarget(prefixes.toSorted(byLength)[0] ?? first.key);
  }
  const folders = ranges.filter(({ rangeEnd }) => rangeEnd !== undefined).length;
  const single = ranges.length - folders;
  const parts = [
    ...(folders === 0 ? [] : [formatCount(formatGrouped(folders), "folder", "folders")]),
    ...(single === 0 ? [] : [formatKeyCount(single)]),
  ];
  return { ranges, what: parts.join(" and ") };
}

function prefixTarget(prefix: Key): BulkTarget {
  return { ranges: outermostRanges([], [prefix]), prefix, what: prefix.length === 0 ? "all keys" : formatKey(prefix) };
}

function byLength(a: Key, b: Key): number {
  return a.length - b.length;
}
