/** The parts of Go code against etcd's clientv3: keys, values, options. Source: etcd client/v3/op.go. */
import { equalBytes } from "../../model/bytes.ts";
import { quoteGo } from "../../model/go-string.ts";
import { noLease, zeroInt64, type Int64, type LeaseId } from "../../model/int64.ts";
import { isOpenEnd, prefixEnd, type KeyRange } from "../../model/range.ts";
import type { PutRequest, RangeRequest } from "../../model/txn.ts";

/** The arguments of a call, in their order, as Go expressions. */
export type GoArguments = readonly string[];

const sortTargets = {
  KEY: "SortByKey",
  VERSION: "SortByVersion",
  CREATE: "SortByCreateRevision",
  MOD: "SortByModRevision",
  VALUE: "SortByValue",
} as const;
const sortOrders = { NONE: "SortNone", ASCEND: "SortAscend", DESCEND: "SortDescend" } as const;

/** A lease ID as Go people write it, in hex; etcd's are positive. */
export function goLease(lease: LeaseId): string {
  const id = BigInt(lease);
  return id < 0n ? `-0x${(-id).toString(16)}` : `0x${id.toString(16)}`;
}

/** The option that makes a key a range; none for a single key. */
export function rangeOption({ key, rangeEnd }: KeyRange): string[] {
  if (rangeEnd === undefined) return [];
  if (isOpenEnd(rangeEnd)) return ["clientv3.WithFromKey()"];
  if (key.length > 0 && equalBytes(rangeEnd, prefixEnd(key))) return ["clientv3.WithPrefix()"];
  return [`clientv3.WithRange(${quoteGo(rangeEnd)})`];
}

function numberOption(name: string, value: Int64 | undefined): string[] {
  return value === undefined || value === zeroInt64 ? [] : [`clientv3.${name}(${value})`];
}

function flagOption(name: string, value: boolean | undefined): string[] {
  return value === true ? [`clientv3.${name}()`] : [];
}

/** Of `Get` and `OpGet`. */
export function getArguments(request: RangeRequest): GoArguments {
  const { sortOrder = "NONE", sortTarget = "KEY" } = request;
  const sorted = sortOrder !== "NONE" || sortTarget !== "KEY";
  return [
    quoteGo(request.key),
    ...rangeOption(request),
    ...numberOption("WithLimit", request.limit),
    ...numberOption("WithRev", request.revision),
    ...(sorted ? [`clientv3.WithSort(clientv3.${sortTargets[sortTarget]}, clientv3.${sortOrders[sortOrder]})`] : []),
    ...flagOption("WithSerializable", request.serializable),
    ...flagOption("WithKeysOnly", request.keysOnly),
    ...flagOption("WithCountOnly", request.countOnly),
    ...numberOption("WithMinModRev", request.minModRevision),
    ...numberOption("WithMaxModRev", request.maxModRevision),
    ...numberOption("WithMinCreateRev", request.minCreateRevision),
    ...numberOption("WithMaxCreateRev", request.maxCreateRevision),
  ];
}

/** Of `Put` and `OpPut`. */
export function putArguments(request: PutRequest): GoArguments {
  const lease = request.lease ?? noLease;
  return [
    quoteGo(request.key),
    quoteGo(request.value ?? new Uint8Array()),
    ...(lease === noLease ? [] : [`clientv3.WithLease(${goLease(lease)})`]),
    ...flagOption("WithPrevKV", request.prevKv),
    ...flagOption("WithIgnoreValue", request.ignoreValue),
    ...flagOption("WithIgnoreLease", request.ignoreLease),
  ];
}

/** Of `Delete` and `OpDelete`. */
export function deleteArguments(request: KeyRange & { readonly prevKv?: boolean }): GoArguments {
  return [quoteGo(request.key), ...rangeOption(request), ...flagOption("WithPrevKV", request.prevKv)];
}
