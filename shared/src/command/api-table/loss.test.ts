import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { lossOf } from "./loss.ts";

test.each([
  ["kv/deleterange", { key: "L2E=" }, { kind: "keys", range: { key: keyFromText("/a") } }],
  [
    "kv/deleterange",
    { key: "L2E=", range_end: "L2I=" },
    { kind: "keys", range: { key: keyFromText("/a"), rangeEnd: keyFromText("/b") } },
  ],
  ["lease/revoke", { ID: "123" }, { kind: "lease", id: "123" }],
  ["kv/lease/revoke", { ID: 123 }, { kind: "lease", id: "123" }],
  ["cluster/member/remove", { ID: "13026199493695343952" }, { kind: "member", id: "13026199493695343952" }],
])("%s %j takes something away", (operation, body, loss) => {
  expect(lossOf(operation, body)).toEqual(loss);
});

test("what takes nothing away, or is not understood, promises nothing", () => {
  expect(lossOf("kv/put", { key: "L2E=" })).toBeUndefined();
  expect(lossOf("lease/revoke", { ID: "a lease" })).toBeUndefined();
  expect(lossOf("lease/revoke", "x")).toBeUndefined();
});
