import { describe, expect, test } from "vitest";
import { meaningOnRow } from "#/acts/row-acts.ts";
import { rowAtOf, rowMenuEntries, type RowTarget } from "./row-menu-entries.ts";

const targets: readonly RowTarget[] = [
  { kind: "selection", size: 3 },
  { kind: "key", isOpen: false, isSelected: false },
  { kind: "key", isOpen: true, isSelected: true },
  { kind: "folder", isOpen: true, isSelected: false },
];

describe.each(targets)("the menu of $kind", (target) => {
  const acts = rowMenuEntries(target)
    .flat()
    .flatMap(({ act }) => (act === "activate" ? [] : [act]));

  test("offers no act twice, and none that means nothing there", () => {
    expect(new Set(acts).size).toBe(acts.length);
    for (const act of acts) expect(meaningOnRow(act, rowAtOf(target))).not.toMatchObject({ kind: "nothing" });
  });

  test("ends with what destroys", () => {
    expect(
      rowMenuEntries(target)
        .flat()
        .map(({ danger }) => danger === true),
    ).toEqual([...Array.from({ length: acts.length - (target.kind === "selection" ? 1 : 0) }, () => false), true]);
  });
});

test("on a selection, every act is about all of it", () => {
  const [selection] = targets;
  const acts = rowMenuEntries(selection ?? { kind: "selection", size: 1 }).flat();
  expect(acts.filter(({ act }) => act.startsWith("value.") || act === "key.rename")).toEqual([]);
});
