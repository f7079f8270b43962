/** How large the children of a folder usually are, from those that are known. */
import type { Entry } from "./listing.ts";

export interface Sizes {
  note(entry: Entry): void;
  /** Keys of a usual child that is a key, or a folder; undefined: none of the kind is known yet. */
  usual(isKey: boolean): number | undefined;
}

/** The middle of the latest so many: one giant says nothing of its neighbours. */
const remembered = 32;

export function createSizes(): Sizes {
  let folders: number[] = [];
  let hasKeys = false;
  let middle: number | undefined;
  return {
    note: (entry) => {
      if (entry.kind === "key") hasKeys = true;
      if (entry.kind !== "folder") return;
      folders = [...folders.slice(1 - remembered), entry.count];
      middle = undefined;
    },
    usual: (isKey) => {
      if (isKey) return hasKeys ? 1 : undefined;
      middle ??= folders.toSorted((a, b) => a - b)[Math.floor(folders.length / 2)];
      return middle;
    },
  };
}
