/** How many keys the next page of a scan asks for. */

export interface PageSizes {
  /** Keys that the first page asks for. */
  readonly firstKeys: number;
  /** Keys that no page exceeds. */
  readonly maxKeys: number;
  /** What a page should come to in etcd's JSON, in bytes. */
  readonly targetBytes: number;
  /** One page is at most so many times as large as the one before. */
  readonly growth: number;
}

/**
 * Keys alone: few large pages, since a page with a limit still costs etcd a walk over the rest of the range
 * (1,000,000 keys: 0.48 s for 1,000 of them, 0.9 s for 100,000).
 */
export const keysOnlyPages: PageSizes = {
  firstKeys: 50_000,
  maxKeys: 100_000,
  targetBytes: 16 * 1024 * 1024,
  growth: 20,
};

/** With values, whose sizes nobody knows before the first page, and which may be larger in the next. */
export const valuePages: PageSizes = { firstKeys: 500, maxKeys: 50_000, targetBytes: 8 * 1024 * 1024, growth: 8 };

/** Field names, revisions and punctuation of a key in etcd's JSON. */
const fieldBytes = 110;

/** About how long keys and values of so many bytes stand in etcd's JSON, as base64 with their fields. */
export function estimateJsonBytes(keys: number, contentBytes: number): number {
  return keys * fieldBytes + Math.ceil((contentBytes * 4) / 3);
}

/** The limit of the page after one of `keys` keys (at least one) that came to `jsonBytes`. */
export function nextLimit(sizes: PageSizes, keys: number, jsonBytes: number): number {
  const fitting = Math.floor((sizes.targetBytes * keys) / jsonBytes);
  return Math.max(1, Math.min(fitting, keys * sizes.growth, sizes.maxKeys));
}

/** The limit to try after a page of `limit` keys was too large to be answered; undefined: one key alone is. */
export function smallerLimit(limit: number): number | undefined {
  return limit <= 1 ? undefined : Math.max(1, Math.floor(limit / 8));
}
