/** Which folders stand open in the tree, by connection. Prefixes as hex, since bytes make no object key. */
import { create } from "zustand";

export const useExpanded = create<Readonly<Record<string, ReadonlySet<string>>>>()(() => ({}));

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
