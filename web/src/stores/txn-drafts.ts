/**
 * The transaction that is being built on each connection. It survives a reload of this tab and ends with it: drafts
 * hold values, which may be secrets.
 */
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { emptyDraft, newCompareRow, type TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { addCompare } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { mostNested, nestedLevels, nestedTooDeep } from "@etcd-explorer/shared/txn/draft/nesting";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { draftStorage, type DraftsById } from "./draft-storage.ts";
import { notifyRefusal } from "./notices.ts";
import { parseTxnDraft, writeTxnDraft } from "./stored-txn-draft.ts";
import { addStep, noSteps, stepBack, stepForward, type Steps } from "#/lib/step-history.ts";

export interface NamedDraft {
  /** What it is for, in its maker's words; may be empty. */
  readonly title: string;
  readonly draft: TxnDraft;
  /** What was typed as text and cannot be read: as long as it stands there, the rows mean something else. */
  readonly unread?: UnreadText;
}

export interface UnreadText {
  readonly form: "etcdctl" | "JSON";
  readonly text: string;
}

export const noDraft: NamedDraft = { title: "", draft: emptyDraft };

/** The name of the transactions in the tab's storage, by which it tells whether they found room. */
export const txnStorage = "etcd-explorer:txn-drafts:v1";

/** By connection. */
export const useTxnDrafts = create<DraftsById<NamedDraft>>()(
  persist((): DraftsById<NamedDraft> => ({}), {
    name: txnStorage,
    storage: draftStorage({ parse: parseTxnDraft, write: writeTxnDraft }),
  }),
);

/** What can be undone of each connection's draft; in memory only. */
export const useTxnSteps = create<Readonly<Record<string, Steps<NamedDraft>>>>()(() => ({}));

/** The draft of a connection. */
export function txnDraftOf(connectionId: string): NamedDraft {
  return useTxnDrafts.getState()[connectionId] ?? noDraft;
}

function put(connectionId: string, draft: NamedDraft): void {
  useTxnDrafts.setState({ [connectionId]: draft });
}

/**
 * Puts what `change` makes of a connection's draft in its place, as a step that can be undone. `tag` names the field
 * that is typed into: all that is typed there in one go is one step.
 */
export function changeTxn(connectionId: string, change: (before: NamedDraft) => NamedDraft, tag = ""): void {
  const before = txnDraftOf(connectionId);
  const after = change(before);
  if (after === before) return;
  const levels = nestedLevels(after.draft);
  if (levels > mostNested && levels > nestedLevels(before.draft)) return notifyRefusal(nestedTooDeep);
  const steps = useTxnSteps.getState()[connectionId] ?? noSteps;
  useTxnSteps.setState({ [connectionId]: addStep(steps, before, tag, Date.now()) });
  put(connectionId, after);
}

/** Takes the last step back; false: there is none. */
export function undoTxnEdit(connectionId: string): boolean {
  return take(connectionId, stepBack(useTxnSteps.getState()[connectionId] ?? noSteps, txnDraftOf(connectionId)));
}

/** Does again what was undone last; false: there is nothing. */
export function redoTxnEdit(connectionId: string): boolean {
  return take(connectionId, stepForward(useTxnSteps.getState()[connectionId] ?? noSteps, txnDraftOf(connectionId)));
}

function take(connectionId: string, taken: ReturnType<typeof stepBack<NamedDraft>>): boolean {
  if (taken === undefined) return false;
  useTxnSteps.setState({ [connectionId]: taken.steps });
  put(connectionId, taken.state);
  return true;
}

/** Changes the rows of a connection's draft. A text that cannot be read stays as it is. */
export function changeDraft(connectionId: string, change: (draft: TxnDraft) => TxnDraft, tag = ""): void {
  changeTxn(connectionId, (before) => ({ ...before, draft: change(before.draft) }), tag);
}

/** Adds the condition that a key is still what was read. */
export function addKeyToTxn(connectionId: string, { key, modRevision }: Pick<KeyFacts, "key" | "modRevision">): void {
  const row = newCompareRow({ key: formatKey(key), target: "MOD", operand: modRevision });
  changeDraft(connectionId, (draft) => addCompare(draft, "", row));
}
