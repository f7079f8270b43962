/**
 * A key about in the middle of a range, found by counts alone, so that two readers can share the range. etcd tells no
 * key by its place; but one transaction counts up to 128 ranges beside one another for about the cost of one walk.
 */
import { asKey, compareBytes, type Key } from "../bytes.ts";
import { int64, type Revision } from "../int64.ts";
import { isEmptyRange, isOpenEnd, prefixEnd } from "../range.ts";
import type { TxnRequest, TxnResponse } from "../txn.ts";

export interface CountCall {
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
}

export interface MiddleRequest {
  /** A key of the range, after which the middle is sought. */
  readonly after: Key;
  /** Where the range ends. */
  readonly rangeEnd: Key;
  readonly revision: Revision;
  readonly signal?: AbortSignal;
}

/** A part of the range, whose keys agree in all bytes before the one at `depth`. */
interface Part {
  readonly key: Key;
  readonly rangeEnd: Key;
  readonly depth: number;
  /** How to look into it: by the byte at `depth`, in which its keys differ, or by where they begin to differ. */
  readonly by: "byte" | "tails";
}
interface CountedPart extends Part {
  readonly count: number;
  readonly first: Key | undefined;
}

/** etcd's `--max-txn-ops` where nobody has changed it. */
export const txnOperations = 128;
/** Each round costs one transaction; keys with more levels than that are shared less evenly. */
const rounds = 5;
/** A part that holds no more than this share of all keys is not looked into. */
const fine = 1 / 10;

/** A key between `after` and the end with about as many keys before it as after it; undefined: none was found. */
export async function findMiddle(call: CountCall, request: MiddleRequest): Promise<Key | undefined> {
  let parts = await countParts(call, request, tailsOf(request.after, 0, request.rangeEnd));
  const total = sumOf(parts);
  let before = 0;
  for (let round = 1; ; round++) {
    const crossing = crossingOf(parts, total / 2 - before);
    if (crossing === undefined) return undefined;
    before += crossing.before;
    const { part } = crossing;
    if (round === rounds || part.count <= total * fine || part.first === undefined) {
      return nearerBound(part, total / 2 - before, request.rangeEnd);
    }
    parts = await countParts(call, request, within(part, part.first));
  }
}

/** The parts after `key`, up to `rangeEnd`, in order: keys that share its first bytes, ever fewer of them. */
function tailsOf(key: Key, fromDepth: number, rangeEnd: Key): Part[] {
  const parts: Part[] = [];
  for (let depth = fromDepth; depth < key.length && parts.length < txnOperations - 1; depth++) {
    const next = prefixEnd(asKey(key.slice(0, depth + 1)));
    const end = depth === 0 ? rangeEnd : prefixEnd(asKey(key.slice(0, depth)));
    const part: Part = { key: next, rangeEnd: earlier(end, rangeEnd), depth, by: "byte" };
    if (!isOpenEnd(next) && !isEmptyRange(part)) parts.push(part);
  }
  return parts.toReversed();
}

/** The parts of a part that has `first` as its first key. */
function within({ key, rangeEnd, depth, by }: Part, first: Key): Part[] {
  if (by === "tails") return tailsOf(first, depth, rangeEnd);
  const childEnd = earlier(prefixEnd(asKey(first.slice(0, depth + 1))), rangeEnd);
  const parts: Part[] = [{ key, rangeEnd: childEnd, depth: depth + 1, by: "tails" }];
  for (let start = childEnd; compareBytes(start, rangeEnd) !== 0;) {
    const isLast = parts.length === txnOperations - 1;
    const end = isLast ? rangeEnd : earlier(prefixEnd(start), rangeEnd);
    parts.push({ key: start, rangeEnd: end, ...(isLast ? { depth, by: "byte" } : { depth: depth + 1, by: "tails" }) });
    start = end;
  }
  return parts;
}

function earlier(a: Key, b: Key): Key {
  if (isOpenEnd(a)) return b;
  return isOpenEnd(b) || compareBytes(a, b) < 0 ? a : b;
}

async function countParts(
  call: CountCall,
  { revision, signal }: MiddleRequest,
  parts: readonly Part[],
): Promise<CountedPart[]> {
  if (parts.length === 0) return [];
  const success = parts.map(({ key, rangeEnd }) => ({
    kind: "range" as const,
    request: { key, rangeEnd, keysOnly: true, limit: int64(1), revision },
  }));
  const { responses } = await call.txn({ compare: [], success, failure: [] }, signal);
  return parts.map((part, at) => {
    const answer = responses[at];
    if (answer?.kind !== "range") throw new Error("a count was not answered");
    return { ...part, count: Number(answer.response.count), first: answer.response.kvs[0]?.key };
  });
}

function sumOf(parts: readonly CountedPart[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** The part in which the key with `wanted` keys before it lies, and how many keys lie before that part. */
function crossingOf(parts: readonly CountedPart[], wanted: number): { part: CountedPart; before: number } | undefined {
  let before = 0;
  for (const part of parts) {
    if (part.count > 0 && before + part.count >= wanted) return { part, before };
    before += part.count;
  }
  return undefined;
}

/** The start or the end of a part, whichever leaves the halves more even; never the end of the whole range. */
function nearerBound({ key, rangeEnd, count }: CountedPart, missing: number, whole: Key): Key {
  return missing <= count / 2 || compareBytes(rangeEnd, whole) === 0 ? key : rangeEnd;
}
