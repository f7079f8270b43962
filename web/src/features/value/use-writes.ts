import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key, type Value } from "@etcd-explorer/shared/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/failure";
import { createTxn, deleteTxn, readOutcome, saveTxn, type WriteOutcome } from "@etcd-explorer/shared/guarded-write";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache, refreshAfterWrite } from "#/api/etcd-cache.ts";
import { draftId, setDraft } from "#/stores/drafts.ts";
import { notify } from "#/stores/notices.ts";
import type { KeyState } from "./key-query.ts";

/** Saving and deleting the key that is open; each compares first, and a conflict becomes what the cache says. */
export function useWrites(key: Key, onConflict: () => void) {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();

  /** Says whether it was written; where not, the key as it is now is in the cache. */
  const settle = async (outcome: WriteOutcome, done: string): Promise<boolean> => {
    if (outcome.kind === "conflict") {
      const { theirs, revision } = outcome;
      const now: KeyState = { revision, ...(theirs === undefined ? {} : { kv: theirs }) };
      queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, key), now);
      return false;
    }
    await refreshAfterWrite(queryClient, connection.id, key);
    // After the key has been read again: without its draft the editor then shows what was written.
    setDraft(draftId(connection.id, encodeHex(key)), undefined);
    notify(`${done} ${formatKey(key)} at revision ${formatGrouped(outcome.revision)}`);
    return true;
  };
  /** `over`: what the save replaces; undefined: the key must not exist. */
  const save = useMutation({
    mutationFn: async ({ over, value }: { over: KeyValue | undefined; value: Value }) => {
      const request = over === undefined ? createTxn(key, value) : saveTxn(over, value);
      if (!(await settle(readOutcome(await etcd.txn(request)), "Saved"))) onConflict();
    },
    onError: tellNothingWritten,
  });
  const remove = useMutation({
    mutationFn: async (base: KeyValue) => {
      if (await settle(readOutcome(await etcd.txn(deleteTxn(base))), "Deleted")) return;
      notify("Nothing was deleted: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: tellNothingWritten,
  });
  return { save, remove };
}

function tellNothingWritten(error: unknown): void {
  notify(`Nothing was written. ${describeFailure(failureOf(error))}`, "bad");
}
