import {
  newCompareRow,
  newDeleteRow,
  newNestedRow,
  newPutRow,
  newRangeRow,
  type TxnDraft,
} from "@etcd-explorer/shared/txn/draft/draft";
import { expect, test } from "vitest";
import { parseTxnDraft } from "./stored-txn-draft.ts";

const draft: TxnDraft = {
  compare: [newCompareRow({ key: "/a", target: "LEASE", operand: "7f" })],
  success: [newPutRow({ value: { form: "json", text: "{" } }), newRangeRow({ limit: "half" }), newDeleteRow()],
  failure: [newNestedRow({ compare: [], success: [newNestedRow()], failure: [] })],
};

test("rows of every kind come back as they are typed, right or not yet", () => {
  const plain = { title: "why", draft };
  const unread = { ...plain, unread: { form: "etcdctl", text: "put /a" } };
  expect(parseTxnDraft(JSON.parse(JSON.stringify(plain)))).toEqual(plain);
  expect(parseTxnDraft(JSON.parse(JSON.stringify(unread)))).toEqual(unread);
});

test("a row that no screen could show is refused", () => {
  const damaged = { ...draft, success: [{ ...newPutRow(), value: "text" }] };
  expect(parseTxnDraft({ title: "", draft: damaged })).toBeUndefined();
  const nested = { ...draft, failure: [{ ...newNestedRow(), draft: damaged }] };
  expect(parseTxnDraft({ title: "", draft: nested })).toBeUndefined();
});
