/** What an export comes to, from counts and one small read, before it is begun. */
import { FailureError } from "../failure.ts";
import { int64, type Revision } from "../int64.ts";
import type { KeyValue } from "../key-value.ts";
import type { KeyRange } from "../range.ts";
import { isSingle } from "../range-groups.ts";
import type { CountCall } from "../scan/count-call.ts";
import type { ScanCall } from "../scan/scan-range.ts";
import { formatEtcdctlEntry } from "./etcdctl-json.ts";
import type { ExportFormat } from "./export-run.ts";
import { formatKeyLine, formatLine } from "./json-lines.ts";
import { readKeys } from "./read-keys.ts";

export interface ExportCost {
  /** Keys that the ranges hold; keys that were named one by one are taken for there. */
  readonly keys: number;
  /** About how large the file becomes, in each format. */
  readonly sizeBytes: Readonly<Record<ExportFormat, number>>;
}

/** An export of more than this is confirmed first. */
export const freeExport: { readonly keys: number; readonly sizeBytes: number } = {
  keys: 100_000,
  sizeBytes: 64 * 1024 * 1024,
};

/** Ranges that are counted in one transaction: below etcd's limit of operations by default. */
const countedAtOnce = 100;
/** Ranges that are looked into for the estimate, and keys of each. */
const sampledRanges = 5;
const sampledKeys = 20;
/** Values may be so large that not even twenty fit into one answer; two always do. */
const fewKeys = 2;

/** How many keys the ranges hold, at a revision or now. */
export async function countKeysIn(
  call: CountCall,
  ranges: readonly KeyRange[],
  revision: Revision | undefined,
  signal?: AbortSignal,
): Promise<number> {
  const wide = ranges.filter((range) => !isSingle(range));
  let total = ranges.length - wide.length;
  for (let at = 0; at < wide.length; at += countedAtOnce) {
    const success = wide.slice(at, at + countedAtOnce).map((range) => ({
      kind: "range" as const,
      request: { ...range, countOnly: true, ...(revision === undefined ? {} : { revision }) },
    }));
    const { responses } = await call.txn({ compare: [], success, failure: [] }, signal);
    for (const answer of responses) if (answer.kind === "range") total += Number(answer.response.count);
  }
  return total;
}

/** Counts what is to be exported, and estimates the file from its first keys. Fails as the reads do. */
export async function estimateExport(
  call: CountCall & ScanCall,
  ranges: readonly KeyRange[],
  signal?: AbortSignal,
): Promise<ExportCost> {
  const keys = await countKeysIn(call, ranges, undefined, signal);
  const sample = await readSample(call, ranges, signal);
  const sizeOf = (format: (kv: KeyValue) => string) =>
    Math.round((sample.reduce((sum, kv) => sum + format(kv).length, 0) * keys) / Math.max(1, sample.length));
  return {
    keys,
    sizeBytes: {
      "json-lines": sizeOf((kv) => formatLine(kv)),
      etcdctl: sizeOf((kv) => formatEtcdctlEntry(kv, false)),
      keys: sizeOf(formatKeyLine),
    },
  };
}

/** Whether an export is begun only after one has seen what it costs. */
export function isLargeExport({ keys, sizeBytes }: ExportCost, format: ExportFormat): boolean {
  return keys > freeExport.keys || sizeBytes[format] > freeExport.sizeBytes;
}

async function readSample(
  call: CountCall & ScanCall,
  ranges: readonly KeyRange[],
  signal: AbortSignal | undefined,
): Promise<KeyValue[]> {
  const sample: KeyValue[] = [];
  const singles = ranges.filter(isSingle).slice(0, sampledKeys);
  if (singles.length > 0) {
    const names = singles.map(({ key }) => key);
    const { kvs } = await readKeys(call, names, signal);
    sample.push(...kvs.filter((kv) => kv !== undefined));
  }
  for (const range of ranges.filter((one) => !isSingle(one)).slice(0, sampledRanges)) {
    sample.push(...(await readFirst(call, range, signal)));
  }
  return sample;
}

async function readFirst(
  call: ScanCall,
  range: KeyRange,
  signal: AbortSignal | undefined,
): Promise<readonly KeyValue[]> {
  try {
    return (await call.range({ ...range, limit: int64(sampledKeys) }, signal)).kvs;
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== "too-large") throw error;
    return (await call.range({ ...range, limit: int64(fewKeys) }, signal)).kvs;
  }
}
