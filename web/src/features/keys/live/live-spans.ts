/** Which ranges the keys screen watches: what it shows, as far as it may be read, and the key that is open. Pure. */
import { asKey, compareBytes, decodeHex, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { spanOf, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isInRange, keyAfter, prefixRange } from "@etcd-explorer/shared/model/range";

/** A limited user may have many ranges; a page has few watches. */
const mostSpans = 8;

/** Rows may be keys and folders in turn. */
export const mostSightSpans = 20;

interface Shown {
  /** What the names of the keys in the tree or table start with. */
  readonly prefix: Key;
  /** The key that is open. */
  readonly open: Key | undefined;
  /** What may be read; undefined: everything, as far as one knows. */
  readonly readable: readonly KeySpan[] | undefined;
}

/** The ranges of the list. */
export function listSpans({ prefix, readable }: Shown): readonly KeySpan[] {
  const whole = prefixRange(prefix);
  return readable === undefined ? [whole] : within(readable, whole).slice(0, mostSpans);
}

/** The range of the open key by itself, where that of the list does not hold it or may rest; undefined: none is open. */
export function openSpan({ open, readable }: Shown): KeySpan | undefined {
  if (open === undefined || open.length === 0) return undefined;
  const span = spanOf({ key: open });
  return readable === undefined || within(readable, span).length > 0 ? span : undefined;
}

/**
 * The ranges of the keys whose rows are in sight, from the IDs of all rows there: from the first to the last of those
 * that follow each other. What lies in a folder is not among them.
 */
export function sightSpans(rowIds: readonly string[], readable: Shown["readable"]): readonly KeySpan[] {
  const runs: { key: Key; last: Key }[] = [];
  let run: { key: Key; last: Key } | undefined;
  for (const id of rowIds) {
    const key = keyOfRow(id);
    if (key !== undefined && run !== undefined && compareBytes(run.last, key) < 0) run.last = key;
    else if (key === undefined) run = undefined;
    else runs.push((run = { key, last: key }));
  }
  const spans = runs.map(({ key, last }): KeySpan => ({ key, rangeEnd: keyAfter(last) }));
  return spans.flatMap((span) => (readable === undefined ? [span] : within(readable, span))).slice(0, mostSightSpans);
}

function keyOfRow(id: string): Key | undefined {
  const bytes = id.startsWith(keyRow) ? decodeHex(id.slice(keyRow.length)) : undefined;
  return bytes && asKey(bytes);
}

const keyRow = "key-";

/** Whether a key lies in one of the ranges. */
export function isWatched(spans: readonly KeySpan[], key: Key): boolean {
  return spans.some((span) => isInRange(key, span));
}

/** What ranges are the same. */
export function idOfSpans(spans: readonly KeySpan[]): string {
  return spans.map(({ key, rangeEnd }) => `${encodeHex(key)}-${encodeHex(rangeEnd)}`).join(" ");
}
