/**
 * Reading the values of keys that are named one by one, in bounded memory: nobody knows how large a value is before it
 * was read, and a megabyte may follow a hundred small ones.
 */
import type { Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { hasTooManyOperations, readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { smallerLimit } from "./page-size.ts";
import { keysPerRead, type ReadKeys, type ReadOptions } from "./read-keys.ts";

/** The longest answer of several keys, as etcd's JSON: some 3.7 MB of values, and of two sides twice that at once. */
export const fittingBytes: number = 5 * 1024 * 1024;
/** Of values, so much should be read at once, once their size is known. */
const targetBytes = 2 * 1024 * 1024;
/** Keys that are read first, of whose values nobody knows the size. */
const firstKeys = 16;

/**
 * Reads the first of the keys: as many of them as one answer of {@link fittingBytes} holds, and one at least, however
 * large it is. `kvs` is as long as the number of keys that were read. Fails as the call does.
 */
export async function readFitting(
  call: TxnCall,
  keys: readonly Key[],
  options: ReadOptions = {},
  signal?: AbortSignal,
): Promise<ReadKeys> {
  for (let wanted: readonly Key[] = keys; ;) {
    const requests = wanted.map((key) => ({ key, ...options }));
    const isAlone = wanted.length === 1;
    const limited: TxnCall = {
      txn: (request, stop) => call.txn(request, stop, isAlone ? undefined : { maxBytes: fittingBytes }),
    };
    try {
      const { ranges, revision } = await readRanges(limited, requests, signal, hasTooManyOperations);
      if (revision === undefined) throw new Error("the response to a transaction has no header");
      return { kvs: ranges.map(({ kvs: [kv] }) => kv), revision };
    } catch (error) {
      const fewer = isTooLarge(error) ? smallerLimit(wanted.length) : undefined;
      if (fewer === undefined) throw error;
      wanted = wanted.slice(0, fewer);
    }
  }
}

const isTooLarge = (error: unknown): boolean => error instanceof FailureError && error.failure.kind === "too-large";

/** How many keys are asked for next: few at first, then as many as should fit by what the last ones held. */
export class FittingCount {
  #next = firstKeys;

  get next(): number {
    return this.#next;
  }

  /** So many keys were read, of values of so many bytes on all sides together. */
  note(keys: number, bytes: number): void {
    if (keys === 0) return;
    const fitting = Math.floor((2 * targetBytes) / Math.max(1, bytes / keys));
    this.#next = Math.max(1, Math.min(keysPerRead, fitting, keys * 2));
  }
}

/** Bytes of the values. */
export function valueBytes(kvs: readonly (KeyValue | undefined)[]): number {
  return kvs.reduce((sum, kv) => sum + (kv?.value.length ?? 0), 0);
}

/** What was read of the first of some items: each has a key, or none. */
export interface ItemsRead<Item> {
  readonly found: ReadonlyMap<Item, KeyValue>;
  /** How many of the items this is all about. */
  readonly read: number;
}

/** Reads the keys of the items, by `read`, which may read only the first of them. Fails as it does. */
export async function readItems<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Key | undefined,
  read: (keys: readonly Key[]) => Promise<ReadKeys>,
): Promise<ItemsRead<Item>> {
  const wanted = items.flatMap((item, at) => {
    const key = keyOf(item);
    return key === undefined ? [] : [{ at, item, key }];
  });
  if (wanted.length === 0) return { found: new Map(), read: items.length };
  const { kvs } = await read(wanted.map(({ key }) => key));
  const found = new Map<Item, KeyValue>();
  for (const [index, { item }] of wanted.slice(0, kvs.length).entries()) {
    const kv = kvs[index];
    if (kv !== undefined) found.set(item, kv);
  }
  return { found, read: wanted[kvs.length]?.at ?? items.length };
}

/** All of the keys, a piece at a time, in their order; undefined where there is no such key. Fails as the call does. */
export async function* readInPieces(
  call: TxnCall,
  keys: readonly Key[],
  options: ReadOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<readonly (KeyValue | undefined)[], void, undefined> {
  const count = new FittingCount();
  for (let at = 0; at < keys.length;) {
    const { kvs } = await readFitting(call, keys.slice(at, at + count.next), options, signal);
    at += kvs.length;
    count.note(kvs.length, valueBytes(kvs));
    yield kvs;
  }
}
