/**
 * What was typed for a new key and is not created yet, by connection: closing the dialog, going elsewhere or loading
 * the tab anew keeps it. In `sessionStorage`, since values may be secrets: it ends with the tab.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import * as z from "zod/mini";
import { isStoredSecret, speaksOfSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { decodeText, encodings, type Encoding } from "#/lib/formats/encodings.ts";
import { draftStorage, type DraftsById } from "./draft-storage.ts";

export interface NewKeyDraft {
  /** As `formatKey` writes it. */
  readonly name: string;
  readonly text: string;
  readonly encoding: Encoding;
}

const stored = z.object({ name: z.string(), text: z.string(), encoding: z.enum(encodings) });

/** The name of the new keys in the tab's storage, by which it tells whether they found room. */
export const newKeyStorage = "etcd-explorer:new-key:v1";

const useNewKeyDrafts = create<DraftsById<NewKeyDraft>>()(
  persist((): DraftsById<NewKeyDraft> => ({}), {
    name: newKeyStorage,
    storage: draftStorage<NewKeyDraft>({
      parse: (raw) => stored.safeParse(raw).data,
      // A Secret lasts as long as the page.
      write: (draft) => (isSecret(draft) ? undefined : JSON.stringify(draft)),
    }),
  }),
);

function isSecret({ text, encoding }: NewKeyDraft): boolean {
  if (encoding === "text") return speaksOfSecret(text);
  const value = decodeText(text, encoding);
  return value !== undefined && isStoredSecret(value);
}

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
