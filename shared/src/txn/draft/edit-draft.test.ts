import { describe, expect, test } from "vitest";
import {
  addCompare,
  addOperation,
  countOperations,
  duplicateRow,
  findRow,
  listRows,
  moveRow,
  neighbourOf,
  removeRow,
  setCompare,
  setOperation,
  shiftRow,
  switchLane,
} from "./edit-draft.ts";
import { emptyDraft, newCompareRow, newDeleteRow, newNestedRow, newPutRow, type TxnDraft } from "./draft.ts";

const inner: TxnDraft = {
  compare: [newCompareRow({ id: "ic" })],
  success: [newPutRow({ id: "ip" })],
  failure: [],
};
const draft: TxnDraft = {
  compare: [newCompareRow({ id: "c1" }), newCompareRow({ id: "c2" })],
  success: [newPutRow({ id: "p1" }), { ...newNestedRow(inner), id: "n" }, newDeleteRow({ id: "d1" })],
  failure: [newPutRow({ id: "p2" })],
};
const order = (whole: TxnDraft) => [...listRows(whole)].map(({ id }) => id).join(" ");

test("rows come in etcd's order, and nested ones are counted", () => {
  expect(order(draft)).toBe("c1 c2 p1 n ic ip d1 p2");
  expect(countOperations(draft)).toBe(5);
});

const left = (id: string) => {
  const found = findRow(draft, id);
  return found && neighbourOf(draft, found)?.id;
};

test("a row that goes leaves its place to the one after it, else before it, within its own list", () => {
  expect(["c1", "c2", "n", "d1", "p2", "ip"].map(left)).toEqual(["c2", "c1", "d1", "n", undefined, undefined]);
});

describe("a row", () => {
  test("is added at the end, or at a place, also in a nested transaction", () => {
    expect(order(addCompare(draft, "", newCompareRow({ id: "x" }), 1))).toBe("c1 x c2 p1 n ic ip d1 p2");
    const within = addOperation(draft, { owner: "n", lane: "failure" }, newPutRow({ id: "x" }));
    expect(order(within)).toBe("c1 c2 p1 n ic ip x d1 p2");
  });

  test("is replaced where it stands, and the others stay the same objects", () => {
    const next = setOperation(draft, newPutRow({ id: "ip", key: "k" }));
    expect(findRow(next, "ip")?.row).toMatchObject({ key: "k" });
    expect(next.success[0]).toBe(draft.success[0]);
    expect(next.failure).toBe(draft.failure);
    expect(findRow(setCompare(draft, newCompareRow({ id: "ic", key: "k" })), "ic")?.row).toMatchObject({ key: "k" });
  });

  test("goes up and down, and stays at the ends", () => {
    expect(order(shiftRow(draft, "c1", 1))).toBe("c2 c1 p1 n ic ip d1 p2");
    expect(order(shiftRow(draft, "d1", -1))).toBe("c1 c2 p1 d1 n ic ip p2");
    expect(shiftRow(draft, "c1", -1)).toBe(draft);
    expect(shiftRow(draft, "d1", 1)).toBe(draft);
  });

  test("goes from THEN to ELSE and back", () => {
    expect(order(switchLane(draft, "p1"))).toBe("c1 c2 n ic ip d1 p2 p1");
    expect(order(switchLane(draft, "p2"))).toBe("c1 c2 p1 n ic ip d1 p2");
    expect(switchLane(draft, "c1")).toBe(draft);
  });

  test("moves into a nested transaction and out of it, never into itself, and no condition among operations", () => {
    expect(order(moveRow(draft, "p1", { owner: "n", lane: "success", index: 0 }))).toBe("c1 c2 n ic p1 ip d1 p2");
    expect(order(moveRow(draft, "ip", { owner: "", lane: "failure", index: 0 }))).toBe("c1 c2 p1 n ic d1 ip p2");
    expect(moveRow(draft, "n", { owner: "n", lane: "success", index: 0 })).toBe(draft);
    expect(moveRow(draft, "c1", { owner: "", lane: "success", index: 0 })).toBe(draft);
  });

  test("is taken out, and doubled with new names", () => {
    expect(order(removeRow(draft, "n"))).toBe("c1 c2 p1 d1 p2");
    const doubled = duplicateRow(draft, "n");
    const ids = [...listRows(doubled)].map(({ id }) => id);
    expect(ids).toHaveLength(11);
    expect(new Set(ids).size).toBe(11);
    expect(removeRow(emptyDraft, "x")).toBe(emptyDraft);
  });
});
