/** The writes of the open key: save, delete, lease. Each compares first; a conflict becomes what the cache says. */
import { encodeHex, equalBytes, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { createTxn, deleteTxn, saveTxn, setLeaseTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { draftId, endDraft, useDrafts } from "#/stores/drafts.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { notifyWriteFailure } from "#/components/write-notice.ts";
import { grantWords, withPlannedLease } from "#/features/value/lease/granted-lease.ts";
import type { LeasePlan } from "#/features/value/lease/lease-choice.ts";
import { createCommit, type CommitContext, type KeyWrite } from "./commit.ts";
import { tellFailure } from "./unknown-write.ts";

/** `over`: what the save replaces; undefined: the key must not exist. */
export interface Save {
  readonly over: KeyValue | undefined;
  readonly value: Value;
}

export interface LeaseChange {
  readonly base: KeyValue;
  readonly plan: LeasePlan;
}

/** None of them fails: what became of it is said, and in history, cache and drafts. */
export interface KeyWrites {
  readonly save: (save: Save) => Promise<void>;
  /** No longer waits for the save that is on its way; whether it is done is not known then. */
  readonly stopSaving: () => void;
  readonly remove: (base: KeyValue) => Promise<void>;
  readonly changeLease: (change: LeaseChange) => Promise<void>;
}

/** The saves that are on their way, by draft: also those of a screen that was left since. */
const saving = new Map<string, AbortController>();

/** The writes of one key. `onConflict`: a save found another value than the one that it replaces. */
export function createKeyWrites(context: CommitContext, key: Key, onConflict: () => void): KeyWrites {
  const { connection, etcd } = context.connected;
  const commit = createCommit(context);
  const id = draftId(connection.id, encodeHex(key));
  const draft = () => useDrafts.getState()[id];
  const name = formatKey(key);
  /** What became of it; undefined: it failed, which has been said. */
  const send = async (write: KeyWrite, failed: string, signal?: AbortSignal) => {
    try {
      return await commit.send(write, signal);
    } catch (error) {
      // What was answered before it was stopped is known.
      const isStopped = signal?.aborted === true && !(error instanceof FailureError);
      tellFailure(error, { commit, connection, write, failed, isStopped });
      return undefined;
    }
  };

  return {
    save: async ({ over, value }) => {
      const sent = draft();
      const write: KeyWrite = {
        request: over === undefined ? createTxn(key, value) : saveTxn(over, value),
        label: `Saved ${name}`,
        // The lease stays as it is.
        keys: [{ key, base: over, after: { value, lease: over?.lease ?? noLease } }],
        onWritten: ({ kv }) => endDraft(id, sent, kv),
      };
      const stop = new AbortController();
      saving.set(id, stop);
      const outcome = await send(write, "Could not save", stop.signal).finally(() => saving.delete(id));
      if (outcome?.kind !== "conflict") return;
      if (outcome.theirs !== undefined && equalBytes(outcome.theirs.value, value)) {
        // An earlier answer may have got lost, or somebody had the same idea.
        notifyRefusal("Nothing to save: the key already has this value");
        endDraft(id, sent, outcome.theirs);
      } else onConflict();
    },
    stopSaving: () => saving.get(id)?.abort(),
    remove: async (base) => {
      const sent = draft();
      const write: KeyWrite = {
        request: deleteTxn(base),
        label: `Deleted ${name}`,
        keys: [{ key, base, after: undefined }],
        onWritten: () => endDraft(id, sent, undefined),
      };
      const outcome = await send(write, "Could not delete the key");
      if (outcome?.kind === "conflict")
        notify("Not deleted: another client changed the key. Now showing its current version.", "bad");
    },
    changeLease: async ({ base, plan }) => {
      let tried: KeyWrite | undefined;
      const attach = async (lease: LeaseId) => {
        const done = lease === noLease ? "Removed lease of" : `Attached lease ${formatLeaseHex(lease)} to`;
        const keys = [{ key, base, after: { value: base.value, lease } }] as const;
        tried = { request: setLeaseTxn(base, lease), label: `${done} ${name}`, keys };
        const { kind } = await commit.send(tried);
        return { written: kind === "written" };
      };
      try {
        const { written } = await withPlannedLease(etcd, plan, base.lease, attach);
        if (!written)
          notify("Lease not changed: another client changed the key. Now showing its current version.", "bad");
      } catch (error) {
        if (tried === undefined) notifyWriteFailure(error, grantWords);
        else tellFailure(error, { commit, connection, write: tried, failed: "Could not change the lease" });
      }
    },
  };
}
