import { expect, test } from "vitest";
import { keyFromText } from "./bytes.ts";
import { prefixRange, type KeyRange } from "./range.ts";
import { rangeGroups } from "./range-groups.ts";

const single = (name: string): KeyRange => ({ key: keyFromText(name) });

test("single keys that follow one another come together, so many at the most, and ranges alone, all in order", () => {
  const ranges = [single("a"), single("b"), single("c"), prefixRange(keyFromText("d/")), single("e")];
  expect([...rangeGroups(ranges, 2)]).toEqual([
    [single("a"), single("b")],
    [single("c")],
    [prefixRange(keyFromText("d/"))],
    [single("e")],
  ]);
  expect([...rangeGroups([], 2)]).toEqual([]);
});
