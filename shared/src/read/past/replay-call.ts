/** A replay: the events of a range from the past, as etcd tells them to a watch that begins there. */
import { FailureError } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyRange } from "../../model/range.ts";
import type { KeyEvent } from "../../model/watch.ts";

export interface ReplayRequest {
  readonly range: KeyRange;
  /** Revisions whose events are told, both ends included. etcd reads those of all keys, from `from` to the newest. */
  readonly from: Revision;
  readonly to: Revision;
  /** Each event comes with the key as it was before. */
  readonly prevKv?: boolean;
  /** Somebody has agreed to whatever it costs. */
  readonly isAgreed: boolean;
  /**
   * How long etcd may take to tell a first event, by what is known now; asked once the watch stands. etcd says nothing
   * where a range has no events, so that only waiting tells.
   */
  readonly patienceMs: () => number;
}

/**
 * How a replay ended. `told`: with everything up to `to`, or with what was enough. `silent`: nothing came in time.
 * `asks`: it would read more than is read without a question; nothing was read.
 */
export type ReplayEnd = "told" | "silent" | "asks";

/**
 * Replays events, in etcd's order. `onEvents` gives true where what it has is enough. Fails as `compacted` where etcd
 * has not all of them any more.
 */
export type ReplayCall = (
  request: ReplayRequest,
  onEvents: (events: readonly KeyEvent[]) => boolean,
  signal?: AbortSignal,
) => Promise<ReplayEnd>;

/** How long a first event is waited for: where one is sure to come, where none is likely, and where nothing is known. */
export const patience = { sureMs: 20_000, unlikelyMs: 1000, unknownMs: 3000 };

/** etcd has told nothing where something was sure to come: that there is no change must not be said. */
export function silenceFailure(): FailureError {
  return new FailureError({ kind: "timeout", phase: "body", timeoutMs: patience.sureMs });
}
