import { expect, test } from "vitest";
import { newCompareRow, newPutRow, type TxnDraft } from "./draft.ts";
import { setOperation } from "./edit-draft.ts";
import { readDraft } from "./read-draft.ts";

test("a row that is left alone means the same object, with the same problems, as before", () => {
  const first = newPutRow({ key: "/a", lease: "no hex" });
  const second = newPutRow({ key: "/b" });
  const draft: TxnDraft = { compare: [newCompareRow({ key: "/a" })], success: [first, second], failure: [] };
  const before = readDraft(draft);
  const after = readDraft(setOperation(draft, { ...second, key: String.raw`\q` }));
  expect(after.request.compare[0]).toBe(before.request.compare[0]);
  expect(after.request.success[0]).toBe(before.request.success[0]);
  expect(after.request.success[1]).not.toEqual(before.request.success[1]);
  expect(before.problems.map(({ rowId }) => rowId)).toEqual([first.id]);
  expect(after.problems.map(({ rowId }) => rowId)).toEqual([first.id, second.id]);
});
