import { expect, test } from "vitest";
import { mergeTexts } from "#/lib/diff/three-way-merge.ts";
import { listMergeLines } from "./merge-list.tsx";

const parts = mergeTexts("a\nb\nc\nd", "a\nB1\nc\nD", "a\nB2\nc\nd") ?? [];

test("shows both sides of what is not decided, each to be chosen, and numbers what is certain", () => {
  expect(listMergeLines(parts, {}).map(({ text, tone, offers, number }) => [text, tone, offers, number])).toEqual([
    ["a", "same", undefined, 1],
    ["B1", "open", "theirs", undefined],
    ["B2", "open", "yours", undefined],
    ["c", "same", undefined, 2],
    ["D", "merged", undefined, 3],
  ]);
});

test("shows what was decided in its place", () => {
  const at = parts.findIndex(({ kind }) => kind === "conflict");
  expect(listMergeLines(parts, { [at]: "both" }).map(({ text, tone }) => `${text} ${tone}`)).toEqual([
    "a same",
    "B1 decided",
    "B2 decided",
    "c same",
    "D merged",
  ]);
});

test("a side that took lines out can be chosen too", () => {
  const gone = mergeTexts("a\nb\nc", "a\nc", "a\nB\nc") ?? [];
  expect(listMergeLines(gone, {}).filter(({ offers }) => offers !== undefined)).toMatchObject([
    { text: "(deleted)", offers: "theirs" },
    { text: "B", offers: "yours" },
  ]);
});
