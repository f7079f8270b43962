/** Numbers that look random and are the same on every machine and every day. */

export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Lower-case hex digits. */
  hex(length: number): string;
  /** Letters and digits as Kubernetes appends them to names: no vowels, nothing that reads as a word. */
  suffix(length: number): string;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

const suffixLetters = "bcdfghjklmnpqrstvwxz2456789";

/** A generator (mulberry32) that gives the same sequence for the same seed. Never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const letters = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join("");
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    hex: (length) => letters("0123456789abcdef", length),
    suffix: (length) => letters(suffixLetters, length),
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
