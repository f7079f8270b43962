/** What an export comes to, from counts and a sample of its keys, before it is begun. */
import { asKey, encodeUtf8, type Value } from "../../model/bytes.ts";
import { isStoredObject } from "../../kubernetes/object-magic.ts";
import { isStoredSecret } from "../../kubernetes/stored-secret.ts";
import { unionOf, within } from "../../model/key-ranges.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange, type KeyRange } from "../../model/range.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import { countRanges } from "../../read/scan/count-ranges.ts";
import type { ScanCall } from "../../read/scan/scan-range.ts";
import { spreadSample } from "../../read/scan/spread-sample.ts";
import { formatEtcdctlEntry } from "./etcdctl-json.ts";
import type { ExportFormat } from "./export-run.ts";
import { formatKeyLine, formatLine } from "./json-lines.ts";

export interface ExportCost {
  /** Keys that the ranges hold; keys that were named one by one are taken for there. */
  readonly keys: number;
  /** Keys that were read for the estimate. */
  readonly sampled: number;
  /** Secrets of Kubernetes among them: exact where all keys were read, else estimated, and no fewer than by their keys. */
  readonly secrets: number;
  /** About how large the file becomes, in each format. */
  readonly sizeBytes: Readonly<Record<ExportFormat, number>>;
}

/** An export of more than this is confirmed first. */
export const freeExport: { readonly keys: number; readonly sizeBytes: number } = {
  keys: 100_000,
  sizeBytes: 64 * 1024 * 1024,
};

/** Counts what is to be exported, and estimates the file from keys all over it. Fails as the reads do. */
export async function estimateExport(
  call: TxnCall & ScanCall,
  ranges: readonly KeyRange[],
  signal?: AbortSignal,
): Promise<ExportCost> {
  const counts = await countRanges(call, ranges, undefined, signal);
  const keys = counts.reduce((sum, count) => sum + count, 0);
  const sample = await spreadSample(call, ranges, counts, signal);
  const sizeOf = (format: (kv: KeyValue) => string) =>
    Math.round(
      (sample.reduce((sum, kv) => sum + encodeUtf8(format(kv)).length, 0) * keys) / Math.max(1, sample.length),
    );
  const found = sample.filter(({ value }) => isStoredSecret(value)).length;
  const estimated = Math.round((found * keys) / Math.max(1, sample.length));
  const named = sample.length < keys ? await countSecretKeys(call, ranges, signal) : 0;
  return {
    keys,
    sampled: sample.length,
    secrets: Math.max(estimated, named),
    sizeBytes: {
      "json-lines": sizeOf((kv) => formatLine(kv)),
      etcdctl: sizeOf((kv) => formatEtcdctlEntry(kv, false)),
      keys: sizeOf(formatKeyLine),
      decoded: sizeOf((kv) => (isStoredObject(kv.value) ? formatKeyLine(kv) + decodedSize(kv.value) : formatLine(kv))),
    },
  };
}

/** As long as an object is as JSON: about twice its protobuf. */
function decodedSize(value: Value): string {
  return " ".repeat(2 * value.length);
}

/** Whether an export is begun only after one has seen what it costs. */
export function isLargeExport({ keys, sizeBytes }: ExportCost, format: ExportFormat): boolean {
  return keys > freeExport.keys || sizeBytes[format] > freeExport.sizeBytes;
}

/** Where the API server keeps Secrets: by its own default, and by that of OpenShift. */
const secretFolders = ["/registry/secrets/", "/kubernetes.io/secrets/"].map((prefix) =>
  prefixRange(asKey(encodeUtf8(prefix))),
);

/** A few Secrets among a million keys are in no sample; to count their folders is cheap. */
async function countSecretKeys(call: TxnCall, ranges: readonly KeyRange[], signal?: AbortSignal): Promise<number> {
  const spans = unionOf(ranges);
  const parts = secretFolders.flatMap((folder) => within(spans, folder));
  if (parts.length === 0) return 0;
  const counts = await countRanges(call, parts, undefined, signal);
  return counts.reduce((sum, count) => sum + count, 0);
}
