/** What the charts draw of one member: a point a look. */
import { compareScrapes, type Scrape } from "@etcd-explorer/shared/cluster/metrics/member-metrics";
import type { MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";

export interface Point {
  /** When it was looked at, by the page's clock (`performance.now`). */
  readonly atMs: number;
  /** How soon after it the next look was due; undefined: when somebody asks. */
  readonly everyMs?: number | undefined;
  /** Without an answer it may be down, or only not to be asked from here. */
  readonly reach: MemberFacts["reach"];
  /** Undefined: it was not measured, as without an answer. */
  readonly roundTripMs?: number | undefined;
  /** Over the last minute. */
  readonly fsyncP99Ms?: number | undefined;
  readonly commitP99Ms?: number | undefined;
  readonly dbBytes?: number | undefined;
  readonly quotaBytes?: number | undefined;
  readonly committedPerSecond?: number | undefined;
  readonly proposalsPending?: number | undefined;
  /** Since the look before. */
  readonly proposalsFailed?: number | undefined;
  readonly keys?: number | undefined;
  readonly memoryBytes?: number | undefined;
}

/** An hour at one look every two seconds, and no more. */
export const keptPointsMs: number = 60 * 60_000;
export const keptPoints = 1800;

const recentMs = 60_000;

/** The scrape that the newest is compared with, for figures over the last minute. */
export function recentScrape(scrapes: readonly Scrape[]): Scrape | undefined {
  const newest = scrapes.at(-1);
  if (newest === undefined) return undefined;
  const recent = scrapes.find(({ atMs }) => newest.atMs - atMs <= recentMs);
  return recent === newest ? scrapes.at(-2) : recent;
}

type Looked = Pick<Point, "atMs" | "everyMs" | "reach" | "roundTripMs">;

/** The point of a look that brought the newest of these scrapes; without one, of the look alone. */
export function pointOf(looked: Looked, scrapes: readonly Scrape[]): Point {
  const [previous, newest] = [scrapes.at(-2), scrapes.at(-1)];
  if (newest === undefined || newest.atMs !== looked.atMs) return looked;
  const recent = compareScrapes(recentScrape(scrapes) ?? newest, newest);
  const step = previous === undefined ? undefined : compareScrapes(previous, newest);
  return {
    ...looked,
    fsyncP99Ms: recent.fsyncP99Ms,
    commitP99Ms: recent.commitP99Ms,
    dbBytes: recent.dbBytes,
    quotaBytes: recent.quotaBytes,
    committedPerSecond: step?.commitsPerSecond,
    proposalsPending: recent.proposalsPending,
    proposalsFailed: step?.proposalsFailed,
    keys: recent.keys,
    memoryBytes: recent.memoryBytes,
  };
}

/** The points with one more, as many as are kept. */
export function withPoint(points: readonly Point[], point: Point): readonly Point[] {
  const young = points.filter(({ atMs }) => point.atMs - atMs <= keptPointsMs);
  return [...young, point].slice(-keptPoints);
}
