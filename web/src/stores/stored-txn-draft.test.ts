import {
  emptyDraft,
  newCompareRow,
  newDeleteRow,
  newNestedRow,
  newPutRow,
  newRangeRow,
  type TxnDraft,
} from "@etcd-explorer/shared/txn/draft/draft";
import { expect, test } from "vitest";
import { mostNested } from "@etcd-explorer/shared/txn/draft/nesting";
import { parseTxnDraft } from "./stored-txn-draft.ts";
import { readEntries } from "./txn-history.ts";

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

/** As JSON, since at such a depth nothing that calls itself could make it. */
function nestedText(levels: number): string {
  const row = JSON.stringify(newNestedRow()).replace(/\{"compare".*$/, "");
  const before = `{"compare":[],"failure":[],"success":[${row}`;
  return `{"title":"deep","draft":${before.repeat(levels)}${JSON.stringify(emptyDraft)}${"}]}".repeat(levels)}}`;
}

test("what is nested deeper than anything that can be built is refused, and no reading fails at it", () => {
  expect(parseTxnDraft(JSON.parse(nestedText(mostNested)))).toBeDefined();
  for (const levels of [100, 4000, 50_000]) {
    const raw: unknown = JSON.parse(nestedText(levels));
    expect(parseTxnDraft(raw)).toBeUndefined();
    expect(readEntries({ entries: [raw] })).toEqual([]);
  }
});

test("of what was committed, whatever cannot be read is left out", () => {
  const entry = { id: "1", connectionId: "a", title: "", at: 5, succeeded: true, revision: "7", draft };
  const damaged = [{ ...entry, at: 1e300 }, { ...entry, revision: 7 }, { ...entry, draft: {} }, null, "text"];
  expect(readEntries({ entries: [entry, ...damaged, { ...entry, onlyRead: true }] })).toHaveLength(2);
  for (const stored of [undefined, null, 5, {}, { entries: 5 }]) expect(readEntries(stored)).toEqual([]);
});
