import { expect, test } from "vitest";
import { encodeTxnRequest } from "../../wire/txn.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { emptyDraft, newCompareRow, newNestedRow, type TxnDraft } from "./draft.ts";
import { isNestedTooDeep, mostNested, nestedLevels } from "./nesting.ts";
import { readDraft } from "./read-draft.ts";

/** So many transactions within one, the innermost with a row of each depth of its own. */
function nested(levels: number): TxnDraft {
  let draft: TxnDraft = { ...emptyDraft, compare: [newCompareRow({ key: "/a" })] };
  for (let level = 0; level < levels; level++) draft = { ...emptyDraft, failure: [newNestedRow(draft)] };
  return draft;
}

test("the levels of a draft and of what it means are counted alike", () => {
  for (const levels of [0, 1, mostNested]) {
    const draft = nested(levels);
    expect(nestedLevels(draft)).toBe(levels);
    expect(nestedLevels(readDraft(draft).request)).toBe(levels);
  }
});

test("no transaction that can be built counts as too deep, as a draft, on the wire, stored or in a link", () => {
  const draft = nested(mostNested);
  const request: TxnRequest = readDraft(draft).request;
  for (const json of [draft, { title: "", draft }, encodeTxnRequest(request), { title: "", txn: request }]) {
    expect(isNestedTooDeep(json)).toBe(false);
  }
  expect(isNestedTooDeep(nested(mostNested + 4))).toBe(true);
});

test("however deep something is, it is only found to be too deep", () => {
  expect(isNestedTooDeep(JSON.parse("[".repeat(200_000) + "]".repeat(200_000)))).toBe(true);
});
