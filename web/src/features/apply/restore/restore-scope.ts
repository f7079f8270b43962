/** What a restore is about: prefixes and single keys. */
import { asKey, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { isOpenEnd, openEnd, type KeyRange } from "@etcd-explorer/shared/model/range";
import { outermostRanges } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { bulkTarget } from "#/components/bulk/bulk-target.ts";
import type { SelectedThing, Selection } from "#/stores/selection.ts";

export interface RestoreScope {
  readonly ranges: readonly KeyRange[];
  readonly prefixes: readonly Key[];
  readonly keys: readonly Key[];
  /** In words: `/config/`, `2 folders and 1 key`, or `all keys`. */
  readonly what: string;
}

const everything = asKey(new Uint8Array());
const nothing: Selection = new Map();

/** The folder that is marked in a list with the focus, or else the one that is shown; all keys included. */
export function folderScope(marked: SelectedThing | undefined, folder: Key): RestoreScope {
  return scopeOf(bulkTarget(nothing, marked?.kind === "prefix" ? marked : undefined, folder) ?? allKeys());
}

/** Everything that is selected; undefined: nothing is. */
export function selectionScope(selection: Selection): RestoreScope | undefined {
  const target = selection.size === 0 ? undefined : bulkTarget(selection, undefined, everything);
  return target && scopeOf(target);
}

/** One key. */
export function keyScope(key: Key, what: string): RestoreScope {
  return scopeOf({ ranges: [{ key }], what });
}

function allKeys() {
  return { ranges: outermostRanges([], [everything]), what: "all keys" };
}

function scopeOf({ ranges, what }: Pick<RestoreScope, "ranges" | "what">): RestoreScope {
  const prefixes = ranges.filter(({ rangeEnd }) => rangeEnd !== undefined).map(prefixOf);
  return {
    ranges,
    what,
    prefixes,
    keys: ranges.filter(({ rangeEnd }) => rangeEnd === undefined).map(({ key }) => key),
  };
}

/** The range of all keys is spelled from the first key there can be. */
function prefixOf({ key, rangeEnd }: KeyRange): Key {
  return rangeEnd !== undefined && isOpenEnd(rangeEnd) && equalBytes(key, openEnd) ? everything : key;
}
