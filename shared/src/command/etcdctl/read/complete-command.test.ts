import { expect, test } from "vitest";
import { completeCommand } from "./complete-command.ts";

test.each([
  ["ge", 0, ["get"]],
  ["lease ke", 6, ["keep-alive"]],
  ["$ ETCDCTL_API=3 etcdctl lease ke", 30, ["keep-alive"]],
  ["etcdctl endpoint ", 17, ["health", "status", "hashkv"]],
  ["get /a --pre", 7, ["--prefix"]],
  ["get /a --order=A", 7, ["--order=ASCEND"]],
  ["get /a -w ", 10, ["simple", "json", "fields"]],
  ["member list -w t", 15, ["table"]],
  ["lease grant 5", 12, []],
  ["put a 'b", 8, []],
] as const)("%j", (before, from, options) => {
  expect(completeCommand(before)).toEqual({ from, options });
});

test("a key is left to be looked up", () => {
  expect(completeCommand("get /con")).toEqual({ from: 4, options: [], keyPrefix: "/con" });
  expect(completeCommand("del --prev-kv /con")).toEqual({ from: 14, options: [], keyPrefix: "/con" });
});
