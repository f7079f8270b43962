/** etcd's requests on keys, as the product thinks of them: bytes for keys and values, decimal text for int64. */
import type { Key, Value } from "./bytes.ts";
import type { Int64, LeaseId, Revision } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";

export type SortOrder = "NONE" | "ASCEND" | "DESCEND";
export type SortTarget = "KEY" | "VERSION" | "CREATE" | "MOD" | "VALUE";

/** A read of one key or a range. Options left out have etcd's defaults. */
export interface RangeRequest {
  readonly key: Key;
  readonly rangeEnd?: Key;
  /** At most so many keys; left out: all. */
  readonly limit?: Int64;
  /** Read as of this revision; left out: the newest. */
  readonly revision?: Revision;
  readonly sortOrder?: SortOrder;
  readonly sortTarget?: SortTarget;
  readonly serializable?: boolean;
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly minModRevision?: Revision;
  readonly maxModRevision?: Revision;
  readonly minCreateRevision?: Revision;
  readonly maxCreateRevision?: Revision;
}

/** A write of one key. Without `lease` or `ignoreLease` etcd detaches the key's lease. */
export interface PutRequest {
  readonly key: Key;
  readonly value?: Value;
  readonly lease?: LeaseId;
  readonly prevKv?: boolean;
  /** Keep the value, change only the lease. */
  readonly ignoreValue?: boolean;
  /** Keep the lease, change only the value. */
  readonly ignoreLease?: boolean;
}

export interface DeleteRangeRequest {
  readonly key: Key;
  readonly rangeEnd?: Key;
  readonly prevKv?: boolean;
}

export type CompareResult = "EQUAL" | "GREATER" | "LESS" | "NOT_EQUAL";

/** What a condition looks at, with the operand in that target's own type. */
export type CompareOperand =
  | { readonly target: "VERSION"; readonly version: Int64 }
  | { readonly target: "CREATE"; readonly createRevision: Revision }
  | { readonly target: "MOD"; readonly modRevision: Revision }
  | { readonly target: "VALUE"; readonly value: Value }
  | { readonly target: "LEASE"; readonly lease: LeaseId };

/** A condition of a transaction; with `rangeEnd` it must hold for every key of the range. */
export type Compare = CompareOperand & {
  readonly key: Key;
  readonly rangeEnd?: Key;
  readonly result: CompareResult;
};

export type Operation =
  | { readonly kind: "range"; readonly request: RangeRequest }
  | { readonly kind: "put"; readonly request: PutRequest }
  | { readonly kind: "delete"; readonly request: DeleteRangeRequest }
  | { readonly kind: "txn"; readonly request: TxnRequest };

/** All conditions hold: `success` runs, else `failure`; atomically either way. */
export interface TxnRequest {
  readonly compare: readonly Compare[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

/** Where and when an answer was made. */
export interface ResponseHeader {
  readonly clusterId: Int64;
  readonly memberId: Int64;
  readonly revision: Revision;
  readonly raftTerm: Int64;
}

export interface RangeResponse {
  /** Absent inside a transaction's answer on some versions. */
  readonly header?: ResponseHeader;
  /** Where only keys were asked, every `value` is empty. */
  readonly kvs: readonly KeyValue[];
  /** Whether keys of the range are left beyond the limit. */
  readonly more: boolean;
  /** All keys of the range, whatever the limit. */
  readonly count: Int64;
}

export interface PutResponse {
  readonly header?: ResponseHeader;
  readonly prevKv?: KeyValue;
}

export interface DeleteRangeResponse {
  readonly header?: ResponseHeader;
  readonly deleted: Int64;
  readonly prevKvs: readonly KeyValue[];
}

export type OperationResponse =
  | { readonly kind: "range"; readonly response: RangeResponse }
  | { readonly kind: "put"; readonly response: PutResponse }
  | { readonly kind: "delete"; readonly response: DeleteRangeResponse }
  | { readonly kind: "txn"; readonly response: TxnResponse };

export interface TxnResponse {
  readonly header?: ResponseHeader;
  readonly succeeded: boolean;
  readonly responses: readonly OperationResponse[];
}
