import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key, type Value } from "@etcd-explorer/shared/bytes";
import { failureOf } from "@etcd-explorer/shared/failure";
import { createTxn, deleteTxn, readOutcome, saveTxn, type WriteOutcome } from "@etcd-explorer/shared/guarded-write";
import { formatGrouped, noLease } from "@etcd-explorer/shared/int64";
import { heldBy, type KeyChange } from "@etcd-explorer/shared/inverse";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache, refreshAfterWrite } from "#/api/etcd-cache.ts";
import { describeWriteFailure, mayHaveWritten } from "#/lib/write-failure.ts";
import { draftId, setDraft } from "#/stores/drafts.ts";
import { notify } from "#/stores/notices.ts";
import { notifyWritten } from "#/stores/undo.ts";
import type { KeyState } from "./key-query.ts";

/** Saving and deleting the key that is open; each compares first, and a conflict becomes what the cache says. */
export function useWrites(key: Key, onConflict: () => void) {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();

  // The key is read again where the write may have been done although no answer came.
  const tellFailure = (error: unknown) => {
    notify(describeWriteFailure(failureOf(error)), "bad");
    if (mayHaveWritten(failureOf(error))) void refreshAfterWrite(queryClient, connection.id, key);
  };
  /** Says whether it was written; where not, the key as it is now is in the cache. */
  const settle = async (outcome: WriteOutcome, done: string, change: Omit<KeyChange, "key">): Promise<boolean> => {
    if (outcome.kind === "conflict") {
      const { theirs, revision } = outcome;
      const now: KeyState = { revision, ...(theirs === undefined ? {} : { kv: theirs }) };
      queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, key), now);
      return false;
    }
    await refreshAfterWrite(queryClient, connection.id, key);
    // After the key has been read again: without its draft the editor then shows what was written.
    setDraft(draftId(connection.id, encodeHex(key)), undefined);
    const label = `${done} ${formatKey(key)} at revision ${formatGrouped(outcome.revision)}`;
    notifyWritten(connection.id, label, [{ revision: outcome.revision, changes: [{ key, ...change }] }]);
    return true;
  };
  /** `over`: what the save replaces; undefined: the key must not exist. */
  const save = useMutation({
    mutationFn: async ({ over, value }: { over: KeyValue | undefined; value: Value }) => {
      const request = over === undefined ? createTxn(key, value) : saveTxn(over, value);
      const before = over === undefined ? {} : { before: heldBy(over) };
      const change = { ...before, after: { value, lease: over?.lease ?? noLease } };
      if (!(await settle(readOutcome(await etcd.txn(request)), "Saved", change))) onConflict();
    },
    onError: tellFailure,
  });
  const remove = useMutation({
    mutationFn: async (base: KeyValue) => {
      const outcome = readOutcome(await etcd.txn(deleteTxn(base)));
      if (await settle(outcome, "Deleted", { before: heldBy(base) })) return;
      notify("Nothing was deleted: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: tellFailure,
  });
  return { save, remove };
}
