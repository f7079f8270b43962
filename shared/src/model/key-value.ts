/** A key with what etcd keeps about it. */
import type { Key, Value } from "./bytes.ts";
import type { Int64, LeaseId, Revision } from "./int64.ts";

/** What etcd keeps about a key, without its value. */
export interface KeyFacts {
  readonly key: Key;
  /** The revision that created this life of the key. */
  readonly createRevision: Revision;
  /** The revision of the last write; what an optimistic write compares. */
  readonly modRevision: Revision;
  /** Writes in this life of the key, from 1. */
  readonly version: Int64;
  /** The attached lease, `"0"` for none. Absent from keys-only answers of etcd 3.7. */
  readonly lease: LeaseId;
}

export interface KeyValue extends KeyFacts {
  readonly value: Value;
}
