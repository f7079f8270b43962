/** Running inverses: newest write first, stopping where one cannot be taken back any more. */
import { equalBytes, type Key } from "./bytes.ts";
import { inverseTxn, invertedWrite, leasesToRestore, withoutLeases, type DoneWrite, type Held } from "./inverse.ts";
import { failureOf } from "./failure.ts";
import type { LeaseId, Revision } from "./int64.ts";
import type { TxnRequest, TxnResponse } from "./txn.ts";
import { wasWritten } from "./write-outcome.ts";

/** What an undo needs of etcd. */
export interface UndoCall {
  txn(request: TxnRequest): Promise<TxnResponse>;
  /** Seconds that a lease has left; negative: there is no such lease. */
  leaseTimeToLive(id: LeaseId): Promise<{ readonly ttlSeconds: bigint }>;
}

/** Why an undo stopped; `undefined`: everything was taken back. */
export type UndoStop =
  /** Somebody has written one of these keys since; nothing of that write was touched. */
  | { readonly kind: "overtaken"; readonly keys: readonly Key[] }
  /** These leases have ended. It can be taken back without them, if one wants to. */
  | { readonly kind: "lease-gone"; readonly leases: readonly LeaseId[] }
  | { readonly kind: "failed"; readonly error: unknown };

export interface UndoResult {
  /** What the undo itself wrote, in order: it can be taken back in turn. */
  readonly undone: readonly DoneWrite[];
  /** The writes that still stand, oldest first. */
  readonly left: readonly DoneWrite[];
  readonly stop: UndoStop | undefined;
}

/** etcd's gRPC code for "requested lease not found". */
const notFoundCode = 5;

/**
 * Takes writes back, the newest first, each by one transaction. Leases in `without` are not attached again.
 * Never throws: what went wrong is in the result, beside what was taken back before.
 */
export async function undoWrites(
  etcd: UndoCall,
  writes: readonly DoneWrite[],
  without: ReadonlySet<LeaseId> = new Set(),
): Promise<UndoResult> {
  const undone: DoneWrite[] = [];
  const left = [...writes];
  for (let write = left.at(-1); write !== undefined; write = left.at(-1)) {
    const wanted = withoutLeases(write, without);
    try {
      const response = await etcd.txn(inverseTxn(wanted));
      if (!response.succeeded) return { undone, left, stop: { kind: "overtaken", keys: keysOf(write) } };
      const revision = response.header?.revision;
      if (revision === undefined) throw new Error("the answer to a transaction has no header");
      undone.push(invertedWrite(wanted, revision));
      left.pop();
    } catch (error) {
      const found = await findUndone(etcd, wanted, error);
      if (found !== undefined) {
        undone.push(invertedWrite(wanted, found));
        left.pop();
        continue;
      }
      const gone = isNotFound(error) ? await endedLeases(etcd, leasesToRestore(wanted)) : [];
      const stop: UndoStop = gone.length > 0 ? { kind: "lease-gone", leases: gone } : { kind: "failed", error };
      return { undone, left, stop };
    }
  }
  return { undone, left, stop: undefined };
}

/** Where the answer was lost: the revision at which every key became what it was before; undefined: that is not so. */
async function findUndone(etcd: UndoCall, { changes }: DoneWrite, error: unknown): Promise<Revision | undefined> {
  if (wasWritten(failureOf(error)) === "not-written") return undefined;
  const reads = changes.map(({ key }) => ({ kind: "range" as const, request: { key } }));
  const answer = await etcd.txn({ compare: [], success: reads, failure: [] }).catch(() => undefined);
  let at = answer?.header?.revision;
  const isUndone = changes.every(({ before, after }, index) => {
    const read = answer?.responses[index];
    if (read?.kind !== "range") return false;
    const [kv] = read.response.kvs;
    if (before === undefined || kv === undefined) return before === undefined && kv === undefined;
    at = kv.modRevision;
    const isOther = after === undefined || !isHeld(kv, after);
    return isOther && isHeld(kv, before);
  });
  return isUndone ? at : undefined;
}

function isHeld({ value, lease }: Held, held: Held): boolean {
  return lease === held.lease && equalBytes(value, held.value);
}

function keysOf({ changes }: DoneWrite): Key[] {
  return changes.map(({ key }) => key);
}

function isNotFound(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === "rejected" && failure.code === notFoundCode;
}

async function endedLeases(etcd: UndoCall, leases: readonly LeaseId[]): Promise<LeaseId[]> {
  try {
    const left = await Promise.all(leases.map((id) => etcd.leaseTimeToLive(id)));
    return leases.filter((_, at) => (left[at]?.ttlSeconds ?? 0n) < 0n);
  } catch {
    return [];
  }
}
