import { afterEach, expect, test, vi } from "vitest";
import { renderHook } from "../../test/render-hook.ts";
import { useLasting } from "./use-lasting.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("only what goes on for a while is shown, and each time from the start", async () => {
  vi.useFakeTimers();
  const hook = await renderHook<boolean, boolean>((on) => useLasting(on, 300), true);
  await hook.does(() => vi.advanceTimersByTime(299));
  expect(hook.current()).toBe(false);
  await hook.does(() => vi.advanceTimersByTime(1));
  expect(hook.current()).toBe(true);
  await hook.rerender(false);
  expect(hook.current()).toBe(false);
  await hook.rerender(true);
  expect(hook.current()).toBe(false);
});
