import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, equalBytes, type Key, type Value } from "@etcd-explorer/shared/bytes";
import { failureOf } from "@etcd-explorer/shared/failure";
import {
  createTxn,
  deleteTxn,
  readOutcome,
  saveTxn,
  setLeaseTxn,
  type WriteOutcome,
} from "@etcd-explorer/shared/guarded-write";
import { formatGrouped, formatLeaseHex, noLease, type LeaseId, type Revision } from "@etcd-explorer/shared/int64";
import { heldBy, type KeyChange } from "@etcd-explorer/shared/inverse";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { refreshAfterWrite } from "#/api/refresh-after-write.ts";
import { describeWriteFailure, mayHaveWritten } from "#/lib/write-failure.ts";
import { draftId, setDraft, useDrafts, type Draft } from "#/stores/drafts.ts";
import { notify } from "#/stores/notices.ts";
import { notifyWritten } from "#/stores/undo.ts";
import { withPlannedLease } from "./granted-lease.ts";
import type { KeyState } from "./key-query.ts";
import type { LeasePlan } from "./lease-choice.ts";

/** Writing the key that is open; each write compares first, and a conflict becomes what the cache says. */
export function useWrites(key: Key, onConflict: () => void) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();

  // The key is read again where the write may have been done although no answer came.
  const tellFailure = (error: unknown) => {
    notify(describeWriteFailure(failureOf(error)), "bad");
    if (mayHaveWritten(failureOf(error))) void refreshAfterWrite(queryClient, connected, key);
  };
  /** Says whether it was written; where not, the key as it is now is in the cache. */
  const settle = async (outcome: WriteOutcome, done: string, change: Omit<KeyChange, "key">): Promise<boolean> => {
    if (outcome.kind === "conflict") {
      const { theirs, revision } = outcome;
      const now: KeyState = { revision, ...(theirs === undefined ? {} : { kv: theirs }) };
      queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, key), now);
      return false;
    }
    // Said at once: reading again may take longer, and would then say it over what was done next.
    const label = `${done} ${formatKey(key)} at revision ${formatGrouped(outcome.revision)}`;
    notifyWritten(connection.id, label, [{ revision: outcome.revision, changes: [{ key, ...change }] }]);
    await refreshAfterWrite(queryClient, connected, key);
    return true;
  };
  // Only after the key has been read again: without its draft the editor then shows what was written.
  const id = draftId(connection.id, encodeHex(key));
  const dropDraft = () => setDraft(id, undefined);
  /** The draft that was sent ends; what was typed since goes on, over what was written. */
  const endDraft = (sent: Draft | undefined, revision: Revision) => {
    const draft = useDrafts.getState()[id];
    if (draft === undefined || draft === sent) return dropDraft();
    const kv = queryClient.getQueryData<KeyState>(etcdCache.key(connection.id, key))?.kv;
    // Where somebody wrote after us it keeps its base: the next save shows what they wrote.
    if (kv !== undefined && kv.modRevision === revision) setDraft(id, { ...draft, base: kv });
  };

  /** `over`: what the save replaces; undefined: the key must not exist. */
  const save = useMutation({
    mutationFn: async ({ over, value }: { over: KeyValue | undefined; value: Value }) => {
      const sent = useDrafts.getState()[id];
      const request = over === undefined ? createTxn(key, value) : saveTxn(over, value);
      const outcome = readOutcome(await etcd.txn(request));
      const before = over === undefined ? {} : { before: heldBy(over) };
      const change = { ...before, after: { value, lease: over?.lease ?? noLease } };
      if (await settle(outcome, "Saved", change)) endDraft(sent, outcome.revision);
      else if (outcome.kind === "conflict" && outcome.theirs !== undefined && equalBytes(outcome.theirs.value, value)) {
        // An earlier answer may have got lost, or somebody had the same idea.
        notify("There is nothing left to save: the key holds this very value already.");
        dropDraft();
      } else onConflict();
    },
    onError: tellFailure,
  });
  const remove = useMutation({
    mutationFn: async (base: KeyValue) => {
      const outcome = readOutcome(await etcd.txn(deleteTxn(base)));
      if (await settle(outcome, "Deleted", { before: heldBy(base) })) dropDraft();
      else notify("Nothing was deleted: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: tellFailure,
  });
  const changeLease = useMutation({
    mutationFn: async ({ base, plan }: { base: KeyValue; plan: LeasePlan }) => {
      const write = async (lease: LeaseId) => {
        const outcome = readOutcome(await etcd.txn(setLeaseTxn(base, lease)));
        const done = lease === noLease ? "Removed the lease of" : `Put under lease ${formatLeaseHex(lease)}:`;
        return { written: await settle(outcome, done, { before: heldBy(base), after: { value: base.value, lease } }) };
      };
      const { written } = await withPlannedLease(etcd, plan, base.lease, write);
      if (!written) notify("The lease was not changed: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: tellFailure,
  });
  return { save, remove, changeLease };
}
