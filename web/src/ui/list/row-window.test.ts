import { describe, expect, test } from "vitest";
import {
  clampPosition,
  poolSize,
  positionShowing,
  rowsDrawn,
  rowsInSight,
  scrollScale,
  tallestPx,
} from "./row-window.ts";

const short = { count: 100, rowHeight: 26, viewHeight: 260 };
const long = { count: 5_000_000, rowHeight: 26, viewHeight: 260 };

describe("rows of one height", () => {
  test("a short list is as tall as its rows", () => {
    expect(scrollScale(short)).toEqual({ height: 2600, scale: 1 });
  });

  test("a list beyond what browsers lay out is cut, and its thumb still reaches first and last row", () => {
    const { height, scale } = scrollScale(long);
    expect(height).toBe(tallestPx);
    const last = (height - long.viewHeight) * scale;
    expect(rowsInSight(long, last).to).toBe(long.count);
    expect(rowsInSight(long, 0).from).toBe(0);
  });

  test("a row half in sight counts", () => {
    expect(rowsInSight(short, 13)).toEqual({ from: 0, to: 11 });
    expect(rowsInSight(short, 26)).toEqual({ from: 1, to: 11 });
    expect(rowsInSight({ ...short, count: 3 }, 0)).toEqual({ from: 0, to: 3 });
    expect(rowsInSight({ ...short, count: 0 }, 0)).toEqual({ from: 0, to: 0 });
  });

  test("a position stays within the list", () => {
    expect(clampPosition(short, -5)).toBe(0);
    expect(clampPosition(short, 99_999)).toBe(2340);
    expect(clampPosition({ ...short, count: 3 }, 10)).toBe(0);
  });

  test("a row is brought into sight by the shortest way", () => {
    expect(positionShowing(short, 100, 3)).toBe(78);
    expect(positionShowing(short, 100, 5)).toBe(100);
    expect(positionShowing(short, 100, 20)).toBe(286);
  });

  test("as many rows are drawn wherever one is: each that comes in takes the element of one that leaves", () => {
    const pool = poolSize(short, 3);
    for (let from = 0; from <= 90; from++) {
      const drawn = rowsDrawn(short, from, 3);
      expect(new Set(drawn.map((row) => row % pool)).size).toBe(pool);
      expect(drawn).toEqual(expect.arrayContaining([from, Math.min(99, from + 10)]));
      expect(drawn.every((row) => row >= 0 && row < short.count)).toBe(true);
    }
    expect(rowsDrawn({ ...short, count: 3 }, 0, 3)).toEqual([0, 1, 2]);
    expect(rowsDrawn({ ...short, count: 0 }, 0, 3)).toEqual([]);
  });
});
