import { describe, expect, test } from "vitest";
import { clampPosition, positionShowing, rowsInSight, scrollScale, tallestPx } from "./row-window.ts";

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
});
