/** What a restore is about: prefixes and single keys. */
import { asKey, equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { holdsAll, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isOpenEnd, keyAfter, openEnd, type KeyRange } from "@etcd-explorer/shared/model/range";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import { outermostRanges } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { bulkTarget } from "#/components/bulk/bulk-target.ts";
import type { SelectedThing, Selection } from "#/stores/selection.ts";

export interface RestoreScope {
  readonly ranges: readonly KeyRange[];
  readonly prefixes: readonly Key[];
  readonly keys: readonly Key[];
  /** In words: `/config/`, `2 folders and 1 key`, `all keys`, or `all readable keys`. */
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

/**
 * What of a scope a limited user may read, as prefixes and keys; etcd would refuse the rest, and with it all. Undefined:
 * nothing of it is a prefix or a key. `read`: what may be read; undefined where there are no limits.
 */
export function readableScope(scope: RestoreScope, read: readonly KeySpan[] | undefined): RestoreScope | undefined {
  if (read === undefined || scope.ranges.every((range) => holdsAll(read, range))) return scope;
  const spans = scope.ranges.flatMap((range) => within(read, range));
  const prefixes = spans.filter(isPrefixSpan).map(({ key }) => key);
  const keys = spans.filter((span) => equalBytes(span.rangeEnd, keyAfter(span.key))).map(({ key }) => key);
  if (prefixes.length + keys.length === 0) return undefined;
  const what = scope.what === "all keys" ? "all readable keys" : scope.what;
  return { ranges: outermostRanges(keys, prefixes), prefixes, keys, what };
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
