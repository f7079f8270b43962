/** What the parts of one comparison share: its sides, how a pair is judged, and what was counted so far. */
import { compareInt64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { FittingCount } from "../scan/read-fitting.ts";
import type { CompareCounts, CompareProgress } from "./compare-request.ts";
import type { CompareSizes } from "./compare-sizes.ts";
import { noDifferences, type Difference } from "./difference.ts";
import type { IgnoreRules } from "./ignore-rules.ts";
import type { Lane } from "./ordered-tell.ts";
import { judgePair, type Judgement } from "./same-content.ts";
import type { OfSides, Side, SideName } from "./side.ts";

/** Which side is the later one. */
export interface Times {
  readonly older: SideName;
  readonly newer: SideName;
}

export function timesOf({ sides }: Pick<CompareRun, "sides">): Times {
  const isForward = compareInt64(sides.left.revision, sides.right.revision) <= 0;
  return isForward ? { older: "left", newer: "right" } : { older: "right", newer: "left" };
}

/** So many parts are taken to be like one that differs in many keys. */
const partsAlike = 4;

interface RunOptions {
  readonly sides: OfSides<Side>;
  readonly isSameCluster: boolean;
  /** Whether the same key with the same `mod_revision` is the same content. */
  readonly byRevision: boolean;
  readonly rules: IgnoreRules;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CompareProgress) => void;
  readonly sizes: CompareSizes;
}

export class CompareRun {
  readonly sides: OfSides<Side>;
  readonly byRevision: boolean;
  /** Whether contents are read however many they are, since the rules are about them. */
  readonly needsContents: boolean;
  readonly signal: AbortSignal;
  readonly sizes: CompareSizes;
  /** How many contents are read at once. */
  readonly fitting: FittingCount = new FittingCount();
  readonly #options: RunOptions;
  readonly #counts = { ...noDifferences, same: 0, ignored: 0 };
  readonly #done = { left: 0, right: 0 };
  readonly #total = { left: 0, right: 0 };
  #contents: number;
  #unread = 0;
  #many = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.sides = options.sides;
    this.byRevision = options.byRevision;
    this.signal = options.signal;
    this.sizes = options.sizes;
    this.needsContents = options.rules.fields.length > 0 || options.rules.leases;
    this.#contents = options.sizes.contents;
  }

  get counts(): CompareCounts {
    return { ...this.#counts };
  }

  get total(): OfSides<number> {
    return { ...this.#total };
  }

  get unread(): number {
    return this.#unread;
  }

  /** The revision of a side. */
  revisionOf(side: "left" | "right"): Revision {
    return this.sides[side].revision;
  }

  /** Whether a pair of contents is still to be read; where not, the pair is told as it is. */
  takeContent(): boolean {
    if (this.needsContents) return true;
    if (this.#contents > 0) {
      this.#contents--;
      return true;
    }
    this.#unread++;
    return false;
  }

  /** Whether a part is expected to differ in few keys: after one that differed in many, the next ones are not. */
  expectsFew(): boolean {
    if (this.#many === 0) return true;
    this.#many--;
    return false;
  }

  /** A part differs in many keys. */
  noteMany(): void {
    this.#many = partsAlike;
  }

  judge(left: KeyValue, right: KeyValue): Judgement {
    const { rules, isSameCluster } = this.#options;
    return judgePair(left, right, { rules, isSameCluster });
  }

  find(lane: Lane, difference: Difference): void {
    this.#counts[difference.kind]++;
    lane.find(difference);
  }

  /** Keys that need no word. */
  pass(judgement: "same" | "ignored", keys = 1): void {
    this.#counts[judgement] += keys;
  }

  expect({ left, right }: OfSides<number>): void {
    this.#total.left += left;
    this.#total.right += right;
  }

  advance({ left = 0, right = 0 }: Partial<OfSides<number>>): void {
    this.#done.left += left;
    this.#done.right += right;
    this.#options.onProgress({ done: { ...this.#done }, total: this.total, counts: this.counts });
  }
}
