import { expect, test } from "vitest";
import { moveInTabs } from "./move-in-tabs.ts";

const bare = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 2, 0],
  ["ArrowLeft", 0, 2],
  ["ArrowLeft", 2, 1],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["ArrowDown", 0, undefined],
  ["ArrowRight", -1, undefined],
] as const)("%s leads from tab %i to %j of three", (key, at, to) => {
  expect(moveInTabs({ ...bare, key }, at, 3)).toBe(to);
});

test.each(["altKey", "ctrlKey", "metaKey", "shiftKey"] as const)("an arrow with %s is the browser's", (held) => {
  expect(moveInTabs({ ...bare, [held]: true, key: "ArrowLeft" }, 1, 3)).toBeUndefined();
});
