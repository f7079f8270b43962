import { asRevision, compareInt64, int64, type Revision } from "@etcd-explorer/shared/model/int64";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOutStrip, nextBar } from "./strip-model.ts";

const rev = (value: number): Revision => asRevision(int64(value));

describe("the strip of the past", () => {
  test("has each known write in one bar, bars without gaps, and here between horizon and now", () => {
    const revision = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(revision, revision, revision, fc.array(revision, { maxLength: 50 }), (a, b, c, writes) => {
        const [floor = 1, here = 1, newest = 1] = [a, b, c].toSorted((x, y) => x - y);
        const strip = layOutStrip({
          floor: rev(floor),
          here: rev(here),
          newest: rev(newest),
          writes: writes.map(rev),
        });
        const { bars } = strip;
        const [first, last] = [bars[0], bars.at(-1)];
        expect(last?.to).toBe(rev(newest));
        expect(compareInt64(first?.from ?? rev(0), rev(floor))).toBeGreaterThanOrEqual(0);
        expect(strip.isCut).toBe(first?.from !== rev(floor));
        for (const [at, bar] of bars.slice(1).entries()) {
          expect(Number(bar.from)).toBe(Number(bars[at]?.to) + 1);
        }
        const start = Number(first?.from);
        const shown = new Set(writes.filter((write) => write >= start && write <= newest));
        expect(bars.reduce((sum, bar) => sum + bar.writes, 0)).toBe(shown.size);
        expect(bars.every((bar) => (bar.last === undefined) === (bar.writes === 0))).toBe(true);
        expect(strip.hereAt).toBeGreaterThanOrEqual(strip.horizonAt);
        expect(strip.hereAt).toBeLessThanOrEqual(1);
        expect(start).toBeLessThanOrEqual(here);
      }),
      { seed: 14 },
    );
  });

  test("leaves out what lies far behind, so that here and now are apart", () => {
    const { bars, isCut, hereAt } = layOutStrip({
      floor: rev(1),
      here: rev(999_000),
      newest: rev(1_000_000),
      writes: [],
    });
    expect(isCut).toBe(true);
    expect(bars[0]?.from).toBe(rev(996_000));
    expect(hereAt).toBeLessThan(0.8);
  });

  test("leads by a bar to its newest write, and from bar to bar over those without", () => {
    const { bars } = layOutStrip({
      floor: rev(1),
      here: rev(5),
      newest: rev(1500),
      writes: [rev(3), rev(4), rev(1500)],
    });
    const first = nextBar(bars, -1, 1) ?? -1;
    expect(bars[first]).toMatchObject({ writes: 2, last: "4", isLater: false });
    const second = nextBar(bars, first, 1) ?? -1;
    expect(bars[second]).toMatchObject({ writes: 1, last: "1500", isLater: true });
    expect(nextBar(bars, second, 1)).toBeUndefined();
    expect(nextBar(bars, -1, -1)).toBe(second);
  });

  test("is one bar where there is one revision, and stands at an end for what cannot be read", () => {
    const one = layOutStrip({ floor: rev(1), here: rev(1), newest: rev(1), writes: [] });
    expect(one.bars).toHaveLength(1);
    expect(layOutStrip({ floor: rev(10), here: rev(2), newest: rev(20), writes: [] }).hereAt).toBeLessThan(0.2);
  });
});
