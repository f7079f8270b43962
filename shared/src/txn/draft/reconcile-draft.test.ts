import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeTxnRequest } from "../../wire/txn.ts";
import { parseTxnText } from "../text/parse-txn-text.ts";
import {
  emptyDraft,
  newCompareRow,
  newDeleteRow,
  newNestedRow,
  newPutRow,
  newRangeRow,
  type CompareRow,
  type OperationRow,
  type TxnDraft,
} from "./draft.ts";
import { listRows } from "./edit-draft.ts";
import { readDraft } from "./read-draft.ts";
import { reconcileDraft } from "./reconcile-draft.ts";
import { showDraft } from "./show-draft.ts";

/** What the text pane makes of a text. */
function drawn(text: string): TxnDraft {
  const parsed = parseTxnText(text);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return showDraft(parsed.request);
}

const idsOf = (draft: TxnDraft) => [...listRows(draft)].map(({ id }) => id);
const remade = (draft: TxnDraft) => showDraft(readDraft(draft).request);

// Few keys and values, so that rows are like one another, and spellings that mean the same.
const key = fc.constantFrom("/a", "/b", "/b/", "", "\\xff");
const span = fc.constantFrom("key", "prefix", "range", "from");
const bytesText = fc.constantFrom(
  { form: "text", text: "1" } as const,
  { form: "hex", text: "31" } as const,
  { form: "json", text: "1" } as const,
  { form: "hex", text: "ff" } as const,
  { form: "hex", text: "f" } as const,
  { form: "text", text: "" } as const,
);
const lease = fc.constantFrom("", "1f", "000000000000001F", "zz");
const number = fc.constantFrom("", "0", "7", "007", "x");
const anyBoolean = fc.boolean();
const keyFields = { key, span, end: fc.constantFrom("", "/c") };
const compareRow: fc.Arbitrary<CompareRow> = fc
  .record({
    ...keyFields,
    value: bytesText,
    target: fc.constantFrom("VERSION", "MOD", "VALUE", "LEASE"),
    result: fc.constantFrom("EQUAL", "LESS"),
    operand: fc.constantFrom("0", "7", "007", "zz"),
  })
  .map(newCompareRow);
const { draft: anyDraft } = fc.letrec<{ draft: TxnDraft; row: OperationRow }>((tie) => ({
  row: fc.oneof(
    { depthSize: "small" },
    fc
      .record({ key, value: bytesText, lease, prevKv: anyBoolean, ignoreValue: anyBoolean, ignoreLease: anyBoolean })
      .map(newPutRow),
    fc.record({ ...keyFields, prevKv: anyBoolean }).map(newDeleteRow),
    fc.record({ ...keyFields, limit: number, revision: number, keysOnly: anyBoolean }).map(newRangeRow),
    fc.tuple(tie("draft"), anyBoolean).map(([draft, folded]) => ({ ...newNestedRow(draft), folded })),
  ),
  draft: fc.record({
    compare: fc.array(compareRow, { maxLength: 3 }),
    success: fc.array(tie("row"), { maxLength: 4 }),
    failure: fc.array(tie("row"), { maxLength: 3 }),
  }),
}));

