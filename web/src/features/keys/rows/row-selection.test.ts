import { expect, test } from "vitest";
import type { SelectedThing } from "#/stores/selection.ts";
import { extendTo, type SelectableRows } from "./row-selection.ts";

const keyNamed = (letter: string): SelectedThing => ({ kind: "key", key: letter });

/** Rows named by letters; a place is the letter. */
function rowsOf(names: string): SelectableRows<string> {
  const letters = names.split("");
  return {
    count: letters.length,
    isAt: (letter, at) => letters[at] === letter,
    everything: () => letters.map(keyNamed),
    placeOf: (at) => letters[at],
    rowOf: (letter) => (letters.includes(letter) ? letters.indexOf(letter) : undefined),
    thingAt: (at) => letters.slice(at, at + 1).map(keyNamed)[0],
    thingsBetween: (one, other) => ({
      things: letters.slice(Math.min(one, other), Math.max(one, other) + 1).map(keyNamed),
      leftOut: false,
    }),
  };
}

const names = ({ things }: ReturnType<typeof extendTo<string>>) =>
  things.map((thing) => (thing.kind === "key" ? thing.key : "")).join("");

test("a selection starts at the marked row, and goes on from there in both directions", () => {
  const rows = rowsOf("abcdef");
  const down = extendTo(rows, undefined, 2, 4);
  expect([names(down), down.anchor]).toEqual(["cde", "c"]);
  const up = extendTo(rows, down.anchor, 4, 0);
  expect([names(up), up.anchor]).toEqual(["abc", "c"]);
});

test("its start is found again when rows came before it, and is the marked row where it is gone", () => {
  expect(names(extendTo(rowsOf("xyabcdef"), "c", 6, 7))).toBe("cdef");
  expect(names(extendTo(rowsOf("abdef"), "c", 1, 3))).toBe("bde");
});
