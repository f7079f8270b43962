/** Writing an earlier version of a key back: over what is there now, or where it is gone as a new key. */
import type { Key, Value } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped, noLease, type LeaseId, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { createTxn, replaceTxn, saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { notifyWriteFailure } from "#/components/write-notice.ts";
import { notify } from "#/stores/notices.ts";
import { grantWords, withPlannedLease } from "#/features/value/lease/granted-lease.ts";
import type { LeasePlan } from "#/features/value/lease/lease-choice.ts";
import { createCommit, type CommitContext, type KeyWrite } from "./commit.ts";
import { tellFailure } from "./unknown-write.ts";

export interface Restore {
  /** The key as it is now; undefined: it must not exist. */
  readonly over: KeyValue | undefined;
  readonly value: Value;
  /** The revision that had this value, for what is said. */
  readonly from: Revision;
  readonly plan: LeasePlan;
}

/** Writes an earlier value of a key. It does not fail: what became of it is said, and in history and cache. */
export async function restoreVersion(context: CommitContext, key: Key, restore: Restore): Promise<void> {
  const { over, value, from, plan } = restore;
  const { connection, etcd } = context.connected;
  const commit = createCommit(context);
  let tried: KeyWrite | undefined;
  const write = async (lease: LeaseId) => {
    const label = `Restored ${formatKey(key)} from revision ${formatGrouped(from)}`;
    tried = { request: requestOf(key, restore, lease), label, keys: [{ key, base: over, after: { value, lease } }] };
    const { kind } = await commit.send(tried);
    return { written: kind === "written" };
  };
  try {
    const { written } = await withPlannedLease(etcd, plan, over?.lease ?? noLease, write);
    if (!written) notify("Not restored: another client changed the key. Now showing its current version.", "bad");
  } catch (error) {
    if (tried === undefined) notifyWriteFailure(error, grantWords);
    else tellFailure(error, { commit, connection, write: tried, failed: "Could not restore the version" });
  }
}

/** A lease that is kept is not named: it may have been changed since, and only the value is meant. */
function requestOf(key: Key, { over, value, plan }: Restore, lease: LeaseId): TxnRequest {
  if (over === undefined) return createTxn(key, value, lease);
  return plan.kind === "keep" ? saveTxn(over, value) : replaceTxn(over, value, lease);
}
