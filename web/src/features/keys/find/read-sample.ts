import { sampleKeys } from "@etcd-explorer/shared/read/find/find-cost";
import type { FindPlace } from "@etcd-explorer/shared/read/find/run-find";
import { int64 } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import { spreadLimits, spreadSample } from "@etcd-explorer/shared/read/scan/spread-sample";
import type { RangeResponse } from "@etcd-explorer/shared/model/txn";

/**
 * Keys of a range, read as the find will read them, with the count of all: what its cost is estimated from. Names are
 * much alike, so the first do; values are taken from all over the range.
 */
export async function readSample(
  call: ScanCall & TxnCall,
  range: KeyRange,
  where: FindPlace,
  signal: AbortSignal,
): Promise<RangeResponse> {
  const names = await call.range({ ...range, keysOnly: true, limit: int64(sampleKeys) }, signal);
  if (where === "keys") return names;
  const kvs = await spreadSample(call, [range], [Number(names.count)], signal, { ...spreadLimits, keys: sampleKeys });
  return { ...names, kvs };
}
