/** Watches and what they tell, in etcd's words. */
import type { Key } from "./bytes.ts";
import type { Failure } from "./failure.ts";
import type { Revision } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";
import type { KeyRange } from "./range.ts";
import type { ResponseHeader } from "./txn.ts";

/** Which events a watch leaves out. Source: etcd rpc.proto, WatchCreateRequest.FilterType. */
export type WatchFilter = "NOPUT" | "NODELETE";

export interface WatchRequest {
  readonly range: KeyRange;
  /** The first revision whose events are told; absent: from now on. */
  readonly startRevision?: Revision;
  /** A revision that etcd has had, as who watches knows: where etcd has less than that, its data has gone back. */
  readonly knownRevision?: Revision;
  readonly filters?: readonly WatchFilter[];
  /** Whether each event comes with the key as it was before. */
  readonly prevKv?: boolean;
  /** Whether each message comes with its header, for whoever prints what etcdctl prints. */
  readonly header?: boolean;
}

/** A write of one key. `prevKv` is there only where the watch asks for it, and where etcd still has it. */
export type KeyEvent =
  | {
      readonly type: "put";
      readonly key: Key;
      readonly revision: Revision;
      readonly kv: KeyValue;
      readonly prevKv?: KeyValue;
    }
  | { readonly type: "delete"; readonly key: Key; readonly revision: Revision; readonly prevKv?: KeyValue };

/** Revisions of which a watch tells nothing, both ends included. */
export interface WatchGap {
  readonly from: Revision;
  readonly to: Revision;
  /**
   * `compacted`: etcd has them no more. `skipped`: somebody chose to begin with what is new. `rolled-back`: etcd's
   * revision fell from `from` to `to`, which is lower; what is told from then on may have numbers that were told before.
   */
  readonly why: "compacted" | "skipped" | "rolled-back";
  /** How long the watch was not connected before; absent where it began with the gap. */
  readonly brokenMs?: number;
}

/** Where a watch stands. */
export type WatchStatus =
  | { readonly kind: "opening" }
  /** Nothing up to `completeTo` is still to come. */
  | { readonly kind: "live"; readonly completeTo: Revision }
  /** It is tried again at that time, in milliseconds of `Date.now()`. */
  | { readonly kind: "waiting"; readonly failure: Failure; readonly retryAtMs: number }
  /** It would replay more revisions than are read without a question, from `from` to `to`. Nothing is read meanwhile. */
  | { readonly kind: "asks"; readonly from: Revision; readonly to: Revision }
  /** It was asked to begin with a revision that is still to come: `newest` is the newest that it knows of. */
  | { readonly kind: "ahead"; readonly from: Revision; readonly newest: Revision }
  /**
   * etcd had `known` and now has only `newest`: its data was restored from a backup, or replaced. Going on after `known`
   * would pass over what is written until then, so nothing is told before somebody begins with what is new.
   */
  | { readonly kind: "rolled-back"; readonly known: Revision; readonly newest: Revision }
  /** The page has been hidden for long. It goes on from where it was once the page is seen again. */
  | { readonly kind: "asleep" }
  /** Refused: it is not tried again. */
  | { readonly kind: "over"; readonly failure: Failure };

/** What a watch tells, one after the other. */
export type WatchNews =
  | { readonly kind: "events"; readonly events: readonly KeyEvent[]; readonly header?: ResponseHeader }
  /** Nothing has happened up to the header's revision that was not told. */
  | { readonly kind: "progress"; readonly header?: ResponseHeader }
  | { readonly kind: "gap"; readonly gap: WatchGap }
  | { readonly kind: "status"; readonly status: WatchStatus };
