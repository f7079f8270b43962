/** How large the changes of a plan are, and what they hold: read before anything is written, and only for the first. */
import { asValue, encodeHex, equalBytes, type Value } from "../../model/bytes.ts";
import { noLease, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import { findKeys, keysPerRead } from "../../read/scan/read-keys.ts";
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
const firstPiece = 16;

/** Reads the values of the first changes, some at a time, in order. Fails as the calls do. */
export async function* measureChanges(
  sides: { readonly source: PinnedCall; readonly target: PinnedCall },
  changes: readonly WantedChange[],
  signal?: AbortSignal,
  limits: typeof measured = measured,
): AsyncGenerator<readonly ChangeSize[], void, undefined> {
  let bytes = 0;
  let size = firstPiece;
  const most = Math.min(changes.length, limits.changes);
  for (let at = 0; at < most && bytes < limits.bytes;) {
    const piece = changes.slice(at, Math.min(at + size, most));
    const [sources, targets] = await Promise.all([
      readSide(
        sides.source,
        piece.flatMap(({ source }) => source ?? []),
        signal,
      ),
      readSide(
        sides.target,
        piece.flatMap(({ found }) => found ?? []),
        signal,
      ),
    ]);
    const sizes = piece.map(({ source, found }) =>
      sizeOf(source && sources.get(encodeHex(source.key)), found && targets.get(encodeHex(found.key))),
    );
    yield sizes;
    at += piece.length;
    bytes += sizes.reduce((sum, { putBytes, goneBytes }) => sum + putBytes + goneBytes, 0);
    size = Math.min(keysPerRead, size * 2);
  }
}

async function readSide(
  { call, revision }: PinnedCall,
  facts: readonly Pick<KeyValue, "key">[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, KeyValue>> {
  const keys = facts.map(({ key }) => key);
  const kvs = await findKeys(call, keys, { revision }, signal);
  return new Map(kvs.map((kv) => [encodeHex(kv.key), kv]));
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
