import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, compareBytes, decodeUtf8, keyFromText, type Key } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { folderOf, slash } from "./child.ts";
import { bytesLike } from "./next-bytes.ts";
import { lastNumber, numbersAfter } from "./numbers.ts";
import { oddByte, oddBytes } from "./keyspaces.ts";
import { splitAll, splitRest } from "./split.ts";
import { childEnd } from "./stretch.ts";

const one = asRevision(int64(1));
const factsOfKey = (key: Key) => ({ key, createRevision: one, modRevision: one, version: int64(1), lease: noLease });
const text = (key: Key) => decodeUtf8(key);

describe("splitting a stretch", () => {
  test("covers what follows the first child without gaps, and cuts no child in two", () => {
    fc.assert(
      fc.property(
        oddBytes({ maxLength: 3 }),
        oddBytes({ minLength: 1, maxLength: 8 }),
        fc.uniqueArray(oddByte, { maxLength: 3 }),
        fc.integer({ min: 1, max: 300 }),
        fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
        (start, tail, list, most, children) => {
          const prefix = asKey(start);
          const key = asKey(Uint8Array.from([...start, ...tail]));
          const folder = { prefix, delimiters: Uint8Array.from(list) };
          const range = prefixRange(prefix);
          const stretch = { ...range, count: 9, first: factsOfKey(key) };
          const fineness = { most, ...(children !== undefined && { children }) };
          const ranges = splitRest(stretch, folder, fineness);
          if (ranges.length === 0) return;
          expect(ranges[0]?.key).toEqual(childEnd(key, folder));
          expect(ranges.at(-1)?.rangeEnd).toEqual(range.rangeEnd);
          for (const [at, { key: next }] of ranges.entries()) {
            if (at === 0) continue;
            expect(next).toEqual(ranges[at - 1]?.rangeEnd);
            // A boundary is no folder's inside: it is a folder's own beginning, or in no folder.
            const within = folderOf(next, prefix.length, folder.delimiters);
            expect(within === undefined || compareBytes(within, next) === 0).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  test("a name that begins to count is followed by the next numbers", () => {
    const first = factsOfKey(keyFromText("team-000/a"));
    const stretch = { ...prefixRange(keyFromText("")), count: 1000, first };
    const ranges = splitRest(stretch, { prefix: keyFromText(""), delimiters: slash }, { most: 300, children: 20 });
    expect(ranges.map(({ key }) => text(key))).toEqual(expect.arrayContaining(["team-001", "team-002", "team-020"]));
  });

  test("a name that begins alike is left at the first byte that can differ, which is cut finely", () => {
    const first = factsOfKey(keyFromText("cart-api/1"));
    const stretch = { key: keyFromText("c"), rangeEnd: keyFromText("d"), count: 1000, first };
    const ranges = splitRest(stretch, { prefix: keyFromText(""), delimiters: slash }, { most: 100 });
    expect(ranges.map(({ key }) => text(key))).toEqual(expect.arrayContaining(["ch", "co", "cu"]));
  });

  test("a guessed folder gets a range of its own, and so does what lies between guesses", () => {
    const first = factsOfKey(keyFromText("mail-api/1"));
    const stretch = { key: keyFromText("ma"), rangeEnd: keyFromText("mb"), count: 1000, first };
    const guesses = [keyFromText("mail-db/"), keyFromText("mail-web/")];
    const ranges = splitRest(stretch, { prefix: keyFromText(""), delimiters: slash }, { most: 100, guesses });
    const spelled = ranges.map(({ key, rangeEnd }) => [text(key), text(rangeEnd)]);
    expect(spelled).toContainEqual(["mail-db/", "mail-db0"]);
    expect(spelled).toContainEqual(["mail-db0", "mail-web/"]);
    expect(spelled).toContainEqual(["mail-web/", "mail-web0"]);
  });

  test("a folder of which nothing is known falls into less than 300 ranges", () => {
    const ranges = splitAll({ prefix: keyFromText("/a/"), delimiters: slash });
    expect(ranges.length).toBeLessThan(300);
    expect(ranges.at(0)?.key).toEqual(keyFromText("/a/"));
    expect(ranges.at(-1)?.rangeEnd).toEqual(keyFromText("/a0"));
  });
});

describe("the next bytes", () => {
  test("of a digit's kind stand alone, and those around are wholes", () => {
    expect(bytesLike(0x37, [0x38, 256], 256)).toEqual([
      [0x38, 0x39],
      [0x39, 0x3a],
      [0x3a, 256],
    ]);
  });

  test("of no kind are cut alike, from the first to the last", () => {
    const spans = bytesLike(0x00, [1, 8], 256);
    expect(spans[0]?.[0]).toBe(1);
    expect(spans.at(-1)?.[1]).toBe(8);
    expect(spans.length).toBeGreaterThan(3);
  });
});

describe("the number in a name", () => {
  test("is its last one, and counts on in as many digits", () => {
    const name = keyFromText("v2-job-0098/");
    const number = lastNumber(name, 0);
    expect(number).toMatchObject({ start: 7, end: 11, startsCounting: false });
    if (number === undefined) throw new Error("a number was expected");
    expect(numbersAfter(name, number, 3).map(text)).toEqual(["v2-job-0099", "v2-job-0100", "v2-job-0101"]);
  });

  test("ends where its digits are used up", () => {
    const name = keyFromText("a98");
    const number = lastNumber(name, 0);
    expect(number === undefined ? [] : numbersAfter(name, number, 9).map(text)).toEqual(["a99"]);
  });

  test("is none where there is one digit only", () => {
    expect(lastNumber(keyFromText("a-1/"), 0)).toBeUndefined();
  });
});
