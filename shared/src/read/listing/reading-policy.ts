/** Whether an open stretch is read, and how much of it at once, or split, and how finely: from what is known of the folder. */
import type { KeySpan } from "../../model/key-ranges.ts";
import { folderOf } from "./child.ts";
import type { Entry } from "./listing.ts";
import type { Node } from "./outline.ts";
import { restOf, splitRest } from "./split.ts";
import { createSizes } from "./sizes.ts";
import type { Folder } from "./stretch.ts";
import { createTails } from "./tails.ts";

/** A stretch of so many keys is read rather than split: the questions would cost more than the keys. */
const readAlways = 64;
/** A folder of so many keys is read whole; one of direct keys up to {@link readFolder}. */
const readWhole = 1000;
export const readFolder = 5000;
/** Where children are small, of `smallChild` keys at the most, a stretch of so many keys is read from its start. */
const readSmall = 50_000;
const smallChild = 16;
/** Keys read at a time: a few hundred kilobytes at the most. */
export const readTogether = 1000;
/** Questions for splitting a whole folder: a stretch has its share of them, and a few more. */
const questionsInAll = 1200;
const questionsAtLeast = 12;

/** What is done with a stretch next. */
export type Reading =
  | { readonly kind: "read"; readonly limit: number }
  | { readonly kind: "split"; readonly ranges: readonly KeySpan[] };

/** Decides by the sizes and names of the children that it was told of; the more it knows, the better it guesses. */
export class ReadingPolicy {
  readonly #folder: Folder;
  /** Keys of the folder. */
  readonly #total: number;
  readonly #sizes = createSizes();
  readonly #tails;

  constructor(folder: Folder, total: number) {
    this.#folder = folder;
    this.#total = total;
    this.#tails = createTails(folder);
  }

  /** Takes a child into account. */
  note(entry: Entry): void {
    this.#sizes.note(entry);
    this.#tails.note(entry);
  }

  /** How many keys a child usually has; undefined: none is known yet. */
  get usualSize(): number | undefined {
    return this.#sizes.usual(false) ?? this.#sizes.usual(true);
  }

  decide(node: Node): Reading {
    const limit = this.#keysToRead(node);
    return limit === undefined ? { kind: "split", ranges: this.#rangesOf(node) } : { kind: "read", limit };
  }

  #isKey({ stretch: { first } }: Node): boolean {
    return folderOf(first.key, this.#folder.prefix.length, this.#folder.delimiters) === undefined;
  }

  /** How many keys of a node to read at once; undefined: it is better split. */
  #keysToRead(node: Node): number | undefined {
    const { count } = node.stretch;
    if (count <= readAlways) return count;
    if (node.mustSplit === true) return undefined;
    if (count === this.#total && count <= (this.#isKey(node) ? readFolder : readWhole)) return count;
    const isSmall = (this.#sizes.usual(this.#isKey(node)) ?? Infinity) <= smallChild;
    return isSmall && count <= readSmall ? Math.min(count, readTogether) : undefined;
  }

  /** Where to ask for the parts of a node: about once a child, where one can guess how many there are. */
  #rangesOf(node: Node): readonly KeySpan[] {
    const { count, first } = node.stretch;
    const usual = this.#sizes.usual(this.#isKey(node));
    const rest = restOf(node.stretch, this.#folder);
    if (usual !== undefined && count <= 1.5 * usual && rest !== undefined && node.mustSplit !== true) return [rest];
    const share = questionsAtLeast + (questionsInAll * count) / this.#total;
    const guesses = this.#tails.guessAfter(first.key);
    if (usual === undefined) return splitRest(node.stretch, this.#folder, { most: share, guesses });
    const children = Math.ceil(count / usual);
    return splitRest(node.stretch, this.#folder, { most: Math.min(share, 6 + 2 * children), children, guesses });
  }
}
