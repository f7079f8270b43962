import { afterEach, expect, test } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import { useNotices } from "#/stores/notices.ts";
import { clearSelection, currentSelection, type SelectedThing } from "#/stores/selection.ts";
import { listRows, type ListPlace } from "#/ui/list/row-mark.ts";
import type { SelectableRows } from "./row-selection.ts";
import { useRowSelection } from "./use-row-selection.ts";

const keyNamed = (letter: string): SelectedThing => ({ kind: "key", key: letter });

/** Rows named by letters; a dot is one that is not read yet. */
function rowsOf(names: string): SelectableRows<ListPlace<string>> {
  const letters = names.split("");
  const things = (from: number, to: number) =>
    letters
      .slice(from, to)
      .filter((name) => name !== ".")
      .map(keyNamed);
  return {
    ...listRows(letters, (name) => name),
    thingAt: (at) => things(at, at + 1)[0],
    thingsBetween: (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
      return { things: things(from, to), leftOut: letters.slice(from, to).includes(".") };
    },
    everything: () => things(0, letters.length),
  };
}

const connection = "selects";
const selected = () =>
  [...currentSelection(connection).values()].map((thing) => (thing.kind === "key" ? thing.key : "")).join("");

const render = async (names: string, marked = 0) =>
  await renderHook(
    (now: { names: string; marked: number }) => useRowSelection(connection, rowsOf(now.names), now.marked),
    {
      names,
      marked,
    },
  );

afterEach(() => clearSelection(connection));

test("a row is selected and let go; everything is, and is let go", async () => {
  const rows = await render("abcd");
  await rows.does(() => rows.current().check(1));
  expect([selected(), rows.current().selected.size]).toEqual(["b", 1]);
  await rows.does(() => rows.current().check(1));
  expect(selected()).toBe("");
  await rows.does(() => rows.current().checkAll());
  expect(selected()).toBe("abcd");
  await rows.does(() => rows.current().clear());
  expect(selected()).toBe("");
});

test("with Shift it goes from the row that was selected last, in both directions, also when rows came above", async () => {
  const rows = await render("abcdef");
  await rows.does(() => rows.current().check(2));
  await rows.does(() => rows.current().checkTo(4));
  expect(selected()).toBe("cde");
  await rows.rerender({ names: "xyabcdef", marked: 6 });
  await rows.does(() => rows.current().checkTo(2));
  expect(selected()).toBe("abc");
});

test("where none was selected it goes from the marked row, and from the one marked later once that is forgotten", async () => {
  const rows = await render("abcdef", 1);
  await rows.does(() => rows.current().checkTo(2));
  expect(selected()).toBe("bc");
  await rows.rerender({ names: "abcdef", marked: 4 });
  await rows.does(() => rows.current().checkTo(3));
  expect(selected()).toBe("bcd");
  await rows.does(() => rows.current().forgetStart());
  await rows.does(() => rows.current().checkTo(5));
  expect(selected()).toBe("ef");
});

test("what is not read yet is left out, and that is said; a row that stands for nothing is not selected", async () => {
  const rows = await render("ab.d");
  await rows.does(() => rows.current().checkTo(3));
  expect(selected()).toBe("abd");
  expect(useNotices.getState().notice?.text).toMatch(/not loaded yet/);
  await rows.does(() => rows.current().clear());
  await rows.does(() => rows.current().check(2));
  expect(selected()).toBe("");
});
