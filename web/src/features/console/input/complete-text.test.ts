import { expect, test } from "vitest";
import { commonStart, optionForTab, replaceTyped } from "./complete-text.ts";

test("Tab goes as far as all options agree", () => {
  expect(optionForTab(["/config/a", "/config/b"], "/co")).toBe("/config/");
  expect(optionForTab(["/config/a", "/config/b"], "/config/")).toBeUndefined();
  expect(optionForTab(["get"], "g")).toBe("get");
  expect(optionForTab([], "x")).toBeUndefined();
  expect(commonStart(["a", "b"])).toBe("");
});

test("an option takes the place of what was typed", () => {
  expect(replaceTyped("get /co --hex", 4, 7, "/config/")).toEqual({ text: "get /config/ --hex", caret: 12 });
});
