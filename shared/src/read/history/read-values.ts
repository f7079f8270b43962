/** Reads the values of versions, no more of them than a page may hold. */
import { FailureError } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import type { TxnCall } from "../scan/txn-call.ts";
import { readableAt, type KeyVersion } from "./key-version.ts";
import { readAtEach, versionsPerPage } from "./walk-versions.ts";

/** What the values of one page come to at most, in bytes. Others are read one by one, when they are looked at. */
export const valueBytesPerPage: number = 4 * 1024 * 1024;

/** Nobody knows how large the values were before the first of them are read. */
const firstRead = 8;

interface ReadValuesOptions {
  readonly floor: Revision;
  readonly mostBytes?: number;
}

/**
 * The versions with their values, from the newest on until all values come to `mostBytes`. How many the next call
 * asks for follows from the largest value that was read.
 */
export async function readValues(
  call: TxnCall,
  versions: readonly KeyVersion[],
  { floor, mostBytes = valueBytesPerPage }: ReadValuesOptions,
  signal?: AbortSignal,
): Promise<KeyVersion[]> {
  const result = [...versions];
  const sizes = versions.map(({ value }) => value?.length ?? 0);
  // What is held already counts: a key that is written again and again is not read whole each time.
  let left = mostBytes - sizes.reduce((sum, size) => sum + size, 0);
  let largest = Math.max(1, ...sizes);
  let most = firstRead;
  for (let from = 0; left >= largest;) {
    const fitting = Math.floor(left / largest);
    const asked: number[] = [];
    while (from < result.length && asked.length < Math.min(most, fitting)) {
      if (result[from]?.value === undefined) asked.push(from);
      from++;
    }
    if (asked.length === 0) break;
    const [first] = asked;
    const revisions = asked.flatMap((at) => {
      const version = result[at];
      return version === undefined ? [] : [readableAt(version, floor)];
    });
    const key = result[first ?? 0]?.key;
    if (key === undefined) break;
    try {
      const kvs = await readAtEach(call, key, revisions, { keysOnly: false }, signal);
      for (const [index, kv] of kvs.entries()) {
        const at = asked[index];
        if (kv === undefined || at === undefined || result[at]?.modRevision !== kv.modRevision) continue;
        result[at] = kv;
        left -= kv.value.length;
        largest = Math.max(largest, kv.value.length);
      }
      most = versionsPerPage;
    } catch (error) {
      // Together they are more than a response may hold: fewer at once, and at last none of them.
      if (!(error instanceof FailureError) || error.failure.kind !== "too-large") throw error;
      if (asked.length === 1) continue;
      most = Math.ceil(asked.length / 2);
      from = first ?? 0;
    }
  }
  return result;
}
