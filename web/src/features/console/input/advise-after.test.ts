import { expect, test } from "vitest";
import { adviseAfter } from "./advise-after.ts";

const refused = (code: number) =>
  adviseAfter({ kind: "rejected", status: 400, code, message: "etcdserver: no" }, false);

test("what is wrong with the command itself is told by etcd; of rights and connections one hears what to do", () => {
  expect(refused(5)).toBeUndefined();
  expect(refused(7)).toContain("Your roles do not allow this");
  // Such as `user list`.
  expect(refused(7)).not.toContain("prefix");
  expect(adviseAfter({ kind: "unreachable", host: "a", port: 1, message: "" }, true)).toContain(
    "Check the host and port",
  );
});

test("a write whose answer was lost is not to be run again before somebody has looked", () => {
  const lost = { kind: "timeout", phase: "headers", timeoutMs: 5000 } as const;
  expect(adviseAfter(lost, true)).toMatch(/may or may not have happened.*Read/);
  expect(adviseAfter(lost, false)).not.toContain("may or may not");
  expect(adviseAfter({ kind: "foreign", status: 502, message: "Bad Gateway" }, true)).toContain("may or may not");
});
