/**
 * What was typed for a new key and is not created yet, by connection: closing the dialog, going elsewhere or loading
 * the tab anew keeps it. In `sessionStorage`, since values may be secrets: it ends with the tab.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { lateSessionStorage } from "./late-storage.ts";
import type { Encoding } from "#/lib/formats/value-text.ts";

export interface NewKeyDraft {
  /** As `formatKey` writes it. */
  readonly name: string;
  readonly text: string;
  readonly encoding: Encoding;
}

type Drafts = Readonly<Record<string, NewKeyDraft>>;

const useNewKeyDrafts = create<Drafts>()(
  persist((): Drafts => ({}), { name: "etcd-explorer:new-key:v1", storage: lateSessionStorage() }),
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
