/** A key as a file holds it: for export and import. */
import type { Key, Value } from "../../model/bytes.ts";
import type { Int64, LeaseId, Revision } from "../../model/int64.ts";

export interface TransferRecord {
  readonly key: Key;
  readonly value: Value;
  /** What etcd kept about the key when it was exported; absent from files written by hand. */
  readonly version?: Int64;
  readonly createRevision?: Revision;
  readonly modRevision?: Revision;
  /** `"0"`: none. */
  readonly lease: LeaseId;
  /** Seconds that the lease was granted, where the file tells. */
  readonly leaseTtl?: Int64;
}
