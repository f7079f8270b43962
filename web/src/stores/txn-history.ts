/** Transactions that were committed in this browser, newest first, without the values that they wrote or compared. */
import type { BytesText, CompareRow, OperationRow, TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";
import { parseCommittedTxn } from "./stored-txn-draft.ts";

export interface CommittedTxn {
  readonly id: string;
  readonly connectionId: string;
  readonly title: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Undefined: the answer was lost, and nobody knows whether it ran. */
  readonly succeeded?: boolean;
  readonly revision?: Revision;
  /** It only read, at that revision. */
  readonly onlyRead?: true;
  /** Its rows, every value left empty. */
  readonly draft: TxnDraft;
}

const kept = 50;
// A transaction of 128 operations has about this size; the browser keeps some five million characters for all.
const longestDraft = 60_000;

export const useTxnHistory = create<{ readonly entries: readonly CommittedTxn[] }>()(
  persist(() => ({ entries: [] as readonly CommittedTxn[] }), {
    name: "etcd-explorer:txn-history:v1",
    storage: createJSONStorage(() => browserStorage),
    merge: (stored) => ({ entries: readEntries(stored) }),
  }),
);

/** Anything may be in the browser's storage: what cannot be read is left out. */
export function readEntries(stored: unknown): readonly CommittedTxn[] {
  if (typeof stored !== "object" || stored === null || !("entries" in stored)) return [];
  if (!Array.isArray(stored.entries)) return [];
  return stored.entries.slice(0, kept).flatMap((raw) => parseCommittedTxn(raw) ?? []);
}

/** Remembers a transaction; very large ones are not kept. */
export function rememberTxn(entry: CommittedTxn): void {
  const bare = { ...entry, draft: withoutValues(entry.draft) };
  if (JSON.stringify(bare).length > longestDraft) return;
  useTxnHistory.setState(({ entries }) => ({ entries: [bare, ...entries].slice(0, kept) }));
}

/** Forgets all of a connection. */
export function forgetTxns(connectionId: string): void {
  useTxnHistory.setState(({ entries }) => ({
    entries: entries.filter((entry) => entry.connectionId !== connectionId),
  }));
}

const noValue: BytesText = { form: "text", text: "" };

/** The same rows with every value empty. */
export function withoutValues(draft: TxnDraft): TxnDraft {
  return {
    compare: draft.compare.map((row): CompareRow => ({ ...row, value: noValue })),
    success: draft.success.map(bareOperation),
    failure: draft.failure.map(bareOperation),
  };
}

function bareOperation(row: OperationRow): OperationRow {
  if (row.kind === "txn") return { ...row, draft: withoutValues(row.draft) };
  return row.kind === "put" ? { ...row, value: noValue } : row;
}
