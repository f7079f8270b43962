import { expect, test } from "vitest";
import { tokenKey } from "./token-cache.ts";

const keyOf = (target: string, username: string, password: string) => tokenKey(target, { username, password });

test("the same user with the same password at the same target has one key", async () => {
  expect(await keyOf("t", "u", "p")).toBe(await keyOf("t", "u", "p"));
});

test("another target, user or password is another key, however they are spelled together", async () => {
  const keys = await Promise.all([
    keyOf("t", "u", "p"),
    keyOf("t2", "u", "p"),
    keyOf("t", "u2", "p"),
    keyOf("t", "u", "p2"),
    keyOf("t", "up", ""),
    keyOf("t", 'u","p', ""),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("neither user nor password can be read from a key", async () => {
  expect(await keyOf("t", "someone", "hunter2")).toMatch(/^t [0-9a-f]{64}$/);
});
