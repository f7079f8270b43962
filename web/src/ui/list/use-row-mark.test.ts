import { expect, test } from "vitest";
import { renderHook } from "../../../test/render-hook.ts";
import { listRows, type OpenRow } from "./row-mark.ts";
import { useRowMark } from "./use-row-mark.ts";

interface Props {
  readonly names: string;
  readonly open?: OpenRow;
}

/** A list of letters, and the rows that were brought into sight. */
async function letters(first: Props) {
  const scrolledTo: number[] = [];
  const list = { current: { scrollTo: (at: number) => void scrolledTo.push(at) } };
  const hook = await renderHook(
    ({ names, open }: Props) => useRowMark({ rows: listRows(names.split(""), (name) => name), open, list }),
    first,
  );
  return { ...hook, scrolledTo };
}

test("a row that is gone to is marked and in sight, and stays marked when rows come before it", async () => {
  const list = await letters({ names: "abc" });
  expect(list.current()).toMatchObject({ marked: 0, isChosen: false });
  await list.does(() => list.current().goTo(1));
  expect(list.current()).toMatchObject({ marked: 1, isChosen: true });
  expect(list.scrolledTo).toEqual([1]);
  await list.rerender({ names: "01abc" });
  expect(list.current()).toMatchObject({ marked: 3, isChosen: true });
  expect(list.scrolledTo).toEqual([1]);
});

test("a place is gone to that has no row yet, and is marked when it has one", async () => {
  const list = await letters({ names: "ab", open: { id: "x", row: undefined } });
  await list.does(() => list.current().goToPlace({ id: "z", at: 9 }));
  expect(list.current()).toMatchObject({ at: 1, marked: undefined });
  await list.rerender({ names: "abz", open: { id: "x", row: undefined } });
  expect(list.current()).toMatchObject({ marked: 2, isChosen: true });
});

test("the mark goes on where its row is opened, ends when another is, and does not begin again on the way back", async () => {
  const list = await letters({ names: "abc", open: { id: "a", row: 0 } });
  await list.does(() => list.current().setMark(1));
  await list.rerender({ names: "abc", open: { id: "b", row: 1 } });
  await list.does(() => list.current().setMark(2));
  expect(list.current()).toMatchObject({ marked: 2 });
  await list.rerender({ names: "abc", open: { id: "a", row: 0 } });
  expect(list.current()).toMatchObject({ marked: 0, isChosen: true });
  await list.rerender({ names: "abc", open: { id: "b", row: 1 } });
  expect(list.current()).toMatchObject({ marked: 1, isChosen: true });
});
