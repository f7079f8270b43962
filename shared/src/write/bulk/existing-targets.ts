/** Which targets of copies exist already. */
import { encodeHex, type Key } from "../../model/bytes.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { keyAfter } from "../../model/range.ts";
import { findKeys } from "../../read/scan/read-keys.ts";
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
  const [first, last] = [targets[0], targets.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const limit = targets.length * between;
  const range = { key: first, rangeEnd: keyAfter(last) };
  const near = await call.range({ ...range, revision, keysOnly: true, limit: int64(limit) });
  const wanted = new Set(targets.map(encodeHex));
  const found = near.kvs.filter(({ key }) => wanted.has(encodeHex(key)));
  const complete = !near.more && keysOnly;
  const exact = complete
    ? found
    : await findKeys(call, near.more ? targets : found.map(({ key }) => key), { revision, keysOnly });
  return new Map(exact.map((kv) => [encodeHex(kv.key), kv]));
}
