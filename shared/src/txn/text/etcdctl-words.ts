/**
 * A read, a put or a delete as the words of an etcdctl command, not quoted for anything yet.
 * Source: etcd etcdctl/ctlv3/command/{put,get,del}_command.go, versions 3.4 to 3.7.
 */
import { asKey, equalBytes, type Bytes, type Key } from "../../model/bytes.ts";
import { compareInt64, noLease, zeroInt64, type Int64, type LeaseId } from "../../model/int64.ts";
import { isOpenEnd, openEnd, prefixEnd, type KeyRange } from "../../model/range.ts";
import type { DeleteRangeRequest, PutRequest, RangeRequest } from "../../model/txn.ts";

export interface EtcdctlWords {
  readonly verb: "put" | "get" | "del";
  /** Key, then value or range end: any bytes. */
  readonly arguments: readonly Bytes[];
  /** ASCII, as `--name` or `--name=value`. */
  readonly flags: readonly string[];
}

/** Why etcdctl cannot say a request. */
export interface Obstacle {
  readonly obstacle: string;
}

const empty = asKey(new Uint8Array());

/** A lease ID as etcdctl reads it: hex, and a minus where it is negative. */
export function leaseArgument(lease: LeaseId): string {
  const id = BigInt(lease);
  return id < 0n ? `-${(-id).toString(16)}` : id.toString(16);
}

/** The range as arguments and flags. etcdctl turns an empty key with `--prefix` into the whole keyspace. */
function rangeWords({ key, rangeEnd }: KeyRange): { keys: Key[]; flags: string[] } {
  if (rangeEnd === undefined) return { keys: [key], flags: [] };
  if (isOpenEnd(rangeEnd)) {
    return equalBytes(key, openEnd) ? { keys: [empty], flags: ["--prefix"] } : { keys: [key], flags: ["--from-key"] };
  }
  if (key.length > 0 && equalBytes(rangeEnd, prefixEnd(key))) return { keys: [key], flags: ["--prefix"] };
  return { keys: [key, rangeEnd], flags: [] };
}

function isSet(value: Int64 | undefined): value is Int64 {
  return value !== undefined && value !== zeroInt64;
}

/** `put`. A value is always given: without one etcdctl would take the rest of its input for it. */
export function putWords(request: PutRequest): EtcdctlWords | Obstacle {
  const value = request.value ?? new Uint8Array();
  const lease = request.lease ?? noLease;
  if (request.ignoreValue === true && value.length > 0) {
    return { obstacle: "--ignore-value does not take a value, in etcdctl and in etcd." };
  }
  return {
    verb: "put",
    arguments: request.ignoreValue === true ? [request.key] : [request.key, value],
    flags: [
      ...(lease === noLease ? [] : [`--lease=${leaseArgument(lease)}`]),
      ...(request.prevKv === true ? ["--prev-kv"] : []),
      ...(request.ignoreValue === true ? ["--ignore-value"] : []),
      ...(request.ignoreLease === true ? ["--ignore-lease"] : []),
    ],
  };
}

const sortNames = { KEY: "KEY", VERSION: "VERSION", CREATE: "CREATE", MOD: "MODIFY", VALUE: "VALUE" } as const;

/** `get`. The filters by revision have no flag before etcdctl 3.7, so that they count as not expressible. */
export function getWords(request: RangeRequest): EtcdctlWords | Obstacle {
  const { minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = request;
  if ([minModRevision, maxModRevision, minCreateRevision, maxCreateRevision].some(isSet)) {
    return { obstacle: "etcdctl before 3.7 has no flags for minimum and maximum revisions." };
  }
  if (isSet(request.revision) && compareInt64(request.revision, zeroInt64) < 0) {
    return { obstacle: "etcdctl ignores a negative revision." };
  }
  const { keys, flags } = rangeWords(request);
  const { sortOrder = "NONE", sortTarget = "KEY" } = request;
  const countOnly = request.countOnly === true;
  return {
    verb: "get",
    arguments: keys,
    flags: [
      ...flags,
      ...(isSet(request.limit) ? [`--limit=${request.limit}`] : []),
      ...(isSet(request.revision) ? [`--rev=${request.revision}`] : []),
      ...(sortOrder === "NONE" ? [] : [`--order=${sortOrder}`]),
      ...(sortTarget === "KEY" ? [] : [`--sort-by=${sortNames[sortTarget]}`]),
      ...(request.serializable === true ? ["--consistency=s"] : []),
      // Newer etcdctl refuses both together; etcd itself counts.
      ...(request.keysOnly === true && !countOnly ? ["--keys-only"] : []),
      ...(countOnly ? ["--count-only"] : []),
    ],
  };
}

/** `del`. Without `--range`, which 3.4 does not know; newer etcdctl waits two seconds before such a delete. */
export function delWords(request: DeleteRangeRequest): EtcdctlWords {
  const { keys, flags } = rangeWords(request);
  return { verb: "del", arguments: keys, flags: [...flags, ...(request.prevKv === true ? ["--prev-kv"] : [])] };
}

/** Whether etcdctl has no words for it. */
export function isObstacle(words: object): words is Obstacle {
  return "obstacle" in words;
}

/** All words in their order, each quoted by `quote`. Where one begins with a dash, `--` ends the flags first. */
export function joinWords(words: EtcdctlWords, quote: (bytes: Bytes) => string): string {
  const quoted = words.arguments.map(quote);
  const dashed = words.arguments.some((bytes) => bytes[0] === 0x2d);
  const parts = dashed ? [...words.flags, "--", ...quoted] : [...quoted, ...words.flags];
  return [words.verb, ...parts].join(" ");
}
