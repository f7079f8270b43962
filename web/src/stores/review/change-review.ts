/** A plan of changes that somebody asked to review: one screen fills it, `features/apply` shows it over every screen. */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { WantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { create } from "zustand";
import type { Connection } from "#/api/connection/connection.ts";

/** One side of a plan: which cluster, and the revision at which it was read. */
export interface ReviewedSide {
  readonly connection: Connection;
  /** Pinned before anything was read. */
  readonly revision: Revision;
  /** The past that its data had then, by `pastOf`: once that is lost, other writes may have the same revisions. */
  readonly past: number;
}

export interface ChangeReview {
  /** What people are told it is about: `/config/`, or `12 keys`. */
  readonly what: string;
  /** What is to be there. */
  readonly source: ReviewedSide;
  /** What is written to. */
  readonly target: ReviewedSide;
  /** In key order of the targets, each target once. All are chosen at first. */
  readonly changes: readonly WantedChange[];
  /** Keys that are not among the changes: without their prefix they would have no name there. */
  readonly nameless?: number;
  /** The ranges of the source that were read for it, to be named in its script. */
  readonly reads?: readonly KeyRange[];
  /** Differences that were counted but not listed, and that nobody could choose. */
  readonly unlisted?: number;
}

interface ReviewState {
  readonly review: ChangeReview | undefined;
}

export const useChangeReview = create<ReviewState>()(() => ({ review: undefined }));

/** Opens the review of a plan. Nothing is written before it is confirmed there. */
export function reviewChanges(review: ChangeReview): void {
  useChangeReview.setState({ review });
}

export function closeReview(): void {
  useChangeReview.setState({ review: undefined });
}
