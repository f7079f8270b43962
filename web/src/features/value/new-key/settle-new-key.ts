/** Creating and renaming, with the answer looked up where it was lost: the names tell what became of it. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import {
  createTxn,
  readOutcome,
  readRenameOutcome,
  renameTxn,
  type RenameOutcome,
  type WriteOutcome,
} from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf, type WholeKeyState } from "@etcd-explorer/shared/write/guarded/inverse";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import { checkWritten } from "@etcd-explorer/shared/write/guarded/write-check";
import { describeWriteFailure, wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";

type Call = Pick<EtcdCalls, "txn">;

/** The answer was lost, and a look found nothing written so far; it may still arrive. */
export class Unsettled extends Error {
  override readonly name = "Unsettled";
}

/** Creates a key. Fails where it was not written, or nobody knows. */
export async function settleCreate(
  call: Call,
  { key, ...held }: WholeKeyState & { readonly key: Key },
): Promise<WriteOutcome> {
  try {
    return readOutcome(await call.txn(createTxn(key, held.value, held.lease)));
  } catch (error) {
    const [now] = await lookAfter(call, error, [key]);
    const written = checkWritten(undefined, held, now);
    if (written === "written" && now !== undefined) return { kind: "written", revision: now.modRevision, now };
    throw unsettled(error, "Could not create the key", now === undefined ? notYet : "Another value is there now");
  }
}

/** Renames a key. Fails where nothing was written, or nobody knows. */
export async function settleRename(
  call: Call,
  base: KeyValue,
  to: Key,
  over: KeyValue | undefined,
): Promise<RenameOutcome> {
  try {
    return readRenameOutcome(await call.txn(renameTxn(base, to, over)));
  } catch (error) {
    const [from, target] = await lookAfter(call, error, [base.key, to]);
    const written = checkWritten(over, keyStateOf(base), target);
    if (from === undefined && written === "written" && target !== undefined) {
      return { kind: "written", revision: target.modRevision, now: target };
    }
    const isUntouched = from?.modRevision === base.modRevision;
    throw unsettled(error, "Could not rename the key", isUntouched ? notYet : "The keys were changed since");
  }
}

const notYet = "It was not written so far. You can try again: nothing is overwritten";

/** The keys as they are after a write that failed; fails as the write did where it was not done, or they cannot be read. */
async function lookAfter(call: Call, error: unknown, keys: readonly Key[]) {
  if (wasWritten(failureOf(error)) === "not-written") throw error;
  try {
    return (await readKeys(call, keys)).kvs;
  } catch {
    throw error;
  }
}

function unsettled(error: unknown, failed: string, look: string): Unsettled {
  return new Unsettled(describeWriteFailure(failureOf(error), { failed, look }), { cause: error });
}
