import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, equalBytes, type Key, type Value } from "@etcd-explorer/shared/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/failure";
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
import { checkWritten } from "@etcd-explorer/shared/write-check";
import { isOutOfSpace } from "@etcd-explorer/shared/write-outcome";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { refreshAfterWrite } from "#/api/refresh-after-write.ts";
import { draftId, setDraft, useDrafts, type Draft } from "#/stores/drafts.ts";
import { notify } from "#/stores/notices.ts";
import { notifyWritten } from "#/stores/undo.ts";
import { notifyWriteFailure, openAlarms } from "#/stores/write-notice.ts";
import { grantWords, withPlannedLease } from "./granted-lease.ts";
import { keyQuery, type KeyState } from "./key-query.ts";
import type { LeasePlan } from "./lease-choice.ts";

/** A write of which nobody may know whether it was done. */
interface Attempt {
  readonly failed: string;
  /** What is said where it was. */
  readonly done: string;
  /** The key that it replaces. */
  readonly base: KeyValue | undefined;
  readonly change: Omit<KeyChange, "key">;
  readonly onWritten?: (revision: Revision) => void;
}

/** A save, which leaves the lease as it is. */
function saved(over: KeyValue | undefined, value: Value): Omit<KeyChange, "key"> {
  return { ...(over && { before: heldBy(over) }), after: { value, lease: over?.lease ?? noLease } };
}

/** Writing the key that is open; each write compares first, and a conflict becomes what the cache says. */
export function useWrites(key: Key, onConflict: () => void) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();

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

  /** Says that a write failed; where nobody knows whether it was done, the key can be read to find out. */
  const tellFailure = (error: unknown, attempt: Attempt) => {
    const words = { failed: attempt.failed, look: "Reload the key to see" };
    // What is out of space has answered all the same: nothing is on its way any more, and the key tells.
    if (isOutOfSpace(failureOf(error))) void reload(attempt, true);
    else notifyWriteFailure(error, words, { label: "Reload key", run: () => void reload(attempt) });
  };
  const reload = async (attempt: Attempt, lacksSpace = false): Promise<void> => {
    const { base, change, done } = attempt;
    const again = { label: "Reload key", run: () => void reload(attempt) };
    let now: KeyState;
    try {
      now = await queryClient.fetchQuery({ ...keyQuery(connected, key), staleTime: 0 });
    } catch (error) {
      notify(`Could not reload the key. ${describeFailure(failureOf(error))}`, "bad", again, true);
      return;
    }
    const name = formatKey(key);
    const revision = now.kv?.modRevision ?? now.revision;
    switch (checkWritten(base, change.after, now.kv)) {
      case "written":
        if (revision === undefined) return;
        await settle({ kind: "written", revision }, done, change);
        attempt.onWritten?.(revision);
        return;
      case "not-written":
        if (lacksSpace) {
          const said = `${attempt.failed}. Nothing was written. etcd is out of space (alarm NOSPACE).`;
          return notify(said, "bad", openAlarms, true);
        }
        notify(
          base?.modRevision === now.kv?.modRevision
            ? `Not written so far: ${name} is unchanged. You can try again: a late write is not overwritten.`
            : `Not written: somebody else changed ${name} before. This is how it is now.`,
          "bad",
        );
        return;
      case "unknown":
        notify(`Still not known: ${name} was changed several times since. This is how it is now.`, "bad", again, true);
        return;
      default:
    }
  };

  /** `over`: what the save replaces; undefined: the key must not exist. */
  const save = useMutation({
    mutationFn: async ({ over, value }: { over: KeyValue | undefined; value: Value }) => {
      const sent = useDrafts.getState()[id];
      const request = over === undefined ? createTxn(key, value) : saveTxn(over, value);
      const outcome = readOutcome(await etcd.txn(request));
      if (await settle(outcome, "Saved", saved(over, value))) endDraft(sent, outcome.revision);
      else if (outcome.kind === "conflict" && outcome.theirs !== undefined && equalBytes(outcome.theirs.value, value)) {
        // An earlier answer may have got lost, or somebody had the same idea.
        notify("There is nothing left to save: the key holds this very value already.");
        dropDraft();
      } else onConflict();
    },
    onError: (error, { over, value }) => {
      const sent = useDrafts.getState()[id];
      const onWritten = (revision: Revision) => endDraft(sent, revision);
      const change = saved(over, value);
      tellFailure(error, { failed: "Could not save", done: "Saved", base: over, change, onWritten });
    },
  });
  const remove = useMutation({
    mutationFn: async (base: KeyValue) => {
      const outcome = readOutcome(await etcd.txn(deleteTxn(base)));
      if (await settle(outcome, "Deleted", { before: heldBy(base) })) dropDraft();
      else notify("Nothing was deleted: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: (error, base) => {
      const change = { before: heldBy(base) };
      tellFailure(error, { failed: "Could not delete the key", done: "Deleted", base, change, onWritten: dropDraft });
    },
  });
  const changeLease = useMutation({
    mutationFn: async ({ base, plan }: { base: KeyValue; plan: LeasePlan }) => {
      let tried: Attempt | undefined;
      const write = async (lease: LeaseId) => {
        const done = lease === noLease ? "Removed the lease of" : `Put under lease ${formatLeaseHex(lease)}:`;
        const change = { before: heldBy(base), after: { value: base.value, lease } };
        tried = { failed: "Could not change the lease", done, base, change };
        return { written: await settle(readOutcome(await etcd.txn(setLeaseTxn(base, lease))), done, change) };
      };
      const { written } = await withPlannedLease(etcd, plan, base.lease, write).catch((error: unknown) => {
        if (tried === undefined) notifyWriteFailure(error, grantWords);
        else tellFailure(error, tried);
        return { written: undefined };
      });
      if (written === false)
        notify("The lease was not changed: somebody else changed the key. This is how it is now.", "bad");
    },
  });
  return { save, remove, changeLease };
}
