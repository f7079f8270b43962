/** What a find is going to cost, from one small read of its range. */
import { estimateJsonBytes } from "../scan/page-size.ts";
import { isStoredObject } from "../../kubernetes/object-magic.ts";
import type { RangeResponse } from "../../model/txn.ts";

export interface FindCost {
  readonly keys: number;
  /** What etcd is going to send, as JSON; an estimate. */
  readonly sizeBytes: number;
  /** An estimate. */
  readonly durationMs: number;
  /** Objects of Kubernetes, which are decoded; an estimate. Absent: none are. */
  readonly objects?: number;
}

/** A find that costs more than this is confirmed first. */
export const freeCost: Pick<FindCost, "keys" | "sizeBytes"> = { keys: 50_000, sizeBytes: 16 * 1024 * 1024 };

/** Measured over 1,000,000 keys: the walk, the parsing and the matching of a key. */
const keyMicroseconds = 4.5;
/** Measured over values of 4 KiB. */
const bytesPerMs = 60_000;
/** Measured over Pods of 4 KB: their decoding and their lines. */
const decodedBytesPerMs = 6000;

/** Keys whose sizes are looked at for the estimate. */
export const sampleKeys = 100;

/** The cost, from the first keys of the range, read in the way that the find will read them. */
export function estimateCost({ kvs, count }: RangeResponse): FindCost & { readonly objects: number } {
  const keys = Number(count);
  const contentBytes = kvs.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
  const sampled = Math.max(1, kvs.length);
  const sizeBytes = Math.round((estimateJsonBytes(sampled, contentBytes) * keys) / sampled);
  const objects = kvs.filter(({ value }) => isStoredObject(value));
  const objectBytes = objects.reduce((sum, { value }) => sum + value.length, 0);
  const decodingMs = (objectBytes * keys) / sampled / decodedBytesPerMs;
  return {
    keys,
    sizeBytes,
    durationMs: Math.round((keys * keyMicroseconds) / 1000 + sizeBytes / bytesPerMs + decodingMs),
    objects: Math.round((objects.length * keys) / sampled),
  };
}

/** Whether it must be confirmed first. */
export function isCostly({ keys, sizeBytes }: FindCost): boolean {
  return keys > freeCost.keys || sizeBytes > freeCost.sizeBytes;
}
