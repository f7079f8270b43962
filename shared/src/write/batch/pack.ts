/** How many guarded items go into one transaction. */
import { encodeHex } from "../../model/bytes.ts";
import type { Compare, Operation } from "../../model/txn.ts";
import type { GuardedItem } from "./guarded-item.ts";

export interface PackLimits {
  /** Operations in one transaction as etcd counts them (`--max-txn-ops`). */
  readonly operations: number;
  /** Bytes of the request in JSON, base64 counted. */
  readonly encodedBytes: number;
}

/** Below etcd's defaults: 128 operations; 1.5 MiB of a request, whose bytes grow by a third in base64. */
export const defaultPackLimits: PackLimits = { operations: 128, encodedBytes: 1024 * 1024 };

/** Field names, numbers and braces around the bytes of one condition or operation. */
const fieldBytes = 110;

function bytesOf({ key, rangeEnd }: { key: Uint8Array; rangeEnd?: Uint8Array }, value?: Uint8Array): number {
  return fieldBytes + Math.ceil(((key.length + (rangeEnd?.length ?? 0) + (value?.length ?? 0)) * 4) / 3);
}

function compareBytesOf(compare: Compare): number {
  return bytesOf(compare, compare.target === "VALUE" ? compare.value : undefined);
}

function operationBytesOf(operation: Operation): number {
  if (operation.kind === "txn") throw new Error("an item cannot be a transaction");
  return bytesOf(operation.request, operation.kind === "put" ? operation.request.value : undefined);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all + size, 0);
}

/** About how many bytes of JSON an item takes in a batch, at its largest: written, or asked whether it stands. */
export function encodedSize(item: GuardedItem): number {
  const guard = 2 * sum(item.guard.map(compareBytesOf));
  const write = sum(item.write.map(operationBytesOf)) + item.write.length * fieldBytes;
  return guard + Math.max(write, sum(item.stands.map(compareBytesOf)));
}

/** The keys that an item writes, as hex. Undefined: a range, of which nobody knows the keys. */
export function writtenKeys(item: GuardedItem): readonly string[] | undefined {
  const keys: string[] = [];
  for (const { kind, request } of item.write) {
    if ((kind !== "put" && kind !== "delete") || "rangeEnd" in request) return undefined;
    keys.push(encodeHex(request.key));
  }
  return keys;
}

/**
 * How many items from the front of `items` go into one transaction; at least one. Order is kept, no key is written
 * twice (etcd refuses that), and an item that writes a range goes alone.
 *
 * etcd counts the longest list of a transaction, and for a transaction within it what is left of the limit
 * (server/etcdserver/api/v3rpc/key.go, checkTxnRequest; run on 3.4.23 to 3.7.2): `n` items and the widest of them
 * together stay below it.
 */
export function packCount(items: readonly GuardedItem[], limits: PackLimits): number {
  const seen = new Set<string>();
  let writes = 0;
  let widest = 0;
  let bytes = 0;
  for (const [at, item] of items.entries()) {
    const keys = writtenKeys(item);
    if (keys === undefined) return Math.max(1, at);
    writes += keys.length;
    // Where its guard fails, an item reads the keys of the guard: as many operations as conditions.
    widest = Math.max(widest, item.write.length, item.guard.length);
    bytes += encodedSize(item);
    const fits = Math.max(at + 1, writes) + widest <= limits.operations && bytes <= limits.encodedBytes;
    if (at > 0 && (!fits || keys.some((key) => seen.has(key)))) return at;
    for (const key of keys) seen.add(key);
  }
  return items.length;
}
