import { expect, test } from "vitest";
import { aboutBytes, aboutCount, describeRest, formatShare } from "./overview-words.ts";

test("what is estimated says so", () => {
  expect(aboutBytes({ bytes: 1700, exact: true })).toBe("1.7 kB");
  expect(aboutBytes({ bytes: 1700, exact: false })).toBe("≈ 1.7 kB");
  expect(aboutCount({ keys: 1213, exact: false })).toBe("≈ 1,213");
});

test("a share is a percentage that never reads as nothing or as all", () => {
  expect([1, 0.974, 0.082, 0.0004, 0].map(formatShare)).toEqual(["100 %", "97 %", "8.2 %", "< 0.1 %", "0 %"]);
  expect(formatShare(0.9999)).toBe("> 99 %");
});

test("what has no row is summed up, with plurals", () => {
  const rest = { largest: [], others: { folders: 1, keys: 1 }, ownKeys: 4, unlistedKeys: 2000 };
  expect(describeRest(rest)).toEqual([
    "1 more folder with 1 key",
    "4 keys outside folders",
    "2,000 keys not listed yet",
  ]);
  expect(describeRest({ ...rest, others: { folders: 0, keys: 0 }, ownKeys: 0, unlistedKeys: 0 })).toEqual([]);
});
