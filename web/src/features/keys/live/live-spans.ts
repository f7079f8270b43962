/** Which ranges the keys screen watches: what it shows, as far as it may be read, and the key that is open. Pure. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { spanOf, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isInRange, prefixRange } from "@etcd-explorer/shared/model/range";

/** A limited user may have many ranges; a page has few watches. */
const mostSpans = 8;

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

/** Whether a key lies in one of the ranges. */
export function isWatched(spans: readonly KeySpan[], key: Key): boolean {
  return spans.some((span) => isInRange(key, span));
}

/** What ranges are the same. */
export function idOfSpans(spans: readonly KeySpan[]): string {
  return spans.map(({ key, rangeEnd }) => `${encodeHex(key)}-${encodeHex(rangeEnd)}`).join(" ");
}
