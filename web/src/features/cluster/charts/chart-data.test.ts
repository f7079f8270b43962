import { describe, expect, test } from "vitest";
import type { Point } from "#/features/cluster/state/member-points.ts";
import { chartData, isGap, latestOf, outages, valueAt, type ChartMember } from "./chart-data.ts";
import { chartKinds, type ChartKind } from "./chart-kinds.ts";

const kindOf = (id: string): ChartKind => {
  const found = chartKinds.find((kind) => kind.id === id);
  if (found === undefined) throw new Error(`there is no chart ${id}`);
  return found;
};
const roundTrip = kindOf("round-trip");
const up: Pick<Point, "reach"> = { reach: "up" };
const every5s = (...values: readonly (number | undefined)[]): readonly Point[] =>
  values.map((roundTripMs, at) => ({
    ...up,
    atMs: at * 5000,
    everyMs: 5000,
    roundTripMs,
    ...(roundTripMs === undefined && { reach: "down" }),
  }));
const member = (points: readonly Point[], id = "a"): ChartMember => ({ id, name: id, points });
const all = { originMs: 1_000_000, fromMs: 0 };

describe("a chart", () => {
  test("has the members side by side, each at its own moments", () => {
    const late = every5s(7, 8).map((point) => ({ ...point, atMs: point.atMs + 200 }));
    expect(chartData(roundTrip, [member(every5s(1, 2)), member(late, "b")], all)).toEqual({
      times: [1000, 1000.2, 1005, 1005.2],
      values: [
        [1, undefined, 2, undefined],
        [undefined, 7, undefined, 8],
      ],
      isNearLimit: false,
    });
  });

  test("has a gap where a member did not answer, and where nobody looked", () => {
    const [first, second] = every5s(1, undefined);
    const later: Point = { ...up, atMs: 60_000, everyMs: 5000, roundTripMs: 3 };
    expect(chartData(roundTrip, [member([first, second, later].flatMap((each) => each ?? []))], all)).toMatchObject({
      times: [1000, 1005, 1005.001, 1060],
      values: [[1, null, null, 3]],
    });
  });

  test("begins where it is asked to", () => {
    expect(chartData(roundTrip, [member(every5s(1, 2, 3))], { ...all, fromMs: 5000 }).values).toEqual([[2, 3]]);
  });

  test("draws its limit once values come near", () => {
    const fsync = kindOf("fsync");
    const of = (fsyncP99Ms: number) => chartData(fsync, [member([{ ...up, atMs: 0, fsyncP99Ms }])], all);
    expect(of(4.9)).toMatchObject({ limit: 10, isNearLimit: false });
    expect(of(5)).toMatchObject({ limit: 10, isNearLimit: true });
  });

  test("tells the least limit of its members, near or not, as each told it last", () => {
    const size = kindOf("db-size");
    const limitOf = (...quotas: readonly number[]) =>
      chartData(
        size,
        quotas.map((quotaBytes) =>
          member([
            { ...up, atMs: 0, dbBytes: 6, quotaBytes },
            { reach: "down", atMs: 5000 },
          ]),
        ),
        all,
      );
    expect(limitOf(100, 200)).toMatchObject({ limit: 100, isNearLimit: false });
    expect(limitOf(200, 10)).toMatchObject({ limit: 10, isNearLimit: true });
    expect(limitOf(0)).not.toHaveProperty("limit");
    expect(limitOf(0).isNearLimit).toBe(false);
  });

  test("of nobody draws nothing", () => {
    expect(chartData(roundTrip, [], all)).toEqual({ times: [], values: [], isNearLimit: false });
  });
});

const pair = (apartMs: number, everyMs?: number) => isGap({ ...up, atMs: 0 }, { ...up, atMs: apartMs, everyMs });

describe("a gap", () => {
  test("is more than three looks that did not come, at least a quarter of a minute", () => {
    expect([pair(15_000, 2000), pair(15_001, 2000)]).toEqual([false, true]);
    expect([pair(180_000, 60_000), pair(180_001, 60_000)]).toEqual([false, true]);
  });
  test("is two minutes, where looks come only when asked for", () => {
    expect([pair(120_000), pair(120_001)]).toEqual([false, true]);
  });
});

test("the value at a place is the nearest that this member told, and none in a gap", () => {
  expect(valueAt([1, undefined, null, undefined], 0)).toBe(1);
  expect(valueAt([1, undefined, null, undefined], 1)).toBe(1);
  expect(valueAt([1, undefined, null, undefined], 3)).toBeUndefined();
  expect(valueAt([undefined, 2, undefined, 4], 0)).toBe(2);
  expect(valueAt([undefined, undefined, 3], 0)).toBe(3);
  expect(valueAt([undefined], 0)).toBeUndefined();
  expect(valueAt([], 3)).toBeUndefined();
});

test("the latest value is that of the last look", () => {
  expect(latestOf(roundTrip, member(every5s(1, 2)))).toBe(2);
  expect(latestOf(roundTrip, member(every5s(1, undefined)))).toBeUndefined();
  expect(latestOf(roundTrip, member([]))).toBeUndefined();
});

test("an outage is from the first look without an answer to the one that had one again", () => {
  expect(outages([member(every5s(1, undefined, undefined, 2, 3))], all)).toEqual([[1005, 1015]]);
  expect(outages([member(every5s(1, undefined, undefined))], all)).toEqual([[1005, 1010]]);
  expect(outages([member(every5s(1, 2))], all)).toEqual([]);
});

test("no outage is a member that cannot be asked from here, and one that answers without being timed", () => {
  const untimed = (reach: Point["reach"]) => every5s(1, undefined, undefined, 2).map((point) => ({ ...point, reach }));
  expect(outages([member(untimed("unseen"))], all)).toEqual([]);
  expect(outages([member(untimed("up"))], all)).toEqual([]);
  const hidden = every5s(1, undefined, undefined, undefined).map((point, at) =>
    at === 3 ? { ...point, reach: "unseen" as const } : point,
  );
  expect(outages([member(hidden)], all)).toEqual([[1005, 1010]]);
});

test("every chart has words for its values", () => {
  expect(chartKinds.map(({ format }) => format(1_234_567.8))).toEqual([
    "1234.6 s",
    "1234.6 s",
    "1234.6 s",
    "1.2 MB",
    "1,234,568/s",
    "1,234,568",
    "1,234,568",
    "1,234,568",
    "1.2 MB",
  ]);
  expect(kindOf("proposals").format(2.25)).toBe("2.3/s");
});
