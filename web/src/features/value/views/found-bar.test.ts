import { expect, test } from "vitest";
import { holds } from "./found-bar.tsx";

test("what is searched for is found in what is stored, by the case that counts", () => {
  expect(holds('{"Max":1}', { text: '"max":1', ignoreCase: true })).toBe(true);
  expect(holds('{"Max":1}', { text: '"max":1', ignoreCase: false })).toBe(false);
  expect(holds('{"Max":1}', { text: '"Max":1', ignoreCase: false })).toBe(true);
});
