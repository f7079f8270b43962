import { expect, test } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import { useBoxMode } from "./use-box-mode.ts";

const goTo = { isFinding: false, isFiltered: false };
const filter = { isFinding: false, isFiltered: true };
const find = { isFinding: true, isFiltered: false };

const render = async (first: typeof goTo) =>
  await renderHook(({ isFinding, isFiltered }: typeof goTo) => useBoxMode(isFinding, isFiltered), first);

test("the box begins in the mode of the address, and follows a link and the way back", async () => {
  expect((await render(filter)).current()[0]).toBe("filter");
  const box = await render(goTo);
  expect(box.current()[0]).toBe("goto");
  await box.rerender(find);
  expect(box.current()[0]).toBe("find");
  await box.rerender(goTo);
  expect(box.current()[0]).toBe("goto");
});

test("a mode that is asked for counts at once, also while the address still says another", async () => {
  const box = await render(goTo);
  await box.does(() => box.current()[1]("find"));
  expect(box.current()[0]).toBe("find");
  await box.rerender(find);
  await box.does(() => box.current()[1]("filter"));
  await box.rerender(goTo);
  expect(box.current()[0]).toBe("filter");
});

test("a filter that is emptied is still being typed", async () => {
  const box = await render(filter);
  await box.rerender(goTo);
  expect(box.current()[0]).toBe("filter");
});
