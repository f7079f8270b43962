import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { describeWriteFailure, type WriteWords } from "@etcd-explorer/shared/model/write-outcome";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { useState } from "react";
import { refuseNew, useAccess } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { delimitersOf } from "#/stores/delimiters.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { createNewKeyWrites, Unsettled, type NewKey, type Rename } from "./new-key-writes.ts";

/** Writes that make a key under a name of its own: create, duplicate, rename. `onDone` opens it. */
export function useNewKey(onDone: (key: Key) => void) {
  const connected = useConnected();
  const { connection } = connected;
  const queryClient = useQueryClient();
  const access = useAccess();
  const [error, setError] = useState<string>();
  /** The key that stands in the way, as it is now. */
  const [existing, setExisting] = useState<KeyValue>();
  const writes = createNewKeyWrites({ connected, queryClient });

  const show = (key: Key) => {
    setExpanded(connection.id, foldersAbove(key, delimitersOf(connection.id)).map(encodeHex), true);
    onDone(key);
  };
  const refuse = (found: KeyValue, why: string) => {
    setExisting(found);
    setError(why);
  };
  const onError = (words: WriteWords) => (failed: unknown) =>
    setError(failed instanceof Unsettled ? failed.message : describeWriteFailure(failureOf(failed), words));

  const create = useMutation({
    mutationFn: async (newKey: NewKey) => {
      const outcome = await writes.create(newKey);
      if (outcome.kind === "written") show(newKey.key);
      else if (outcome.kind === "conflict" && outcome.theirs !== undefined) refuse(outcome.theirs, exists);
    },
    onError: onError({ failed: "Could not create the key", look: "Try again: an existing key is not overwritten" }),
  });
  const rename = useMutation({
    mutationFn: async (renaming: Rename) => {
      const outcome = await writes.rename(renaming);
      if (outcome.kind === "written") show(renaming.to);
      else if (outcome.kind === "target-exists") refuse(outcome.target, renaming.over ? changedMeanwhile : exists);
      else setError("Another client changed the key meanwhile. Nothing was written.");
    },
    onError: onError({ failed: "Could not rename the key", look: "Reload both keys to see" }),
  });

  const reset = (message?: string) => {
    setError(message);
    setExisting(undefined);
  };
  const refusalOf = (key: Key) => refuseNew(access, { key });
  return { create, rename, show, error, existing, reset, refusalOf };
}

const exists = "This key already exists. Nothing was written.";
const changedMeanwhile = "The existing key was changed meanwhile. Nothing was written.";
