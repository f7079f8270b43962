import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { int64, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { writtenKey, type WriteOutcome } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf, type WholeKeyState } from "@etcd-explorer/shared/write/guarded/inverse";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { describeWriteFailure, type WriteWords } from "@etcd-explorer/shared/model/write-outcome";
import { useState } from "react";
import { refuseNew, useAccess } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refreshAfterWrite, type KnownKey } from "#/api/keys/refresh-after-write.ts";
import { notifyWritten } from "#/components/write-notice.ts";
import { draftId, setDraft, useDrafts } from "#/stores/drafts.ts";
import { delimitersOf } from "#/stores/delimiters.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { withPlannedLease } from "#/features/value/lease/granted-lease.ts";
import type { KeyState } from "#/features/value/key/key-query.ts";
import type { LeasePlan } from "#/features/value/lease/lease-choice.ts";
import { settleCreate, settleRename, Unsettled } from "./settle-new-key.ts";

type Written = Extract<WriteOutcome, { readonly kind: "written" }>;

interface NewKey {
  readonly key: Key;
  readonly value: Value;
  readonly plan: LeasePlan;
  /** The lease that "keep" stands for. */
  readonly kept?: LeaseId;
}

/** Writes that make a key under a name of its own: create, duplicate, rename. `onDone` opens it. */
export function useNewKey(onDone: (key: Key) => void) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();
  const access = useAccess();
  const [error, setError] = useState<string>();
  /** The key that stands in the way, as it is now. */
  const [existing, setExisting] = useState<KeyValue>();

  const show = (key: Key) => {
    setExpanded(connection.id, foldersAbove(key, delimitersOf(connection.id)).map(encodeHex), true);
    onDone(key);
  };
  /** Keeps a key as its write left it, so that opening it reads nothing; undefined: it is to be read. */
  const keep = ({ now, revision }: Written, key: Key, held: WholeKeyState): KnownKey | undefined => {
    const kv = writtenKey(now, held);
    if (kv === undefined) return undefined;
    queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, key, "live"), { revision, kv });
    return { kv };
  };
  const refuse = (found: KeyValue) => {
    setExisting(found);
    setError("This key already exists. Nothing was written.");
  };
  const onError = (words: WriteWords) => (failed: unknown) =>
    setError(failed instanceof Unsettled ? failed.message : describeWriteFailure(failureOf(failed), words));

  const create = useMutation({
    mutationFn: ({ key, value, plan, kept = noLease }: NewKey) =>
      withPlannedLease(etcd, plan, kept, async (lease) => {
        const outcome = await settleCreate(etcd, { key, value, lease });
        if (outcome.kind === "conflict") {
          if (outcome.theirs !== undefined) refuse(outcome.theirs);
          return { written: false };
        }
        await refreshAfterWrite(queryClient, connected, key, keep(outcome, key, { value, lease }));
        const changes = [{ key, after: { value, lease } }];
        const writes = [{ revision: outcome.revision, changes }];
        notifyWritten(connection, { label: `Created ${formatKey(key)}`, writes });
        show(key);
        return { written: true };
      }),
    onError: onError({ failed: "Could not create the key", look: "Try again: an existing key is not overwritten" }),
  });

  /** `over`: the key that is to be replaced, as it was read. */
  const rename = useMutation({
    mutationFn: async ({ base, to, over }: { base: KeyValue; to: Key; over: KeyValue | undefined }) => {
      const outcome = await settleRename(etcd, base, to, over);
      if (outcome.kind === "target-exists") {
        refuse(outcome.target);
        if (over !== undefined) setError("was changed meanwhile. Nothing was written.");
        return;
      }
      if (outcome.kind === "conflict") {
        const { theirs, revision } = outcome;
        const now: KeyState = { revision, ...(theirs === undefined ? {} : { kv: theirs }) };
        queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, base.key, "live"), now);
        setError("Somebody else has changed the key meanwhile. Nothing was written.");
        return;
      }
      moveDraft(base, to, outcome.revision);
      queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, base.key, "live"), {
        revision: outcome.revision,
      });
      await refreshAfterWrite(queryClient, connected, base.key, { kv: undefined });
      await refreshAfterWrite(queryClient, connected, to, keep(outcome, to, base));
      const label = `Renamed ${formatKey(base.key)} to ${formatKey(to)}`;
      const changes = [
        { key: base.key, before: keyStateOf(base) },
        { key: to, after: keyStateOf(base), ...(over === undefined ? {} : { before: keyStateOf(over) }) },
      ];
      notifyWritten(connection, { label, writes: [{ revision: outcome.revision, changes }] });
      show(to);
    },
    onError: onError({ failed: "Could not rename the key", look: "Reload both keys to see" }),
  });

  /** An unsaved edit goes along with its key. */
  function moveDraft(base: KeyValue, to: Key, revision: KeyValue["modRevision"]): void {
    const from = draftId(connection.id, encodeHex(base.key));
    const draft = useDrafts.getState()[from];
    if (draft === undefined) return;
    const moved = { ...base, key: to, createRevision: revision, modRevision: revision, version: int64(1) };
    setDraft(draftId(connection.id, encodeHex(to)), { ...draft, base: moved });
    setDraft(from, undefined);
  }

  const reset = (message?: string) => {
    setError(message);
    setExisting(undefined);
  };
  const refusalOf = (key: Key) => refuseNew(access, { key });
  return { create, rename, show, error, existing, reset, refusalOf };
}
