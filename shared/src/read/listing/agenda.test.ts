import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { createAgenda } from "./agenda.ts";
import { slash } from "./child.ts";
import type { Budget } from "./listing.ts";
import { nodeOf } from "./outline.ts";

const one = asRevision(int64(1));
const folder = { prefix: keyFromText(""), delimiters: slash };
const unbounded: Budget = { children: Infinity, ranges: Infinity, keys: Infinity };
const stretchOf = (letter: string, count: number, first: string) => {
  const facts = { key: keyFromText(first), createRevision: one, modRevision: one, version: int64(1), lease: noLease };
  return nodeOf({ ...prefixRange(keyFromText(letter)), count, first: facts }, folder);
};

describe("what is asked next", () => {
  test("a small folder is read whole, by a single question", () => {
    const tasks = createAgenda([stretchOf("a", 900, "a1/x")], folder, 900, unbounded).take(0);
    expect(tasks.map(({ question: { limit } }) => limit)).toEqual([900]);
  });

  test("a large stretch is split by counts, of one key each, in parts for several requests", () => {
    const agenda = createAgenda([stretchOf("a", 500_000, "ab-cd/x")], folder, 500_000, unbounded);
    const tasks = agenda.take(0);
    expect(tasks.length).toBeGreaterThan(5);
    expect(tasks.length).toBeLessThanOrEqual(128);
    expect(tasks.every(({ question: { limit } }) => limit === 1)).toBe(true);
    expect(agenda.take(1).length).toBeGreaterThan(5);
  });

  test("while no child is known, one stretch is split for each request, and the others wait", () => {
    const stretches = ["a", "b", "c", "d", "e", "f"].map((letter) => stretchOf(letter, 90_000, `${letter}x-y/1`));
    const agenda = createAgenda(stretches, folder, 540_000, unbounded);
    const starts = [0, 1, 2, 3, 3, 3, 3, 3].flatMap((underWay) =>
      agenda.take(underWay).map(({ question: { key } }) => key[0]),
    );
    expect(new Set(starts)).toEqual(new Set([0x61, 0x62, 0x63, 0x64]));
  });

  test("nothing is asked beyond the budget", () => {
    const stretches = [stretchOf("a", 90_000, "ax-y/1")];
    const none = createAgenda(stretches, folder, 90_000, { children: 0, ranges: 10 });
    expect(none.take(0)).toEqual([]);
  });
});
