import { expect, test } from "vitest";
import { isFinal, refusalOf } from "./watch-refusal.ts";

const refused = (rule: string) => isFinal({ kind: "forbidden", rule, message: "" });

test("a limit of watches passes, a rule of the server and what etcd does not allow do not", () => {
  expect([refused("watches"), refused("targets")]).toEqual([false, true]);
  expect(
    ["etcdserver: permission denied", "etcdserver: no leader"].map((reason) => isFinal(refusalOf(reason))),
  ).toEqual([true, false]);
});
