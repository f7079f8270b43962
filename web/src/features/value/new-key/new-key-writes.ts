/** Creating and renaming, with the answer looked up where it was lost: the names tell what became of it. */
import { encodeHex, type Key, type Value } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { int64, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { describeWriteFailure, wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { createTxn, renameTxn, type RenameOutcome } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { draftId, moveDraft } from "#/stores/drafts.ts";
import { recordUnsettled } from "#/stores/unsettled-writes.ts";
import { withPlannedLease } from "#/features/value/lease/granted-lease.ts";
import type { LeasePlan } from "#/features/value/lease/lease-choice.ts";
import { createCommit, type CommitContext, type KeyWrite } from "#/features/value/write/commit.ts";

export interface NewKey {
  readonly key: Key;
  readonly value: Value;
  readonly plan: LeasePlan;
  /** The lease that "keep" stands for. */
  readonly kept?: LeaseId;
}

export interface Rename {
  readonly base: KeyValue;
  readonly to: Key;
  /** The key that is to be replaced, as it was read; undefined: there must be none. */
  readonly over: KeyValue | undefined;
}

/** They fail where nothing was written, or nobody knows. */
export interface NewKeyWrites {
  readonly create: (key: NewKey) => Promise<RenameOutcome>;
  readonly rename: (rename: Rename) => Promise<RenameOutcome>;
}

/** The answer was lost, and a look found nothing written so far; it may still arrive. */
export class Unsettled extends Error {
  override readonly name = "Unsettled";
}

/** The writes that make a key under a name of its own. */
export function createNewKeyWrites(context: CommitContext): NewKeyWrites {
  const { connection, etcd } = context.connected;
  const commit = createCommit(context);

  /** `changed`: what is said where the answer was lost and the keys are not as they were. */
  const send = async (write: KeyWrite, failed: string, changed: string): Promise<RenameOutcome> => {
    try {
      return await commit.send(write);
    } catch (error) {
      if (wasWritten(failureOf(error)) === "not-written") throw error;
      const look = await commit.look(write).catch((): undefined => undefined);
      // As with a save: the history says that it may have happened, unless the keys tell.
      if (look === undefined || (look.found === "unknown" && !look.isUntouched)) {
        recordUnsettled(connection, write.label, write.keys);
      }
      if (look === undefined) throw error;
      const { found, isUntouched, now } = look;
      if (found === "written" && now !== undefined) {
        await commit.settle(write, now.modRevision, now);
        return { kind: "written", revision: now.modRevision, now };
      }
      const words = { failed, look: isUntouched ? notYet : changed };
      throw new Unsettled(describeWriteFailure(failureOf(error), words), { cause: error });
    }
  };

  return {
    create: async ({ key, value, plan, kept = noLease }) => {
      const { outcome } = await withPlannedLease(etcd, plan, kept, async (lease) => {
        const request = createTxn(key, value, lease);
        const write = {
          request,
          label: `Created ${formatKey(key)}`,
          keys: [{ key, base: undefined, after: { value, lease } }],
        } as const;
        const sent = await send(write, "Could not create the key", "The key now has another value");
        return { outcome: sent, written: sent.kind === "written" };
      });
      return outcome;
    },
    rename: ({ base, to, over }) => {
      const { value, lease } = base;
      const write: KeyWrite = {
        request: renameTxn(base, to, over),
        label: `Renamed ${formatKey(base.key)} to ${formatKey(to)}`,
        keys: [
          { key: base.key, base, after: undefined },
          { key: to, base: over, after: { value, lease } },
        ],
        // An unsaved edit goes along with its key.
        onWritten: ({ revision }) => {
          const moved = { ...base, key: to, createRevision: revision, modRevision: revision, version: int64(1) };
          moveDraft(draftId(connection.id, encodeHex(base.key)), draftId(connection.id, encodeHex(to)), moved);
        },
      };
      return send(write, "Could not rename the key", "The keys have changed since");
    },
  };
}

const notYet = "Not written yet. Try again: nothing is overwritten";
