import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, equalBytes, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import {
  createTxn,
  deleteTxn,
  readOutcome,
  saveTxn,
  setLeaseTxn,
  writtenKey,
  type WriteOutcome,
} from "@etcd-explorer/shared/write/guarded/guarded-write";
import { formatLeaseHex, noLease, type LeaseId, type Revision } from "@etcd-explorer/shared/model/int64";
import { keyStateOf, type WholeKeyState } from "@etcd-explorer/shared/write/guarded/inverse";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { checkWritten } from "@etcd-explorer/shared/write/guarded/write-check";
import { isOutOfSpace, wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refreshAfterWrite, type KnownKey } from "#/api/keys/refresh-after-write.ts";
import { draftId, setDraft, useDrafts, type Draft } from "#/stores/drafts.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { changeHistory, notKnown, recordWritten } from "#/stores/write-history.ts";
import { notifyWriteFailure, openAlarms, notifyWritten } from "#/components/write-notice.ts";
import { grantWords, withPlannedLease } from "#/features/value/lease/granted-lease.ts";
import { keyQuery, type KeyState } from "#/features/value/key/key-query.ts";
import type { LeasePlan } from "#/features/value/lease/lease-choice.ts";

/** What a write makes of the key. */
interface Change {
  readonly before?: WholeKeyState;
  readonly after?: WholeKeyState;
}

/** A write of which nobody may know whether it was done. */
interface Attempt {
  readonly failed: string;
  /** What is said where it was. */
  readonly done: string;
  /** The key that it replaces. */
  readonly base: KeyValue | undefined;
  readonly change: Change;
  readonly onWritten?: (revision: Revision) => void;
  /** Its entry in the history, as long as it is not known. */
  readonly unknown?: number | undefined;
}

/** A save, which leaves the lease as it is. */
function saved(over: KeyValue | undefined, value: Value): Change & { readonly after: WholeKeyState } {
  return { ...(over && { before: keyStateOf(over) }), after: { value, lease: over?.lease ?? noLease } };
}

/** Writing the key that is open; each write compares first, and a conflict becomes what the cache says. */
export function useWrites(key: Key, onConflict: () => void) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();

  /** Says whether it was written; where not, the key as it is now is in the cache. */
  const settle = (outcome: WriteOutcome, done: string, change: Change): boolean => {
    if (outcome.kind === "conflict") {
      const { theirs, revision } = outcome;
      const now: KeyState = { revision, ...(theirs === undefined ? {} : { kv: theirs }) };
      queryClient.setQueryData<KeyState>(etcdCache.key(connection.id, key, "live"), now);
      return false;
    }
    // Said at once: reading again may take longer, and would then say it over what was done next.
    const writes = [{ revision: outcome.revision, changes: [{ key, ...change }] }];
    notifyWritten(connection, { label: `${done} ${formatKey(key)}`, writes });
    return true;
  };
  const refresh = (known?: KnownKey) => refreshAfterWrite(queryClient, connected, key, known);
  /** The key is shown as its write left it: there is nothing to read again. */
  const show = async (kv: KeyValue | undefined, revision: Revision): Promise<KnownKey> => {
    const queryKey = etcdCache.key(connection.id, key, "live");
    // A read that was begun before would bring back what was there.
    await queryClient.cancelQueries({ queryKey, exact: true });
    queryClient.setQueryData<KeyState>(queryKey, { revision, ...(kv === undefined ? {} : { kv }) });
    return { kv };
  };
  /** The same for a write that put it; undefined: the answer does not tell, and it is to be read. */
  const showPut = async (outcome: WriteOutcome, held: WholeKeyState): Promise<KnownKey | undefined> => {
    const kv = outcome.kind === "written" ? writtenKey(outcome.now, held) : undefined;
    return kv && (await show(kv, outcome.revision));
  };
  const id = draftId(connection.id, encodeHex(key));
  const dropDraft = () => setDraft(id, undefined);
  /** The draft that was sent ends; what was typed since goes on, over what was written. */
  const endDraft = (sent: Draft | undefined, revision: Revision) => {
    const draft = useDrafts.getState()[id];
    if (draft === undefined || draft === sent) return dropDraft();
    const kv = queryClient.getQueryData<KeyState>(etcdCache.key(connection.id, key, "live"))?.kv;
    // Where somebody wrote after us it keeps its base: the next save shows what they wrote.
    if (kv !== undefined && kv.modRevision === revision) setDraft(id, { ...draft, base: kv });
  };

  /** Says that a write failed; where nobody knows whether it was done, the key can be read to find out. */
  const tellFailure = (error: unknown, told: Attempt) => {
    const isUnknown = wasWritten(failureOf(error)) === "unknown";
    const label = `${told.done} ${formatKey(key)}`;
    const unknown = isUnknown ? recordWritten(connection, { label, writes: [], blocked: notKnown }).id : undefined;
    const attempt = { ...told, unknown };
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
    const found = checkWritten(base, change.after, now.kv);
    if (found !== "unknown" && attempt.unknown !== undefined) changeHistory({ kind: "forgotten", id: attempt.unknown });
    switch (found) {
      case "written":
        if (revision === undefined) return;
        settle({ kind: "written", revision }, done, change);
        void refresh({ kv: now.kv });
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
  const mutationKey = ["save", id];
  // Also one that was begun before this screen was left and opened again.
  const isSaving = useIsMutating({ mutationKey, exact: true }) > 0;
  const save = useMutation({
    mutationKey,
    mutationFn: async ({ over, value }: { over: KeyValue | undefined; value: Value }) => {
      const sent = useDrafts.getState()[id];
      const request = over === undefined ? createTxn(key, value) : saveTxn(over, value);
      const outcome = readOutcome(await etcd.txn(request));
      const change = saved(over, value);
      if (settle(outcome, "Saved", change)) {
        const known = await showPut(outcome, change.after);
        endDraft(sent, outcome.revision);
        // Not waited for: the next save may follow at once.
        void refresh(known);
      } else if (
        outcome.kind === "conflict" &&
        outcome.theirs !== undefined &&
        equalBytes(outcome.theirs.value, value)
      ) {
        // An earlier answer may have got lost, or somebody had the same idea.
        notifyRefusal("There is nothing left to save: the key holds this very value already.");
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
      if (settle(outcome, "Deleted", { before: keyStateOf(base) })) {
        const known = await show(undefined, outcome.revision);
        dropDraft();
        void refresh(known);
      } else notify("Nothing was deleted: somebody else changed the key. This is how it is now.", "bad");
    },
    onError: (error, base) => {
      const change = { before: keyStateOf(base) };
      tellFailure(error, { failed: "Could not delete the key", done: "Deleted", base, change, onWritten: dropDraft });
    },
  });
  const changeLease = useMutation({
    mutationFn: async ({ base, plan }: { base: KeyValue; plan: LeasePlan }) => {
      let tried: Attempt | undefined;
      const write = async (lease: LeaseId) => {
        const done = lease === noLease ? "Removed the lease of" : `Put under lease ${formatLeaseHex(lease)}:`;
        const after = { value: base.value, lease };
        const change = { before: keyStateOf(base), after };
        tried = { failed: "Could not change the lease", done, base, change };
        const outcome = readOutcome(await etcd.txn(setLeaseTxn(base, lease)));
        const written = settle(outcome, done, change);
        if (written) await refresh(await showPut(outcome, after));
        return { written };
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
  return { save, isSaving, remove, changeLease };
}
