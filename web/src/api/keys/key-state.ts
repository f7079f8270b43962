/** A key as the cache holds it. */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";

/** A key as it was when it was last read, or as a watch told of it since. */
export interface KeyState {
  /** Absent: no such key. */
  readonly kv?: KeyValue;
  /** The revision of the whole keyspace at that moment. */
  readonly revision: Revision | undefined;
  /** A watch told that it was deleted, at `revision`. */
  readonly isDeleted?: true;
}
