import { describe, expect, test } from "vitest";
import { effectOf, isQuiet, resolveAlias, splitPath } from "./operations.ts";

test("a path is a prefix and an operation", () => {
  expect(splitPath("/v3/kv/range")).toEqual({ prefix: "/v3", operation: "kv/range" });
  expect(splitPath("/v3beta/auth/user/list")).toEqual({ prefix: "/v3beta", operation: "auth/user/list" });
  expect(splitPath("/v3alphabet/kv")).toBeUndefined();
  expect(splitPath("/version")).toBeUndefined();
});

test("the documented path of compaction leads to the one that exists, under any prefix", () => {
  expect(resolveAlias("/v3/maintenance/compact")).toBe("/v3/kv/compaction");
  expect(resolveAlias("/v3beta/maintenance/compact")).toBe("/v3beta/kv/compaction");
  expect(resolveAlias("/v3/kv/range")).toBe("/v3/kv/range");
  expect(resolveAlias("/version")).toBe("/version");
});

describe("an operation", () => {
  test.each([
    ["kv/range", "reads"],
    ["watch", "reads"],
    ["kv/txn", "body tells"],
    ["maintenance/alarm", "body tells"],
    ["kv/put", "writes"],
    ["what a later version may bring", "writes"],
  ])("%s: %s", (operation, effect) => {
    expect(effectOf(operation)).toBe(effect);
  });
});

test("only what waits for something to happen may be silent for long", () => {
  expect(["/v3/watch", "/v3beta/watch", "/v3/election/observe"].map(isQuiet)).toEqual([true, true, true]);
  expect(["/v3/kv/range", "/v3/maintenance/snapshot", "/metrics"].map(isQuiet)).toEqual([false, false, false]);
});
