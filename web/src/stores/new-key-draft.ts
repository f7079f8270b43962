/**
 * What was typed for a new key and is not created yet, by connection: closing the dialog, going elsewhere or loading
 * the tab anew keeps it. In `sessionStorage`, since values may be secrets: it ends with the tab.
 */
import { create } from "zustand";
import { createJSONStorage, persist, type StateStorage } from "zustand/middleware";
import type { Encoding } from "#/lib/formats/value-text.ts";

export interface NewKeyDraft {
  /** As `formatKey` writes it. */
  readonly name: string;
  readonly text: string;
  readonly encoding: Encoding;
}

type Drafts = Readonly<Record<string, NewKeyDraft>>;

/** Beyond its quota storage throws: then the draft lasts as long as the page. */
const storage: StateStorage = {
  getItem: (name) => sessionStorage.getItem(name),
  removeItem: (name) => sessionStorage.removeItem(name),
  setItem: (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      sessionStorage.removeItem(name);
    }
  },
};

const useNewKeyDrafts = create<Drafts>()(
  persist((): Drafts => ({}), { name: "etcd-explorer:new-key:v1", storage: createJSONStorage(() => storage) }),
);

/** What was typed on a connection; undefined: nothing. */
export function newKeyDraft(connectionId: string): NewKeyDraft | undefined {
  return useNewKeyDrafts.getState()[connectionId];
}

/** Keeps what was typed; undefined: there is nothing to keep. */
export function keepNewKey(connectionId: string, draft: NewKeyDraft | undefined): void {
  useNewKeyDrafts.setState((drafts) => {
    const others = Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== connectionId));
    return draft === undefined ? others : { ...others, [connectionId]: draft };
  }, true);
}
