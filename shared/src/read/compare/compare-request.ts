/** What a comparison is asked for, and what it tells. */
import type { KeyRange } from "../../model/range.ts";
import type { CompareSizes } from "./compare-sizes.ts";
import type { DifferenceCounts } from "./difference.ts";
import type { FoldersCounted } from "./folder-counts.ts";
import type { IgnoreRules } from "./ignore-rules.ts";
import type { OfSides, Side } from "./side.ts";

export interface CompareRequest extends OfSides<Side> {
  /**
   * Whether both sides are read through one connection. Its keys are then compared by their `mod_revision`, where both
   * prefixes are the same. An ID of a cluster proves nothing: clusters that were started alike have the same.
   */
  readonly isSameCluster: boolean;
  /** Only these keys and ranges, named as on the left, in order and apart from each other; left out: the whole prefix. */
  readonly within?: readonly KeyRange[];
  readonly ignore?: IgnoreRules;
  /** The bytes that part folders, for the counts by folder; left out: `/`. */
  readonly delimiters?: Uint8Array;
  /** The most differences that are told; all are counted. Left out: {@link keptDifferences}. */
  readonly keep?: number;
  readonly signal?: AbortSignal;
  /** Left out: what fits keys alone, or keys with values. */
  readonly sizes?: CompareSizes;
}

/** How many differences are told where nothing else is asked. */
export const keptDifferences = 100_000;
/** Differences are told in batches of at most so many. */
export const differenceBatch = 1000;

export interface CompareCounts extends DifferenceCounts {
  /** Keys that both sides have alike, as far as they were compared. */
  readonly same: number;
  /** Keys of both sides whose differences are ignored: by a field or a lease. They are no part of `same`. */
  readonly ignored: number;
}

export interface CompareProgress {
  /** Keys compared so far. */
  readonly done: OfSides<number>;
  readonly total: OfSides<number>;
  readonly counts: CompareCounts;
}

export interface CompareResult {
  readonly counts: CompareCounts;
  readonly total: OfSides<number>;
  /** Keys that were not compared, since a prefix of the rules holds them. */
  readonly leftOut: OfSides<number>;
  readonly folders: FoldersCounted;
  /** Differences that were told; fewer than were counted where there are more than were to be kept. */
  readonly told: number;
  /**
   * Keys that were told as `differs` because their `mod_revision` differs, and whose contents were not read, since there
   * are so many: some of them may differ by their lease only, or not at all.
   */
  readonly unread: number;
}
