/** Which folders stand open in the tree, by connection; kept over reloads. Prefixes as hex, since bytes make no object key. */
import * as z from "zod/mini";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

type Expanded = Readonly<Record<string, ReadonlySet<string>>>;

/** So many folders of a connection outlive the page: the rest opens again by hand. */
const keptFolders = 1000;

// A set is an array in JSON.
const stored = entriesOf(
  z.pipe(
    z.array(z.string()),
    z.transform((prefixes): ReadonlySet<string> => new Set(prefixes)),
  ),
);

export const useExpanded = create<Expanded>()(
  persist((): Expanded => ({}), {
    ...keptChoice("etcd-explorer:expanded:v1", browserStorage, stored),
    storage: createJSONStorage(() => browserStorage, {
      replacer: (_, value: unknown) => (value instanceof Set ? [...value].slice(-keptFolders) : value),
    }),
  }),
);

/** No folder: one and the same set, so that a tree with nothing open does not render anew. */
export const nothingExpanded: ReadonlySet<string> = new Set();

/** Opens or closes folders of a connection. */
export function setExpanded(connectionId: string, prefixes: readonly string[], open: boolean): void {
  useExpanded.setState((all) => {
    const next = new Set(all[connectionId]);
    for (const prefix of prefixes) {
      if (open) next.add(prefix);
      else next.delete(prefix);
    }
    return { [connectionId]: next };
  });
}

/** Closes every folder of a connection. */
export function collapseAll(connectionId: string): void {
  useExpanded.setState({ [connectionId]: nothingExpanded });
}
