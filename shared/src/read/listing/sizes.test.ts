import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { createSizes } from "./sizes.ts";

const folder = (count: number) => ({ kind: "folder", prefix: keyFromText("a/"), count }) as const;

test("one giant says nothing of its neighbours", () => {
  const sizes = createSizes();
  expect(sizes.usual(false)).toBeUndefined();
  for (const count of [10, 12, 900_000]) sizes.note(folder(count));
  expect(sizes.usual(false)).toBe(12);
  expect(sizes.usual(true)).toBeUndefined();
});
