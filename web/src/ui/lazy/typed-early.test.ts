import { expect, test } from "vitest";
import { press } from "#/acts/test/press.ts";
import { typeEarly } from "./typed-early.ts";

test.each([
  ["", press("p", "KeyP"), "p"],
  ["po", press("O", "KeyO", { shiftKey: true }), "poO"],
  ["a", press(" ", "Space"), "a "],
  ["pool", press("Backspace", "Backspace"), "poo"],
  ["", press("Backspace", "Backspace"), ""],
  ["a", press("Enter", "Enter"), "a"],
  ["a", press("ArrowDown", "ArrowDown"), "a"],
  ["a", press("s", "KeyS", { ctrlKey: true }), "a"],
  ["a", press("s", "KeyS", { metaKey: true }), "a"],
])("%j and a press of %o make %j", (text, event, typed) => {
  expect(typeEarly(text, event)).toBe(typed);
});
