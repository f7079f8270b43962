/**
 * How the names of child folders end, after their last word begins: where there are `cart-api/` and `cart-db/`, there
 * is likely a `mail-db/` beside `mail-api/`. A guess that hits is a child by itself: nothing around it is left to ask.
 */
import { asKey, compareBytes, concatBytes, encodeHex, type Bytes, type Key } from "../../model/bytes.ts";
import { folderOf } from "./child.ts";
import type { Entry } from "./listing.ts";
import { isWordByte } from "./next-bytes.ts";
import type { Folder } from "./stretch.ts";

export interface Tails {
  note(entry: Entry): void;
  /** Folders that may follow the child folder of `key`, in order; none where none is known to end as that one. */
  guessAfter(key: Key): readonly Key[];
}

/** Where there are more endings than that, names end in whatever way: that tells nothing. */
const mostTails = 16;

export function createTails({ prefix, delimiters }: Folder): Tails {
  /** By their spelling in hex. */
  const known = new Map<string, Bytes>();
  return {
    note: (entry) => {
      if (entry.kind !== "folder" || known.size > mostTails) return;
      const start = lastWord(entry.prefix, prefix.length);
      if (start === undefined) return;
      const tail = entry.prefix.slice(start);
      known.set(encodeHex(tail), tail);
    },
    guessAfter: (key) => {
      const name = folderOf(key, prefix.length, delimiters);
      if (name === undefined || known.size > mostTails) return [];
      const start = lastWord(name, prefix.length);
      if (start === undefined || !known.has(encodeHex(name.subarray(start)))) return [];
      const head = name.subarray(0, start);
      return [...known.values()]
        .map((tail) => asKey(concatBytes([head, tail])))
        .filter((guess) => compareBytes(guess, name) > 0)
        .toSorted((a, b) => compareBytes(a, b));
    },
  };
}

/** Where the last word of a name begins; undefined: it is the first one as well. */
function lastWord(name: Uint8Array, from: number): number | undefined {
  let at = name.length;
  while (at > from && !isWordByte(name[at - 1])) at--;
  while (at > from && isWordByte(name[at - 1])) at--;
  return at > from ? at : undefined;
}
