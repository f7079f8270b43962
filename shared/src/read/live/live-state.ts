/** The watches of one page on one connection, as data: see live-step.ts for how they go on. */
import type { Failure } from "../../model/failure.ts";
import { compareInt64, zeroRevision, type Revision } from "../../model/int64.ts";
import type { KeyRange } from "../../model/range.ts";
import type { ResponseHeader } from "../../model/txn.ts";
import type { KeyEvent, WatchGap, WatchRequest, WatchStatus } from "../../model/watch.ts";
import type { WatchMessage } from "../../wire/watch.ts";
import { revisionBefore, type WatchPosition } from "./watch-position.ts";

/** Revisions that are replayed without a question. Measured: 200,000 delay a write of others by some 0.2 s. */
export const mostSilentReplay = 100_000;

export type WatchPhase =
  /** To be created as soon as the connection is open. */
  | { readonly kind: "wanted" }
  /** How far it lies behind is asked first. */
  | { readonly kind: "measuring" }
  /**
   * `sinceMs`: when etcd confirmed it; absent until then. `askAtMs`: when the newest revision is asked for again, since
   * there was no answer.
   */
  | {
      readonly kind: "created";
      readonly wireId: string;
      readonly sinceMs?: number;
      readonly askAtMs?: number | undefined;
    }
  | { readonly kind: "waiting"; readonly failure: Failure; readonly retryAtMs: number }
  | { readonly kind: "asks"; readonly from: Revision; readonly to: Revision }
  | { readonly kind: "rolled-back"; readonly known: Revision; readonly newest: Revision }
  | { readonly kind: "over"; readonly failure: Failure };

export interface LiveWatch {
  readonly request: WatchRequest;
  readonly phase: WatchPhase;
  /** Absent until a watch from now on was created. */
  readonly position?: WatchPosition;
  /** Somebody has agreed to replay whatever lies between, this time. */
  readonly mayReplay: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** Since when it has told nothing, after it was connected; absent while it works. */
  readonly brokenAtMs?: number | undefined;
}

export type LiveConnection =
  | { readonly kind: "none" }
  | { readonly kind: "connecting" }
  | { readonly kind: "open"; readonly sinceMs: number }
  | { readonly kind: "waiting"; readonly failure: Failure; readonly retryAtMs: number };

export interface LiveState {
  readonly watches: ReadonlyMap<string, LiveWatch>;
  readonly connection: LiveConnection;
  /** Connections that failed in a row. */
  readonly failures: number;
  readonly isAsleep: boolean;
  /** The newest revision that etcd has had, as far as was told; it falls only with etcd's data. */
  readonly known: Revision;
  /** Counts the watches on the wire: each is created under an ID of its own, so that late messages are known as such. */
  readonly created: number;
}

export const emptyLiveState: LiveState = {
  watches: new Map(),
  connection: { kind: "none" },
  failures: 0,
  isAsleep: false,
  known: zeroRevision,
  created: 0,
};

interface AskNewest {
  readonly id: string;
  readonly range: KeyRange;
  /** What was known when it was asked. */
  readonly known: Revision;
  /** Whether the first answer was less than that. */
  readonly isSecond: boolean;
}

export type LiveInput =
  | { readonly kind: "add"; readonly id: string; readonly request: WatchRequest }
  | { readonly kind: "remove"; readonly id: string }
  /** Somebody's answer to a watch that asks; `begin-now` also to one that was rolled back. */
  | { readonly kind: "replay" | "begin-now"; readonly id: string }
  /** Tries now what waits. */
  | { readonly kind: "retry" }
  /** Lets etcd check again whether it allows the watches: it does so only when it creates one. */
  | { readonly kind: "recheck" }
  | { readonly kind: "message"; readonly message: Exclude<WatchMessage, { kind: "failed" }> }
  | { readonly kind: "failed"; readonly id?: string; readonly failure: Failure }
  | { readonly kind: "closed"; readonly failure: Failure }
  /** An answer, with what it was asked with. */
  | ({ readonly kind: "newest"; readonly revision: Revision } & Omit<AskNewest, "range">)
  | { readonly kind: "newest-failed"; readonly id: string; readonly failure: Failure }
  /** A time that `nextTryMs` told has come, whatever the clock says now. */
  | { readonly kind: "time"; readonly dueMs: number }
  | { readonly kind: "sleep" }
  | { readonly kind: "wake" };

/** What is to be done, in this order. */
export type LiveOutput =
  | { readonly kind: "connect" }
  | { readonly kind: "disconnect" }
  | { readonly kind: "create"; readonly wireId: string; readonly request: WatchRequest }
  | { readonly kind: "cancel"; readonly wireId: string }
  | ({ readonly kind: "ask-newest" } & AskNewest)
  | {
      readonly kind: "events";
      readonly id: string;
      readonly events: readonly KeyEvent[];
      readonly header?: ResponseHeader;
    }
  | { readonly kind: "progress"; readonly id: string; readonly header?: ResponseHeader }
  | { readonly kind: "gap"; readonly id: string; readonly gap: WatchGap }
  | { readonly kind: "status"; readonly id: string; readonly status: WatchStatus };

/** Where a watch stands, for whoever watches. */
export function statusOf({ connection, isAsleep, known }: LiveState, { phase, position }: LiveWatch): WatchStatus {
  if (isDecided(phase)) return phase;
  if (isAsleep) return { kind: "asleep" };
  if (connection.kind === "waiting") return connection;
  if (phase.kind === "waiting") return phase;
  if (phase.kind !== "created" || phase.sinceMs === undefined || position === undefined) return { kind: "opening" };
  const completeTo = revisionBefore(position.next);
  // What has not been written cannot have been told: that would be a claim about nothing.
  if (compareInt64(completeTo, known) > 0) return { kind: "ahead", from: position.next, newest: known };
  return { kind: "live", completeTo };
}

/** Whether a watch does nothing more before somebody decides what. */
export function isDecided(phase: WatchPhase): phase is Extract<WatchPhase, { kind: "asks" | "rolled-back" | "over" }> {
  return phase.kind === "over" || phase.kind === "asks" || phase.kind === "rolled-back";
}

/** The next time at which something that failed is tried again, in milliseconds; undefined: nothing waits. */
export function nextTryMs({ connection, watches, isAsleep }: LiveState): number | undefined {
  if (isAsleep) return undefined;
  if (connection.kind === "waiting") return connection.retryAtMs;
  const times = [...watches.values()].flatMap(({ phase }) => dueMs(phase) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** When something is to be tried again for a watch in this phase; undefined: nothing waits. */
export function dueMs(phase: WatchPhase): number | undefined {
  if (phase.kind === "waiting") return phase.retryAtMs;
  return phase.kind === "created" ? phase.askAtMs : undefined;
}
