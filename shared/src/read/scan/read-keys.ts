/** Reading keys that are named one by one: many a transaction, fewer where their values are large. */
import type { Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TxnCall } from "./txn-call.ts";
import type { TxnResponse } from "../../model/txn.ts";

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
  let answer: TxnResponse;
  try {
    const success = keys.map((key) => ({ kind: "range" as const, request: { key, ...options } }));
    answer = await call.txn({ compare: [], success, failure: [] }, signal);
  } catch (error) {
    if (keys.length < 2 || !isTooLarge(error)) throw error;
    const middle = Math.ceil(keys.length / 2);
    const first = await readKeys(call, keys.slice(0, middle), signal, options);
    const second = await readKeys(call, keys.slice(middle), signal, options);
    return { kvs: [...first.kvs, ...second.kvs], revision: second.revision };
  }
  const revision = answer.header?.revision;
  if (revision === undefined) throw new Error("the response to a transaction has no header");
  const kvs = keys.map((_, at) => {
    const read = answer.responses[at];
    if (read?.kind !== "range") throw new Error("the response lacks a key");
    return read.response.kvs[0];
  });
  return { kvs, revision };
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

function isTooLarge(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false;
  const { failure } = error;
  return failure.kind === "too-large" || (failure.kind === "rejected" && /too many operations/.test(failure.message));
}
