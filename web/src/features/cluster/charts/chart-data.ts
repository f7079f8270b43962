/** From points to what is drawn: members side by side on one axis of time, with gaps where nobody looked. */
import type { Point } from "#/features/cluster/state/member-points.ts";
import type { ChartKind } from "./chart-kinds.ts";

export interface ChartMember {
  readonly id: string;
  readonly name: string;
  readonly points: readonly Point[];
}

/** A value; null: a gap; undefined: another member was looked at then, and the line goes on. */
type Values = readonly (number | null | undefined)[];

export interface ChartData {
  /** In seconds since 1970, rising. */
  readonly times: readonly number[];
  /** As the members are ordered. */
  readonly values: readonly Values[];
  /** The least of the members' limits, each as it was told last. */
  readonly limit?: number;
  /** Values come near enough to the limit for it to be drawn. */
  readonly isNearLimit: boolean;
}

/** Looks come a little late; what is later than this many of them was not looked at. */
const missedLooks = 3;
const leastGapMs = 15_000;
/** Where looks come only when asked for. */
const askedGapMs = 120_000;

/** Whether nobody looked between two points. */
export function isGap(before: Point, after: Point): boolean {
  const allowed = after.everyMs === undefined ? askedGapMs : Math.max(leastGapMs, missedLooks * after.everyMs);
  return after.atMs - before.atMs > allowed;
}

/** The share of a limit from which on it is drawn: below, it would only flatten the line. */
const nearLimit = 0.5;

/** What a chart draws of the last `spanMs`. `originMs`: when the page's clock began, in milliseconds since 1970. */
export function chartData(
  kind: ChartKind,
  members: readonly ChartMember[],
  { originMs, fromMs }: { readonly originMs: number; readonly fromMs: number },
): ChartData {
  const lines = members.map(({ points }) =>
    lineOf(
      kind,
      points.filter(({ atMs }) => atMs >= fromMs),
    ),
  );
  const times = [...new Set(lines.flatMap((line) => [...line.keys()]))].toSorted((a, b) => a - b);
  const values = lines.map((line) => times.map((time) => line.get(time)));
  const highest = Math.max(0, ...lines.flatMap((line) => [...line.values()].map((value) => value ?? 0)));
  const limit = limitOf(kind, members);
  return {
    times: times.map((time) => (originMs + time) / 1000),
    values,
    ...(limit !== undefined && { limit }),
    isNearLimit: limit !== undefined && highest >= limit * nearLimit,
  };
}

function lineOf(kind: ChartKind, points: readonly Point[]): ReadonlyMap<number, number | null> {
  const line = new Map<number, number | null>();
  let before: Point | undefined;
  for (const point of points) {
    // A moment after the last point, so that the line ends there.
    if (before !== undefined && isGap(before, point)) line.set(before.atMs + 1, null);
    line.set(point.atMs, kind.read(point) ?? null);
    before = point;
  }
  return line;
}

function limitOf({ limit }: ChartKind, members: readonly ChartMember[]): number | undefined {
  const told = members.flatMap(({ points }) => {
    const newest = points.findLast((point) => limit?.(point) !== undefined);
    const value = newest === undefined ? undefined : limit?.(newest);
    return value === undefined || value <= 0 ? [] : [value];
  });
  return told.length === 0 ? undefined : Math.min(...told);
}

/** The newest value of a member; undefined: its last look told none. */
export function latestOf(kind: ChartKind, { points }: ChartMember): number | undefined {
  const newest = points.at(-1);
  return newest === undefined ? undefined : kind.read(newest);
}

/** The value of a line at a place or, where others were looked at then, the nearest one; undefined: a gap, or none. */
export function valueAt(values: Values, at: number): number | undefined {
  for (let away = 0; away < values.length; away++) {
    for (const value of [values[at - away], values[at + away]]) {
      if (value !== undefined) return value ?? undefined;
    }
  }
  return undefined;
}

/**
 * The times in which a member was down, of each member: from and to in seconds since 1970. One that cannot be asked from
 * here may run well, and a look that was not made tells nothing.
 */
export function outages(
  members: readonly ChartMember[],
  { originMs, fromMs }: { readonly originMs: number; readonly fromMs: number },
): readonly (readonly [number, number])[] {
  return members.flatMap(({ points }) => {
    const spans: [number, number][] = [];
    let before: Point | undefined;
    for (const point of points.filter(({ atMs }) => atMs >= fromMs)) {
      const at = (originMs + point.atMs) / 1000;
      const open = before?.reach === "down" && !isGap(before, point) ? spans.at(-1) : undefined;
      if (open !== undefined && point.reach !== "unseen") open[1] = at;
      else if (point.reach === "down") spans.push([at, at]);
      before = point;
    }
    return spans.filter(([from, to]) => to > from);
  });
}
