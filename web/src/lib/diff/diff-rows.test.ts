import { describe, expect, test } from "vitest";
import { changedBefore, listChangeStarts, listDiffRows, segmentsOf } from "./diff-rows.ts";
import { diffTexts } from "./line-diff.ts";

const numbered = (count: number, change: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, at) => `${change[at + 1] ?? `line ${at + 1}`}\n`).join("");
const compare = (before: string, after: string) => diffTexts(before, after) ?? [];

describe("the rows of a comparison", () => {
  const lines = compare(numbered(300), numbered(300, { 149: "changed 149" }));

  test("fold what is equal, and keep three lines around a change", () => {
    expect(listDiffRows(lines, new Set())).toEqual([
      { kind: "fold", from: 0, to: 145 },
      ...[145, 146, 147, 148, 149, 150, 151, 152].map((at) => ({ kind: "line", at })),
      { kind: "fold", from: 153, to: 301 },
    ]);
  });

  test("show a fold's lines once it is opened", () => {
    const rows = listDiffRows(lines, new Set([0]));
    expect(rows.slice(0, 2)).toEqual([
      { kind: "line", at: 0 },
      { kind: "line", at: 1 },
    ]);
    expect(rows.at(-1)).toMatchObject({ kind: "fold" });
  });

  test("tell where changes begin, so that one can step from one to the next", () => {
    const two = compare(numbered(60), numbered(60, { 10: "ten", 11: "eleven", 50: "fifty" }));
    const rows = listDiffRows(two, new Set());
    const starts = listChangeStarts(two, rows).map((index) => rows[index]);
    expect(starts).toEqual([
      { kind: "line", at: 9 },
      { kind: "line", at: 51 },
    ]);
    expect(two[9]).toMatchObject({ kind: "removed", text: "line 10" });
  });

  test("fold nothing where all lines differ, and everything where none does", () => {
    expect(listDiffRows(compare("a\nb\n", "c\nd\n"), new Set())).toHaveLength(4);
    expect(listDiffRows(compare(numbered(9), numbered(9)), new Set())).toEqual([{ kind: "fold", from: 0, to: 9 }]);
    expect(listChangeStarts([], [])).toEqual([]);
  });
});

const changedIn = (before: string, after: string) =>
  changedBefore(compare(before, after)).flatMap((changed, at) => (changed ? [at + 1] : []));

describe("the lines of a text that a later one changed", () => {
  test("are those that were replaced or taken out", () => {
    expect(changedIn(numbered(9), numbered(9, { 4: "four" }))).toEqual([4]);
    expect(changedIn("a\nb\nc\n", "a\nc\n")).toEqual([2]);
    expect(changedIn("a\nb\n", "")).toEqual([1, 2]);
  });

  test("are those beside which lines were put in, since nothing else shows the place", () => {
    expect(changedIn("a\nb\nc\n", "a\nnew\nb\nc\n")).toEqual([2]);
    expect(changedIn("a\nb\n", "a\nb\nnew\nnewer\n")).toEqual([2]);
    expect(changedIn("", "a\n")).toEqual([]);
    expect(changedIn("a\nb\nc\n", "one\ntwo\nb\nc\n")).toEqual([1]);
  });
});

test("replaced lines are marked against each other in order; a line without a counterpart is shown as it is", () => {
  const lines = compare("max: 10\nmin: 2\n", "max: 12\nmin: 3\nnew: 1\n");
  const marked = (at: number) =>
    segmentsOf(lines, at)
      .filter(({ changed }) => changed)
      .map(({ text }) => text);
  expect(lines.map((_, at) => marked(at))).toEqual([["10"], ["2"], ["12"], ["3"], []]);
});
