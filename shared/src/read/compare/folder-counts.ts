/** Differences counted by the folder directly below the compared prefix: a bounded number of folders, in key order. */
import { equalBytes, type Key } from "../../model/bytes.ts";
import { folderOf } from "../listing/child.ts";
import { differenceKinds, noDifferences, type DifferenceCounts, type DifferenceKind } from "./difference.ts";

export interface FolderCounts {
  /** Below the compared prefix, its delimiter included; undefined: keys that lie directly below the prefix. */
  readonly name: Key | undefined;
  readonly counts: DifferenceCounts;
}

export interface FoldersCounted {
  readonly folders: readonly FolderCounts[];
  /** Keys in folders that are not kept, since there are so many. */
  readonly rest: DifferenceCounts;
}

/** Folders that are kept. */
export const keptFolders = 1000;

type Counts = Record<DifferenceKind, number>;

/** Counts differences that come in key order, by the names of their keys below the prefix. */
export class FolderCounter {
  readonly #delimiters: Uint8Array;
  readonly #keep: number;
  readonly #folders: { readonly name: Key; readonly counts: Counts }[] = [];
  readonly #direct: Counts = { ...noDifferences };
  readonly #rest: Counts = { ...noDifferences };

  constructor(delimiters: Uint8Array, keep: number = keptFolders) {
    this.#delimiters = delimiters;
    this.#keep = keep;
  }

  add(name: Key, kind: DifferenceKind): void {
    const folder = folderOf(name, 0, this.#delimiters);
    (folder === undefined ? this.#direct : this.#countsOf(folder))[kind]++;
  }

  /** Those of keys that come after all that were added so far. */
  addAll(later: FolderCounter): void {
    for (const { name, counts } of later.#folders) addTo(this.#countsOf(name), counts);
    addTo(this.#direct, later.#direct);
    addTo(this.#rest, later.#rest);
  }

  counted(): FoldersCounted {
    const hasDirect = differenceKinds.some((kind) => this.#direct[kind] > 0);
    const folders = [...(hasDirect ? [{ name: undefined, counts: this.#direct }] : []), ...this.#folders];
    return { folders: folders.map(({ name, counts }) => ({ name, counts: { ...counts } })), rest: { ...this.#rest } };
  }

  #countsOf(folder: Key): Counts {
    const last = this.#folders.at(-1);
    if (last !== undefined && equalBytes(last.name, folder)) return last.counts;
    if (this.#folders.length >= this.#keep) return this.#rest;
    const counts = { ...noDifferences };
    this.#folders.push({ name: folder, counts });
    return counts;
  }
}

function addTo(counts: Counts, more: DifferenceCounts): void {
  for (const kind of differenceKinds) counts[kind] += more[kind];
}
