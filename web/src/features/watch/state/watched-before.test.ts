import { expect, test } from "vitest";
import { rememberWatches, watchedBefore } from "./watched-before.ts";

test("the last watches of each connection are remembered until the last one is closed", () => {
  rememberWatches("one", "prefix /a/");
  rememberWatches("other", "all");
  rememberWatches("one", "prefix /a/;key /b");
  expect([watchedBefore("one"), watchedBefore("other"), watchedBefore("none")]).toEqual([
    "prefix /a/;key /b",
    "all",
    "",
  ]);
  rememberWatches("one", "");
  expect(watchedBefore("one")).toBe("");
  // Names of a megabyte would fill the tab's storage; the watches of before are no longer true either.
  rememberWatches("other", `key ${"x".repeat(30_000)}`);
  expect(watchedBefore("other")).toBe("");
});

test("those of connections that were used long ago are forgotten", () => {
  for (let at = 0; at < 40; at++) rememberWatches(`c${at}`, "all");
  expect([watchedBefore("c0"), watchedBefore("c39")]).toEqual(["", "all"]);
});
