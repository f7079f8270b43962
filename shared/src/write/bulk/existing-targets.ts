/** Which targets of copies exist already. */
import { encodeHex, type Key } from "../../model/bytes.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { keyAfter } from "../../model/range.ts";
import { readInPieces } from "../../read/scan/read-fitting.ts";
import type { BulkCall } from "./segment.ts";

/** Reading what lies between the targets as well costs less than asking for each, as long as it is not much more. */
const between = 4;

/** Those of `targets` (in etcd's order) that there are at `revision`, by their hex. */
export async function readExisting(
  call: BulkCall,
  targets: readonly Key[],
  revision: Revision,
  keysOnly: boolean,
): Promise<ReadonlyMap<string, KeyValue>> {
  const existing = new Map<string, KeyValue>();
  for await (const kvs of existingPieces(call, targets, revision, keysOnly)) {
    for (const kv of kvs) existing.set(encodeHex(kv.key), kv);
  }
  return existing;
}

/** The same, as many of them at a time as fit into memory whatever their size. */
export async function* existingPieces(
  call: BulkCall,
  targets: readonly Key[],
  revision: Revision,
  keysOnly: boolean,
  signal?: AbortSignal,
): AsyncGenerator<readonly KeyValue[], void, undefined> {
  const [first, last] = [targets[0], targets.at(-1)];
  if (first === undefined || last === undefined) return;
  const limit = targets.length * between;
  const range = { key: first, rangeEnd: keyAfter(last) };
  const near = await call.range({ ...range, revision, keysOnly: true, limit: int64(limit) });
  const wanted = new Set(targets.map(encodeHex));
  const found = near.kvs.filter(({ key }) => wanted.has(encodeHex(key)));
  if (!near.more && keysOnly) {
    yield found;
    return;
  }
  const asked = near.more ? targets : found.map(({ key }) => key);
  for await (const kvs of readInPieces(call, asked, { revision, keysOnly }, signal)) {
    yield kvs.filter((kv) => kv !== undefined);
  }
}
