/** How large the changes of a plan are, and what they hold: read before anything is written, and only for the first. */
import { asValue, equalBytes, type Value } from "../../model/bytes.ts";
import { noLease, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import { FittingCount, readFitting, readItems, type ItemsRead } from "../../read/scan/read-fitting.ts";
import type { WantedChange } from "./wanted-change.ts";

export interface ChangeSize {
  /** Bytes of the value that is put; 0 where the key is deleted. */
  readonly putBytes: number;
  /** Bytes of the value that goes; 0 where there is none. */
  readonly goneBytes: number;
  /** The lease of the source. */
  readonly lease: LeaseId;
  /** Both sides hold the same value under the same lease: nothing would be written. */
  readonly isEqual: boolean;
  /** Where the value begins: the one that is put, or else the one that goes. */
  readonly start: Value;
}

/** One side of a plan, as it was read. */
export interface PinnedCall {
  readonly call: TxnCall;
  readonly revision: Revision;
}

/** So many changes are measured, and so many bytes of values read for it. */
export const measured: { readonly changes: number; readonly bytes: number } = {
  changes: 2_000,
  bytes: 32 * 1024 * 1024,
};

/** Enough to see what a value is. */
const startBytes = 120;

/** Reads the values of the first changes, some at a time, in order. Fails as the calls do. */
export async function* measureChanges(
  sides: { readonly source: PinnedCall; readonly target: PinnedCall },
  changes: readonly WantedChange[],
  signal?: AbortSignal,
  limits: typeof measured = measured,
): AsyncGenerator<readonly ChangeSize[], void, undefined> {
  let bytes = 0;
  const count = new FittingCount();
  const most = Math.min(changes.length, limits.changes);
  for (let at = 0; at < most && bytes < limits.bytes;) {
    const wanted = changes.slice(at, Math.min(at + count.next, most));
    const [source, target] = await Promise.all([
      readSide(sides.source, wanted, (change) => change.source, signal),
      readSide(sides.target, wanted, (change) => change.found, signal),
    ]);
    // What is large on one side comes in smaller pieces on both.
    const piece = wanted.slice(0, Math.min(source.read, target.read));
    const sizes = piece.map((change) => sizeOf(source.found.get(change), target.found.get(change)));
    yield sizes;
    at += piece.length;
    const read = sizes.reduce((sum, { putBytes, goneBytes }) => sum + putBytes + goneBytes, 0);
    bytes += read;
    count.note(piece.length, read);
  }
}

async function readSide(
  { call, revision }: PinnedCall,
  changes: readonly WantedChange[],
  factsOf: (change: WantedChange) => Pick<KeyValue, "key"> | undefined,
  signal: AbortSignal | undefined,
): Promise<ItemsRead<WantedChange>> {
  return await readItems(
    changes,
    (change) => factsOf(change)?.key,
    (keys) => readFitting(call, keys, { revision }, signal),
  );
}

function sizeOf(source: KeyValue | undefined, found: KeyValue | undefined): ChangeSize {
  const shown = (source ?? found)?.value ?? new Uint8Array();
  return {
    putBytes: source?.value.length ?? 0,
    goneBytes: found?.value.length ?? 0,
    lease: source?.lease ?? noLease,
    isEqual:
      source !== undefined &&
      found !== undefined &&
      source.lease === found.lease &&
      equalBytes(source.value, found.value),
    // Of its own: the whole value is not kept.
    start: asValue(shown.slice(0, startBytes)),
  };
}
