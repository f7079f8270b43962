import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "./bytes.ts";
import { compareEnds, holdsAll, spanOf, unionOf, within } from "./key-ranges.ts";
import { allKeys, openEnd, prefixRange, type KeyRange } from "./range.ts";

const range = (from: string, to?: string): KeyRange =>
  to === undefined ? { key: keyFromText(from) } : { key: keyFromText(from), rangeEnd: keyFromText(to) };
const from = (text: string) => ({ key: keyFromText(text), rangeEnd: openEnd });

describe("sets of keys", () => {
  test("end behind all others where the end is open", () => {
    expect(compareEnds(openEnd, keyFromText("\xff\xff"))).toBeGreaterThan(0);
    expect(compareEnds(keyFromText("a"), openEnd)).toBeLessThan(0);
    expect(compareEnds(openEnd, openEnd)).toBe(0);
  });

  test("join what meets or touches, and keep apart what does not", () => {
    expect(unionOf([range("m", "p"), range("a", "c"), range("b", "d"), range("d", "e"), range("x")])).toEqual([
      range("a", "e"),
      range("m", "p"),
      { key: keyFromText("x"), rangeEnd: keyFromText("x\0") },
    ]);
    expect(unionOf([from("m"), range("z", "zz"), range("a")])).toEqual([spanOf(range("a")), from("m")]);
    expect(unionOf([range("b", "a")])).toEqual([]);
    expect(unionOf([range("/a/"), prefixRange(keyFromText("/a/"))])).toEqual([prefixRange(keyFromText("/a/"))]);
  });

  const set = unionOf([range("b", "d"), range("m"), from("x")]);

  test("cut a range to what lies within", () => {
    expect(within(set, range("a", "c"))).toEqual([range("b", "c")]);
    expect(within(set, allKeys)).toEqual([range("b", "d"), spanOf(range("m")), from("x")]);
    expect(within(set, range("m"))).toEqual([spanOf(range("m"))]);
    expect(within(set, range("d", "m"))).toEqual([]);
    expect(within(set, range("y", "z"))).toEqual([range("y", "z")]);
  });

  test("hold a range only as a whole", () => {
    expect(holdsAll(set, range("b", "d"))).toBe(true);
    expect(holdsAll(set, range("c"))).toBe(true);
    expect(holdsAll(set, range("b", "e"))).toBe(false);
    expect(holdsAll(set, from("xa"))).toBe(true);
    expect(holdsAll(set, allKeys)).toBe(false);
    expect(holdsAll([allKeys], { key: asKey(Uint8Array.of(0)), rangeEnd: openEnd })).toBe(true);
  });
});
