import { expect, test } from "vitest";
import { adviseAfter } from "./advise-after.ts";

const refused = (code: number) => adviseAfter({ kind: "rejected", status: 400, code, message: "etcdserver: no" });

test("what is wrong with the command itself is told by etcd; of rights and connections one hears what to do", () => {
  expect(refused(5)).toBeUndefined();
  expect(refused(7)).toContain("Your roles do not cover this");
  expect(adviseAfter({ kind: "unreachable", host: "a", port: 1, message: "" })).toContain("Check host and port");
});
