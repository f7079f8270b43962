/** The pages of a table brought up to date by the events of a watch, with nothing read. Pure. */
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { countOf, isCreated, isMembership, type KeyChange } from "@etcd-explorer/shared/read/follow/key-change";
import { holderOf, placeAmong, type TablePage } from "./table-pages.ts";

/**
 * The pages as of `completeTo`, from the changes below the prefix of the table in their order, up to `completeTo`; what
 * a page has already is left out by its revision. The pages themselves where nothing has changed; undefined where the
 * changes do not fit, so that one was missed: then the table must be read again.
 */
export function followPages(
  pages: readonly TablePage[],
  changes: readonly KeyChange[],
  completeTo: Revision,
): readonly TablePage[] | undefined {
  const [head] = pages;
  if (head === undefined || changes.length === 0) return pages;
  if (pages.some(({ keysAt }) => keysAt === undefined) || head.countAt === undefined) return undefined;
  const drafts = new Map<number, KeyFacts[]>();
  let { count } = head;
  let isCounted = false;
  for (const change of changes) {
    if (isAfter(change, head.countAt)) {
      count += countOf(change);
      isCounted = true;
    }
    const at = holderOf(pages, change.key);
    const page = pages[at];
    if (page === undefined || !isAfter(change, page.keysAt)) continue;
    const keys = drafts.get(at) ?? [...page.keys];
    drafts.set(at, keys);
    if (!applyChange(keys, change)) return undefined;
  }
  if (!isCounted && drafts.size === 0) return pages;
  return pages.map((page, at) => {
    const keys = drafts.get(at);
    const followed = keys === undefined ? page : { ...page, keys, keysAt: completeTo };
    return at === 0 && isCounted ? { ...followed, count, countAt: completeTo } : followed;
  });
}

/**
 * The pages with newer facts of keys that stand in them, where a watch tells of these and not of the whole table. The
 * pages themselves where nothing has changed; undefined where a key came or went, which only reading tells of.
 */
export function followRows(
  pages: readonly TablePage[],
  changes: readonly KeyChange[],
): readonly TablePage[] | undefined {
  const drafts = new Map<number, KeyFacts[]>();
  for (const change of changes) {
    if (isMembership(change) && isAfter(change, pages[0]?.countAt)) return undefined;
    const at = holderOf(pages, change.key);
    const page = pages[at];
    if (page === undefined || !isAfter(change, page.keysAt)) continue;
    const keys = drafts.get(at) ?? [...page.keys];
    const { at: place, isThere } = placeAmong(keys, change.key);
    const known = isThere ? keys[place] : undefined;
    if (known !== undefined && compareInt64(known.modRevision, change.revision) >= 0) continue;
    if (known === undefined || change.facts === undefined || isMembership(change)) return undefined;
    keys[place] = change.facts;
    drafts.set(at, keys);
  }
  if (drafts.size === 0) return pages;
  return pages.map((page, at) => {
    const keys = drafts.get(at);
    return keys === undefined ? page : { ...page, keys };
  });
}

function isAfter({ revision }: KeyChange, known: Revision | undefined): boolean {
  return known !== undefined && compareInt64(revision, known) > 0;
}

/** Whether the change fitted. A row may be newer than its page: it was read by itself after a write of this page. */
function applyChange(keys: KeyFacts[], change: KeyChange): boolean {
  const { key, facts, revision } = change;
  const { at, isThere } = placeAmong(keys, key);
  const known = isThere ? keys[at] : undefined;
  if (known !== undefined && compareInt64(known.modRevision, revision) >= 0) return true;
  if (facts === undefined) {
    if (isThere) keys.splice(at, 1);
    return true;
  }
  if (!isThere && !isCreated(change)) return false;
  keys.splice(at, isThere ? 1 : 0, facts);
  return true;
}
