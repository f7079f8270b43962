import type { KeyboardEvent } from "react";
import { expect, test, vi } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import { useFilterField } from "./use-filter-field.ts";

interface State {
  readonly filter: string;
  readonly count: number | undefined;
}

async function render(first: State) {
  const done = {
    onFilter: vi.fn<(filter: string) => void>(),
    onFind: vi.fn<(text: string) => void>(),
    onDone: vi.fn<() => void>(),
    onClose: vi.fn<() => void>(),
  };
  const field = await renderHook((now: State) => useFilterField({ ...done, isFailed: false, ...now }), first);
  const press = async (key: string) => {
    const event = { key, preventDefault: () => undefined };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a key press
    await field.does(() => field.current().onKeyDown(event as KeyboardEvent<HTMLInputElement>));
  };
  return {
    ...done,
    field,
    press,
    type: async (text: string) => await field.does(() => field.current().onText(text)),
    enter: async () => await field.does(() => field.current().onSubmit()),
  };
}

test("Enter narrows at once, and leads on as soon as it is known that something starts so", async () => {
  const { field, type, enter, onFilter, onDone } = await render({ filter: "", count: 9 });
  await type("r");
  await enter();
  expect(onFilter.mock.calls).toEqual([["r"]]);
  await field.rerender({ filter: "r", count: undefined });
  expect(onDone).not.toHaveBeenCalled();
  await field.rerender({ filter: "r", count: 2 });
  expect(onDone).toHaveBeenCalledOnce();
});

test("where nothing starts so one stays in the field, and Enter looks for it", async () => {
  const { field, type, enter, onFind, onDone } = await render({ filter: "", count: 9 });
  await type("pool");
  await enter();
  await field.rerender({ filter: "pool", count: undefined });
  await field.rerender({ filter: "pool", count: 0 });
  expect([onDone.mock.calls, onFind.mock.calls]).toEqual([[], []]);
  await enter();
  expect(onFind.mock.calls).toEqual([["pool"]]);
});

test("what goes on being typed is led nowhere, and is not lost to an address that comes late", async () => {
  const { field, type, enter, onDone } = await render({ filter: "", count: 9 });
  await type("r");
  await enter();
  await type("re");
  await field.rerender({ filter: "r", count: 2 });
  expect([field.current().text, onDone.mock.calls]).toEqual(["re", []]);
});

test("another address takes the place of what was typed", async () => {
  const { field, type } = await render({ filter: "a", count: 1 });
  await type("abc");
  await field.rerender({ filter: "x", count: 1 });
  expect(field.current().text).toBe("x");
});

test("Escape empties the field first, and then leaves it", async () => {
  const { press, field, onFilter, onClose } = await render({ filter: "r", count: 2 });
  await press("Escape");
  expect([field.current().text, onFilter.mock.calls, onClose.mock.calls]).toEqual(["", [[""]], []]);
  await press("Escape");
  expect(onClose).toHaveBeenCalledOnce();
});

test("an escape that cannot be read narrows to nothing and says why", async () => {
  const { field, type, enter, onFilter } = await render({ filter: "", count: 2 });
  await type("a\\b");
  await enter();
  expect(onFilter).not.toHaveBeenCalled();
  expect(field.current().problem).toMatch(/^Invalid escape/);
});
