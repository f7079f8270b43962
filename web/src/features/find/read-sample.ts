import { FailureError } from "@etcd-explorer/shared/failure";
import { sampleKeys } from "@etcd-explorer/shared/find/find-cost";
import type { FindPlace } from "@etcd-explorer/shared/find/run-find";
import { int64 } from "@etcd-explorer/shared/int64";
import type { KeyRange } from "@etcd-explorer/shared/range";
import type { ScanCall } from "@etcd-explorer/shared/scan/scan-range";
import type { RangeResponse } from "@etcd-explorer/shared/txn";

/** Values may be so large that twenty do not fit into one answer; two always do. */
const sampleValues = [20, 2] as const;

/** The first keys of a range, read as the find will read them, with the count of all: what its cost is estimated from. */
export async function readSample(
  call: ScanCall,
  range: KeyRange,
  where: FindPlace,
  signal: AbortSignal,
): Promise<RangeResponse> {
  if (where === "keys") return await call.range({ ...range, keysOnly: true, limit: int64(sampleKeys) }, signal);
  const [some, few] = sampleValues;
  try {
    return await call.range({ ...range, limit: int64(some) }, signal);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== "too-large") throw error;
    return await call.range({ ...range, limit: int64(few) }, signal);
  }
}