describe("whatever stood there before", () => {
  test("the rows mean what the text means, and no two have one ID", () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (before, typed) => {
        const after = remade(typed);
        const result = reconcileDraft(before, after);
        expect(readDraft(result)).toEqual(readDraft(after));
        const ids = idsOf(result);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 500 },
    );
  });

  test("a text that is unchanged leaves the very same draft", () => {
    fc.assert(
      fc.property(anyDraft, (before) => {
        fc.pre(readDraft(before).problems.length === 0);
        expect(reconcileDraft(before, remade(before))).toBe(before);
      }),
    );
  });

  test("a change of one row leaves every other row the very same object", () => {
    fc.assert(
      fc.property(anyDraft, fc.nat(), (before, which) => {
        fc.pre(readDraft(before).problems.length === 0 && before.success.length > 0);
        const at = which % before.success.length;
        const edited = newPutRow({ key: "/edited", value: { form: "text", text: "x" } });
        const after = remade({ ...before, success: before.success.with(at, edited) });
        const result = reconcileDraft(before, after);
        expect(result.compare).toBe(before.compare);
        expect(result.failure).toBe(before.failure);
        const kept = result.success.filter((row, index) => index === at || row === before.success[index]);
        expect(kept).toHaveLength(before.success.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a row is known again", () => {
  const before = drawn('version("/lock") = "0"\n\nput /a 1\nput /b 2\nget /c\n\nget /d\n');
  const [a, b, c] = before.success;

  test("when its value, its key or its kind is edited", () => {
    expect(reconcileDraft(before, drawn('version("/lock") = "0"\n\nput /a 1\nput /b 22\nget /c\n\nget /d\n'))).toEqual({
      ...before,
      success: [a, { ...b, value: { form: "text", text: "22" } }, c],
    });
    const renamed = reconcileDraft(before, drawn('version("/lock") = "0"\n\nput /a 1\nput /bb 2\ndel /c\n\nget /d\n'));
    expect(idsOf(renamed)).toEqual(idsOf(before));
    expect(renamed.success[0]).toBe(a);
  });

  test("when lines are moved, put in between, taken out, or shifted from THEN to ELSE by a blank one", () => {
    const moved = reconcileDraft(before, drawn('version("/lock") = "0"\n\nget /c\nput /new x\nput /a 1\n\nget /d\n'));
    expect(moved.success[0]).toBe(c);
    expect(moved.success[2]).toBe(a);
    // What came stands where another went.
    expect(moved.success[1]?.id).toBe(b?.id);
    const shifted = reconcileDraft(before, drawn('version("/lock") = "0"\n\nput /a 1\n\nput /b 2\nget /c\nget /d\n'));
    expect(shifted.failure[0]).toBe(b);
    expect(shifted.failure[2]).toBe(before.failure[0]);
  });
});

describe("what the text does not say is kept", () => {
  test("the form of a value, also for other bytes where it can hold them", () => {
    const before: TxnDraft = { ...emptyDraft, success: [newPutRow({ key: "/a", value: { form: "hex", text: "31" } })] };
    expect(reconcileDraft(before, drawn("\nput /a 1\n"))).toBe(before);
    expect(reconcileDraft(before, drawn("\nput /a 12\n")).success[0]).toMatchObject({
      value: { form: "hex", text: "3132" },
    });
    const json: TxnDraft = { ...emptyDraft, success: [newPutRow({ key: "/a", value: { form: "json", text: "{}" } })] };
    expect(reconcileDraft(json, drawn('\nput /a "{"\n')).success[0]).toMatchObject({
      value: { form: "text", text: "{" },
    });
  });

  test("a range spelled otherwise, an operand that is hidden, a lease without its zeros", () => {
    const before: TxnDraft = {
      compare: [newCompareRow({ key: "/a", target: "VALUE", operand: "12", value: { form: "text", text: "x" } })],
      success: [newRangeRow({ key: "/a", span: "range", end: "/b" }), newPutRow({ key: "/p", lease: "1f" })],
      failure: [],
    };
    const after = drawn('val("/a") = "y"\n\nget /a --prefix --limit=3\nput /p "v" --lease=1f\n');
    expect(reconcileDraft(before, after)).toMatchObject({
      compare: [{ operand: "12", value: { text: "y" } }],
      success: [
        { span: "range", end: "/b", limit: "3" },
        { lease: "1f", value: { text: "v" } },
      ],
    });
  });

  test("that a nested transaction is folded, while a row within it is edited", () => {
    const inner = { ...emptyDraft, success: [newPutRow({ key: "/a" }), newPutRow({ key: "/b" })] };
    const before: TxnDraft = { ...emptyDraft, success: [{ ...newNestedRow(inner), folded: true }] };
    const puts = [{ request_put: { key: "L2E=" } }, { request_put: { key: "L2I=", value: "MQ==" } }];
    const after = showDraft(decodeTxnRequest({ success: [{ request_txn: { success: puts } }] }));
    const result = reconcileDraft(before, after);
    expect(result).toMatchObject({ success: [{ id: before.success[0]?.id, folded: true }] });
    expect(idsOf(result)).toEqual(idsOf(before));
  });
});

const manyPuts = (typed: string) =>
  drawn(`\n${Array.from({ length: 128 }, (_, at) => `put /bench/${at} "${typed} ${at}"`).join("\n")}\n`);

test("128 operations are known again, all of them changed", () => {
  const [before, after] = [manyPuts("one"), manyPuts("two")];
  const result = reconcileDraft(before, after);
  expect(idsOf(result)).toEqual(idsOf(before));
  expect(result.success[127]).toMatchObject({ value: { text: "two 127" } });
});
