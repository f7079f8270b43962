/**
 * The one way of a write of the open key or of a new one: sent guarded, its outcome read, and then history, notice,
 * cache and drafts told of it. What it does is the caller's; what comes of it is decided here.
 */
import type { QueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts, KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import type { Written } from "@etcd-explorer/shared/model/write-outcome";
import { readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import { readRenameOutcome, writtenKey, type RenameOutcome } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf, type WholeKeyState } from "@etcd-explorer/shared/write/guarded/inverse";
import { checkWritten } from "@etcd-explorer/shared/write/guarded/write-check";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refreshAfterWrite } from "#/api/keys/refresh-after-write.ts";
import { notifyWritten } from "#/components/write-notice.ts";
import { deselect } from "#/stores/selection.ts";
import { settleByLook } from "#/stores/unsettled-writes.ts";
import type { KeyState } from "#/api/keys/key-state.ts";

export interface CommitContext {
  readonly connected: Connected;
  readonly queryClient: QueryClient;
}

/** A key that a write changes. */
export interface ChangedKey {
  readonly key: Key;
  /** As it was read; undefined: it must not exist. */
  readonly base: KeyValue | undefined;
  /** As it is to be; undefined: deleted. */
  readonly after: WholeKeyState | undefined;
}

/** A key as its write left it. */
export interface WrittenKey {
  readonly revision: Revision;
  /** Absent: it was deleted, somebody wrote it since, or the answer does not tell. */
  readonly kv?: KeyValue;
}

/** A guarded write, before it is sent. One of its keys at most is put. */
export interface KeyWrite {
  readonly request: TxnRequest;
  /** What was done where it was, without its end: `Saved /a`. */
  readonly label: string;
  readonly keys: readonly [ChangedKey, ...ChangedKey[]];
  /** What becomes of the drafts; the cache holds the keys as they are by then. */
  readonly onWritten?: (first: WrittenKey) => void;
}

/** What the keys tell of a write whose answer was lost. */
export interface Look {
  readonly found: Written;
  /** Nobody has written the first key since it was read. */
  readonly isUntouched: boolean;
  readonly revision: Revision;
  /** The key that was put, as it is now. */
  readonly now: KeyValue | undefined;
}

/** A key as a response told that it is; without `kv` there is none. */
interface ShownKey {
  readonly key: Key;
  readonly kv: KeyValue | undefined;
}

export interface Commit {
  /** Sends a write, and tells of it where it was done. In a conflict the key as it is now is in the cache. */
  readonly send: (write: KeyWrite, signal?: AbortSignal) => Promise<RenameOutcome>;
  /** Tells of a write that was done. `now`: what etcd keeps of the key that was put. */
  readonly settle: (write: KeyWrite, revision: Revision, now: KeyFacts | undefined) => Promise<void>;
  /** Reads the keys of a write of which nobody knows whether it was done; the cache holds them since. */
  readonly look: (write: KeyWrite) => Promise<Look>;
}

/** The writes of a connection. They fail as the request does; what is said of that is the caller's. */
export function createCommit({ connected, queryClient }: CommitContext): Commit {
  const { connection, etcd } = connected;
  const queryKeyOf = (key: Key) => etcdCache.key(connection.id, key, "live");
  /** The only way into the cache here. A read that was begun before would bring back what was there. */
  const show = async (revision: Revision, facts: readonly ShownKey[]): Promise<void> => {
    const queryKeys = facts.map(({ key }) => queryKeyOf(key));
    await Promise.all(queryKeys.map((queryKey) => queryClient.cancelQueries({ queryKey, exact: true })));
    settleByLook(connection.id, facts, { revision });
    for (const { key, kv } of facts) {
      queryClient.setQueryData<KeyState>(queryKeyOf(key), { revision, ...(kv === undefined ? {} : { kv }) });
    }
  };

  const settle = async (write: KeyWrite, revision: Revision, now: KeyFacts | undefined): Promise<void> => {
    const { label, keys } = write;
    const changes = keys.map(({ key, base, after }) => ({
      key,
      ...(base === undefined ? {} : { before: keyStateOf(base) }),
      ...(after === undefined ? {} : { after }),
    }));
    // It compared them and was done: whatever else compared them was not, and no longer can be.
    settleByLook(
      connection.id,
      keys.map(({ key, base }) => ({ key, kv: base })),
      { revision, isOver: true },
    );
    // A key that is gone is no part of the next act on many.
    const gone = keys.filter(({ after }) => after === undefined);
    deselect(
      connection.id,
      gone.map(({ key }) => ({ kind: "key", key: encodeHex(key) })),
    );
    // Said at once: reading again may take longer, and would then say it over what was done next.
    notifyWritten(connection, { label, writes: [{ revision, changes }] });
    const known = keys.flatMap(({ key, after }) => {
      const kv = after && writtenKey(now, after);
      return after === undefined || kv !== undefined ? [{ key, kv }] : [];
    });
    await show(revision, known);
    const [first] = keys;
    const kv = queryClient.getQueryData<KeyState>(queryKeyOf(first.key))?.kv;
    write.onWritten?.({ revision, ...(kv?.modRevision === revision ? { kv } : {}) });
    // Not waited for: the next write may follow at once.
    void refresh(keys, known);
  };
  /** One after the other: what two keys have in common would be asked for and dropped at once otherwise. */
  const refresh = async (keys: readonly ChangedKey[], known: readonly ShownKey[]) => {
    for (const { key } of keys) {
      await refreshAfterWrite(
        queryClient,
        connected,
        key,
        known.find((each) => each.key === key),
      );
    }
  };

  return {
    settle,
    send: async (write, signal) => {
      const outcome = readRenameOutcome(await etcd.txn(write.request, signal));
      if (outcome.kind === "conflict") await show(outcome.revision, [{ key: write.keys[0].key, kv: outcome.theirs }]);
      if (outcome.kind === "written") await settle(write, outcome.revision, outcome.now);
      return outcome;
    },
    look: async ({ keys }) => {
      const { kvs, revision } = await readKeys(
        etcd,
        keys.map(({ key }) => key),
      );
      await show(
        revision,
        keys.map(({ key }, at) => ({ key, kv: kvs[at] })),
      );
      const found = keys.map(({ base, after }, at) => checkWritten(base, after, kvs[at]));
      const [first] = found;
      return {
        found: found.every((each) => each === first) ? (first ?? "unknown") : "unknown",
        isUntouched: keys[0].base?.modRevision === kvs[0]?.modRevision,
        revision,
        now: kvs[keys.findIndex(({ after }) => after !== undefined)],
      };
    },
  };
}
