/** The keys of a range at one revision, where they are few enough to be read for a mark or a step. */
import { compareInt64, int64, type Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { KeyRange } from "../../model/range.ts";
import type { ScanCall } from "../scan/scan-range.ts";

/** So many keys are read without a question: keys only, some 30 ms. */
export const fewKeys = 5000;

/** Undefined: the range has more than {@link fewKeys} keys. `revision`: left out, the newest. */
export async function readFewKeys(
  call: ScanCall,
  range: KeyRange,
  revision?: Revision,
  signal?: AbortSignal,
): Promise<readonly KeyFacts[] | undefined> {
  // One key without its value needs no limit, and etcd counts the rest of a range only where there is one.
  const limit = int64(fewKeys + 1);
  const asked = { ...range, keysOnly: true, limit, ...(revision !== undefined && { revision }) };
  const { kvs, more } = await call.range(asked, signal);
  return more || kvs.length > fewKeys ? undefined : kvs;
}

/** The newest writes among keys, the newest first. */
export function newestOf(keys: readonly KeyFacts[], count: number): Revision[] {
  const revisions = new Set(keys.map(({ modRevision }) => modRevision));
  return [...revisions].toSorted((a, b) => compareInt64(b, a)).slice(0, count);
}
