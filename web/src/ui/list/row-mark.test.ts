import { describe, expect, test } from "vitest";
import {
  listRows,
  markNow,
  markedRow as rowOfMark,
  type ListPlace,
  type OpenRow,
  type PlacedMark,
} from "./row-mark.ts";

type Marks = Parameters<typeof rowOfMark<ListPlace<string>>>;
/** As the hook does. */
const markedRow = (list: Marks[0], mark: Marks[1], open: OpenRow | undefined) =>
  rowOfMark(list, mark && markNow(list, mark, open), open);

const rowsOf = (...names: string[]) => listRows(names, (name) => name);
const chosen = (at: number) => ({ at, marked: at, isChosen: true });
const rows = rowsOf("a", "b", "c");
const markOn = (id: string, at: number, beside?: string): PlacedMark<ListPlace<string>> => ({
  place: { id, at },
  beside,
});

describe("with nothing open", () => {
  test("the first row is marked, though nobody chose it", () => {
    expect(markedRow(rows, undefined, undefined)).toEqual({ at: 0, marked: 0, isChosen: false });
  });

  test("an empty list has no mark", () => {
    expect(markedRow(rowsOf(), undefined, undefined)).toEqual({ at: 0, marked: undefined, isChosen: false });
    expect(markedRow(rowsOf(), markOn("a", 0), undefined)).toEqual({ at: 0, marked: undefined, isChosen: false });
  });

  test("the mark follows its row: rows are inserted above it, or the list is sorted again", () => {
    expect(markedRow(rows, markOn("b", 1), undefined)).toEqual(chosen(1));
    expect(markedRow(rowsOf("0", "a", "b", "c"), markOn("b", 1), undefined)).toEqual(chosen(2));
    expect(markedRow(rowsOf("c", "b", "a"), markOn("a", 0), undefined)).toEqual(chosen(2));
  });

  test("where its row is gone, the one in its place is marked, and nobody chose that", () => {
    expect(markedRow(rowsOf("a", "c"), markOn("b", 1), undefined)).toEqual({ at: 1, marked: 1, isChosen: false });
    expect(markedRow(rowsOf("a"), markOn("c", 2), undefined)).toEqual({ at: 0, marked: 0, isChosen: false });
  });

  test("a mark that was put beside something open stays when that is closed", () => {
    expect(markedRow(rows, markOn("b", 1, "a"), undefined)).toMatchObject({ marked: 1, isChosen: true });
  });
});

describe("beside what is open", () => {
  test("its row is marked as soon as it is read, and before that none", () => {
    expect(markedRow(rows, undefined, { id: "c", row: 2 })).toEqual({ at: 2, marked: 2, isChosen: true });
    expect(markedRow(rows, undefined, { id: "x", row: undefined })).toEqual({
      at: 0,
      marked: undefined,
      isChosen: false,
    });
  });

  test("a row that was marked since is marked", () => {
    expect(markedRow(rows, markOn("b", 1, "c"), { id: "c", row: 2 })).toMatchObject({ marked: 1, isChosen: true });
    expect(markedRow(rows, markOn("b", 1, "x"), { id: "x", row: undefined })).toMatchObject({ marked: 1 });
  });

  test("a mark from before it was opened counts no longer, whether its own row is read or not", () => {
    expect(markedRow(rows, markOn("b", 1, "a"), { id: "c", row: 2 })).toMatchObject({ marked: 2, isChosen: true });
    expect(markedRow(rows, markOn("b", 1), { id: "x", row: undefined })).toMatchObject({ marked: undefined });
  });

  test("a mark whose own row was opened goes on, and one that ended does not begin again", () => {
    const open = { id: "b", row: 1 };
    expect(markNow(rows, markOn("b", 1, "a"), open)).toEqual(markOn("b", 1, "b"));
    const over = markNow(rows, markOn("c", 2, "a"), open);
    expect(over).toEqual({ ...markOn("c", 2, "b"), isOver: true });
    expect(markedRow(rows, over, undefined)).toMatchObject({ at: 2, isChosen: false });
    const back = markNow(rows, over, { id: "a", row: 0 });
    expect(markedRow(rows, back, { id: "a", row: 0 })).toMatchObject({ marked: 0 });
  });

  test("where the marked row is gone none is marked, and moves start in its place", () => {
    expect(markedRow(rowsOf("a", "c"), markOn("b", 1, "c"), { id: "c", row: 1 })).toEqual({
      at: 1,
      marked: undefined,
      isChosen: false,
    });
  });
});
