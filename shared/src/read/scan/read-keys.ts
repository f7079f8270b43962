/** Reading keys that are named one by one: many a transaction, fewer where their values are large. */
import type { Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { readRanges } from "../ranges/read-ranges.ts";

/** Below etcd's limit of operations by default. */
export const keysPerRead = 100;

export interface ReadKeys {
  /** In the order of the keys; undefined where there is none. */
  readonly kvs: readonly (KeyValue | undefined)[];
  readonly revision: Revision;
}

export interface ReadOptions {
  /** Left out, or `"0"`: the newest. */
  readonly revision?: Revision;
  readonly keysOnly?: boolean;
}

/** Reads up to {@link keysPerRead} keys. An answer that is too large is asked for again in halves. */
export async function readKeys(
  call: TxnCall,
  keys: readonly Key[],
  signal?: AbortSignal,
  options: ReadOptions = {},
): Promise<ReadKeys> {
  const requests = keys.map((key) => ({ key, ...options }));
  const { ranges, revision } = await readRanges(call, requests, signal);
  if (revision === undefined) throw new Error("the response to a transaction has no header");
  return { kvs: ranges.map(({ kvs: [kv] }) => kv), revision };
}

/** Those of the keys that exist, in the order given, however many they are. */
export async function findKeys(
  call: TxnCall,
  keys: readonly Key[],
  options: ReadOptions = {},
  signal?: AbortSignal,
): Promise<KeyValue[]> {
  const found: KeyValue[] = [];
  for (let at = 0; at < keys.length; at += keysPerRead) {
    const { kvs } = await readKeys(call, keys.slice(at, at + keysPerRead), signal, options);
    found.push(...kvs.filter((kv) => kv !== undefined));
  }
  return found;
}
