/** Two sides, each in pages and in key order, walked together: the faster one waits for the other. */
import type { Key } from "../../model/bytes.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { compareNames } from "./prefix-map.ts";
import type { OfSides } from "./side.ts";

/** Pages of one side. */
export type Pages = AsyncIterator<readonly KeyValue[]>;

/** All of a side as one page. */
export async function* onePage(kvs: readonly KeyValue[]): AsyncGenerator<readonly KeyValue[], void, undefined> {
  yield await Promise.resolve(kvs);
}

/** Hears of every key: of both sides, or of the one that has it. */
export type Visit = (left: KeyValue | undefined, right: KeyValue | undefined) => void;

interface MergeOptions {
  readonly prefixes: OfSides<Key>;
  readonly visit: Visit;
  /** After each stretch of keys, before more pages are asked for. */
  readonly onPage: () => Promise<void>;
}

/** Walks both to their ends. Whoever fails leaves the pages of the other to its owner. */
export async function mergePages(pages: OfSides<Pages>, { prefixes, visit, onPage }: MergeOptions): Promise<void> {
  const [left, right] = [new Cursor(pages.left), new Cursor(pages.right)];
  for (;;) {
    // Both at once: neither waits for what the other still reads.
    const [hasLeft, hasRight] = await Promise.all([left.fill(), right.fill()]);
    if (!hasLeft && !hasRight) return;
    for (;;) {
      const [one, other] = [left.kv, right.kv];
      // A side that is not at its end has more pages.
      if ((one === undefined && hasLeft) || (other === undefined && hasRight)) break;
      const order = orderOf(one, other, prefixes);
      visit(order <= 0 ? one : undefined, order >= 0 ? other : undefined);
      if (order <= 0) left.at++;
      if (order >= 0) right.at++;
    }
    await onPage();
  }
}

/** What one side does not have any more lies behind all that the other has. */
export function orderOf(left: KeyValue | undefined, right: KeyValue | undefined, prefixes: OfSides<Key>): number {
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return compareNames(left.key, prefixes.left.length, right.key, prefixes.right.length);
}

class Cursor {
  at = 0;
  readonly #pages: Pages;
  #kvs: readonly KeyValue[] = [];

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  get has(): boolean {
    return this.at < this.#kvs.length;
  }

  get kv(): KeyValue | undefined {
    return this.#kvs[this.at];
  }

  /** Makes sure that there is a key, where the side has one left. */
  async fill(): Promise<boolean> {
    while (!this.has) {
      const next = await this.#pages.next();
      if (next.done === true) return false;
      [this.#kvs, this.at] = [next.value, 0];
    }
    return true;
  }
}
