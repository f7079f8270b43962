/**
 * The transaction that is being built on each connection. It survives a reload of this tab and ends with it: drafts
 * hold values, which may be secrets.
 */
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyFacts } from "@etcd-explorer/shared/key-value";
import { emptyDraft, newCompareRow, type TxnDraft } from "@etcd-explorer/shared/txn-draft/draft";
import { addCompare } from "@etcd-explorer/shared/txn-draft/edit-draft";
import { create } from "zustand";
import { persist, type PersistStorage } from "zustand/middleware";

export interface NamedDraft {
  /** What it is for, in its maker's words; may be empty. */
  readonly title: string;
  readonly draft: TxnDraft;
}

interface TxnDrafts {
  readonly byConnection: Readonly<Record<string, NamedDraft>>;
}

export const noDraft: NamedDraft = { title: "", draft: emptyDraft };

const writeDelayMs = 250;

/** Session storage that is written a little later, so that no keystroke waits for it, and whose refusal is no error. */
function lateSessionStorage(): PersistStorage<TxnDrafts> {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let write: (() => void) | undefined;
  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    write?.();
    write = undefined;
  };
  if (typeof window !== "undefined") window.addEventListener("pagehide", flush);
  return {
    getItem: (name) => {
      const text = sessionStorage.getItem(name);
      return text === null ? null : JSON.parse(text);
    },
    setItem: (name, value) => {
      write = () => {
        try {
          sessionStorage.setItem(name, JSON.stringify(value));
        } catch {
          // Beyond the browser's quota the draft lives in memory only.
          sessionStorage.removeItem(name);
        }
      };
      waiting ??= setTimeout(flush, writeDelayMs);
    },
    removeItem: (name) => sessionStorage.removeItem(name),
  };
}

export const useTxnDrafts = create<TxnDrafts>()(
  persist((): TxnDrafts => ({ byConnection: {} }), {
    name: "etcd-explorer:txn-drafts:v1",
    storage: lateSessionStorage(),
  }),
);

/** Puts what `change` makes of a connection's draft in its place. */
export function changeTxn(connectionId: string, change: (before: NamedDraft) => NamedDraft): void {
  useTxnDrafts.setState(({ byConnection }) => ({
    byConnection: { ...byConnection, [connectionId]: change(byConnection[connectionId] ?? noDraft) },
  }));
}

/** Changes the rows of a connection's draft. */
export function changeDraft(connectionId: string, change: (draft: TxnDraft) => TxnDraft): void {
  changeTxn(connectionId, ({ title, draft }) => ({ title, draft: change(draft) }));
}

/** Adds the condition that a key is still what was read. */
export function addKeyToTxn(connectionId: string, { key, modRevision }: Pick<KeyFacts, "key" | "modRevision">): void {
  const row = newCompareRow({ key: formatKey(key), target: "MOD", operand: modRevision });
  changeDraft(connectionId, (draft) => addCompare(draft, "", row));
}
