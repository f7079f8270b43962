/** How far a comparison is, and what it has found: a reducer over what is told of it. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { CompareCounts, CompareProgress, CompareResult } from "@etcd-explorer/shared/read/compare/compare-request";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { CompareEnd } from "#/components/compare/run-compare.ts";
import type { PinnedSide, PinnedSides } from "./pin-sides.ts";

export interface CompareFailure {
  readonly failure: Failure;
  /** Whose it is; undefined: of neither. */
  readonly side: SideName | undefined;
}

/** What a comparison that has begun holds. */
export interface Found {
  readonly pinned: OfSides<PinnedSide>;
  /** The past that the data of each side had when it was pinned, by `pastOf`. */
  readonly pasts: OfSides<number>;
  /** In key order. */
  readonly found: readonly Difference[];
  readonly progress: CompareProgress | undefined;
}

export type Begun =
  | ({ readonly phase: "running" } & Found)
  /** `result`: both sides were compared to their ends. Else it was stopped, or failed. */
  | ({
      readonly phase: "ended";
      readonly result: CompareResult | undefined;
      readonly failed: CompareFailure | undefined;
    } & Found);

export type CompareState =
  | { readonly phase: "idle" }
  | { readonly phase: "pinning" }
  /** A side could not be pinned: nothing was compared. */
  | ({ readonly phase: "unread" } & CompareFailure)
  | ({ readonly phase: "costly" } & PinnedSides)
  | Begun;

export type CompareEvent =
  | { readonly kind: "found"; readonly batch: readonly Difference[] }
  | { readonly kind: "progress"; readonly progress: CompareProgress }
  | { readonly kind: "ended"; readonly end: CompareEnd };

/** A comparison of which nothing is known yet but what is compared. */
export function begunAt(pinned: OfSides<PinnedSide>, pasts: OfSides<number>): Begun {
  return { phase: "running", pinned, pasts, found: [], progress: undefined };
}

/** The state after an event. What comes after the end changes nothing. */
export function applyCompareEvent(state: Begun, event: CompareEvent): Begun {
  if (state.phase === "ended") return state;
  switch (event.kind) {
    case "found":
      return { ...state, found: [...state.found, ...event.batch] };
    case "progress":
      return { ...state, progress: event.progress };
    case "ended": {
      const { end } = event;
      return {
        ...state,
        phase: "ended",
        result: end.kind === "done" ? end.result : undefined,
        failed: end.kind === "failed" ? { failure: end.failure, side: end.side } : undefined,
      };
    }
    default:
      return event satisfies never;
  }
}

/** What was counted so far. */
export function countsOf(state: CompareState): CompareCounts | undefined {
  if (state.phase === "running") return state.progress?.counts;
  return state.phase === "ended" ? (state.result?.counts ?? state.progress?.counts) : undefined;
}
