import { expect, test, vi } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import type { FindSearch } from "./find-search.ts";
import { useFindField } from "./use-find-field.ts";

async function render(first: FindSearch) {
  const onSearch = vi.fn<(search: FindSearch, how: { readonly replace: boolean }) => void>();
  const onClose = vi.fn<() => void>();
  const field = await renderHook((search: FindSearch) => useFindField({ search, onSearch, onClose }), first);
  return {
    field,
    onSearch,
    does: async (act: (now: ReturnType<typeof useFindField>) => void) => await field.does(() => act(field.current())),
  };
}

test("a search begins in names and values at once, in whatever case", async () => {
  const { field, onSearch, does } = await render({});
  await does(({ open }) => open("/config/", "Pool"));
  const address = { find: "both", q: "Pool", case: "ignore", prefix: "/config/" };
  expect(onSearch.mock.calls).toEqual([[address, { replace: false }]]);
  expect(field.current().sought).toMatchObject({ isAsked: true, form: { where: "both", below: "/config/" } });
});

test("opened without a text it searches for nothing, and offers the last one", async () => {
  const { field, onSearch, does } = await render({});
  await does(({ open }) => open("", "pool"));
  await field.rerender({});
  await does(({ open }) => open("/a/"));
  expect(onSearch.mock.lastCall?.[0]).toEqual({ find: "both", case: "ignore", prefix: "/a/" });
  expect(field.current().text).toBe("pool");
  expect(field.current().sought).toMatchObject({ isAsked: false, form: { pattern: { text: "" }, below: "/a/" } });
});

test("what is typed while the address follows is not lost", async () => {
  const { field, does } = await render({ find: "both", case: "ignore" });
  await does(({ onText }) => onText("po"));
  await does(({ onSubmit }) => onSubmit());
  const { sought } = field.current();
  await does(({ onText }) => onText("pool"));
  await field.rerender({ find: "both", case: "ignore", q: "po" });
  expect([field.current().text, field.current().sought]).toEqual(["pool", sought]);
});

test("another address is another search, which nobody asked for just now", async () => {
  const { field, does } = await render({ find: "keys", q: "a" });
  await does(({ onText }) => onText("ab"));
  await field.rerender({ find: "values", q: "b", prefix: "/x/" });
  expect(field.current().text).toBe("b");
  expect(field.current().sought).toMatchObject({ isAsked: false, form: { where: "values", below: "/x/" } });
});

test("another scope or case searches again at once, but only for what was searched already", async () => {
  const { field, onSearch, does } = await render({ find: "both", q: "a" });
  await does(({ onChange }) => onChange({ where: "values" }));
  expect(onSearch.mock.calls).toEqual([[{ find: "values", q: "a" }, { replace: true }]]);
  await does(({ onText }) => onText("ab"));
  await does(({ onPattern }) => onPattern({ ignoreCase: true }));
  expect(onSearch).toHaveBeenCalledOnce();
  expect(field.current().form).toMatchObject({ where: "values", pattern: { text: "ab", ignoreCase: true } });
});

test("what cannot be searched for says why, and stays out of the address", async () => {
  const { field, onSearch, does } = await render({ find: "both", pattern: "regex" });
  expect(field.current().problem).toBeUndefined();
  await does(({ onText }) => onText("("));
  expect(field.current().problem).toBe("Invalid regular expression: unterminated group");
  await does(({ onSubmit }) => onSubmit());
  expect(onSearch).not.toHaveBeenCalled();
  // The panel drops what it found before.
  expect(field.current().sought).toMatchObject({ isAsked: true, form: { pattern: { text: "(" } } });
});
