/** Which folders stand open in the tree, by connection; kept over reloads. Prefixes as hex, since bytes make no object key. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";

type Expanded = Readonly<Record<string, ReadonlySet<string>>>;

/** So many folders of a connection outlive the page: the rest opens again by hand. */
const keptFolders = 1000;

export const useExpanded = create<Expanded>()(
  persist((): Expanded => ({}), {
    name: "etcd-explorer:expanded:v1",
    storage: createJSONStorage(() => browserStorage, {
      replacer: (_, value: unknown) => (value instanceof Set ? [...value].slice(-keptFolders) : value),
      reviver: (_, value: unknown) => (Array.isArray(value) ? new Set(value.map(String)) : value),
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
