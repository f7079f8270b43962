/** Differences counted by the folder directly below the compared prefix: a bounded number of folders, in key order. */
import { equalBytes, type Key } from "../../model/bytes.ts";
import { folderOf } from "../listing/child.ts";
import { noDifferences, type DifferenceCounts, type DifferenceKind } from "./difference.ts";

export interface FolderCounts {
  /** Below the compared prefix, its delimiter included; undefined: keys that lie directly below the prefix. */
  readonly name: Key | undefined;
  readonly counts: DifferenceCounts;
}

export interface FoldersCounted {
  readonly folders: readonly FolderCounts[];
  /** The differences in folders that are not kept, since there are so many. */
  readonly rest: DifferenceCounts;
}

/** Folders that are kept. */
export const keptFolders = 1000;

/** Counts differences that come in key order, by the names of their keys below the prefix. */
export class FolderCounter {
  readonly #delimiters: Uint8Array;
  readonly #keep: number;
  readonly #folders: FolderCounts[] = [];
  #direct: DifferenceCounts | undefined;
  #rest = noDifferences;

  constructor(delimiters: Uint8Array, keep: number = keptFolders) {
    this.#delimiters = delimiters;
    this.#keep = keep;
  }

  add(name: Key, kind: DifferenceKind): void {
    const folder = folderOf(name, 0, this.#delimiters);
    const last = this.#folders.at(-1);
    if (folder === undefined) this.#direct = plusOne(this.#direct ?? noDifferences, kind);
    else if (last?.name !== undefined && equalBytes(last.name, folder)) {
      this.#folders[this.#folders.length - 1] = { name: folder, counts: plusOne(last.counts, kind) };
    } else if (this.#folders.length < this.#keep) {
      this.#folders.push({ name: folder, counts: plusOne(noDifferences, kind) });
    } else this.#rest = plusOne(this.#rest, kind);
  }

  counted(): FoldersCounted {
    const direct = this.#direct === undefined ? [] : [{ name: undefined, counts: this.#direct }];
    return { folders: [...direct, ...this.#folders], rest: this.#rest };
  }
}

/** One difference more of a kind. */
export function plusOne(counts: DifferenceCounts, kind: DifferenceKind): DifferenceCounts {
  return { ...counts, [kind]: counts[kind] + 1 };
}
