import { expect, test } from "vitest";
import { registerAct, runAct } from "./registry.ts";

test("an act is done by the screen that registered it last, until that one is gone", () => {
  const done: string[] = [];
  expect(runAct("keys.refresh")).toBe(false);
  const dropFirst = registerAct("keys.refresh", { run: () => done.push("first"), unavailable: undefined });
  const dropSecond = registerAct("keys.refresh", { run: () => done.push("second"), unavailable: undefined });
  expect(runAct("keys.refresh")).toBe(true);
  dropSecond();
  expect(runAct("keys.refresh")).toBe(true);
  dropFirst();
  expect(runAct("keys.refresh")).toBe(false);
  expect(done).toEqual(["second", "first"]);
});

test("an act that cannot be done just now is not done", () => {
  const done: string[] = [];
  const drop = registerAct("value.save", { run: () => done.push("saved"), unavailable: "Nothing has changed" });
  expect(runAct("value.save")).toBe(false);
  expect(done).toEqual([]);
  drop();
});
