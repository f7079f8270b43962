import { expect, test } from "vitest";
import { emptyDraft, newCompareRow, newNestedRow, newPutRow } from "@etcd-explorer/shared/txn/draft/draft";
import { buildModel, unreadReason } from "./builder-model.ts";

test("what is wrong stands at its row, also in a nested transaction", () => {
  const nested = newNestedRow({ ...emptyDraft, success: [newPutRow({ id: "inner", key: "/a" })] });
  const draft = {
    compare: [newCompareRow({ id: "c", key: "/a", target: "MOD", operand: "x" })],
    success: [nested, newPutRow({ id: "outer", key: "/a" })],
    failure: [newPutRow({ id: "empty" })],
  };
  const { wrong, unsendable, operations, rowAt } = buildModel(draft, {});
  expect([...wrong.keys()]).toEqual(["c", "empty", "outer"]);
  expect(wrong.get("c")).toBe("Enter a whole number (64-bit).");
  expect(unsendable).toBe("3 rows have errors");
  expect(operations).toBe(4);
  expect(rowAt.get("success/0/success/0")).toBe("inner");
});

test("a transaction without faults can be sent, an empty one has nothing to send", () => {
  expect(buildModel({ ...emptyDraft, success: [newPutRow({ key: "/a" })] }, {}).unsendable).toBeUndefined();
  expect(buildModel(emptyDraft, {}).unsendable).toBe("The transaction is empty");
});

test("nothing is sent while a text stands there that is no transaction, whatever the rows hold", () => {
  const draft = { ...emptyDraft, success: [newPutRow({ key: "/a" })] };
  expect(buildModel(draft, {}, true).unsendable).toBe(unreadReason);
  expect(buildModel(draft, {}, false).unsendable).toBeUndefined();
});

test("an unedited draft is the same request, also once other leases are known: its dry run still holds", () => {
  const draft = { ...emptyDraft, success: [newPutRow({ key: "/a" })] };
  const { request } = buildModel(draft, {});
  expect(buildModel(draft, { leases: new Set() }).request).toBe(request);
  expect(buildModel({ ...draft }, {}).request).not.toBe(request);
});
