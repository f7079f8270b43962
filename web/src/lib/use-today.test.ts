import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderHook } from "../../test/render-hook.ts";
import { useToday } from "./use-today.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"], now: new Date(2026, 10, 30, 23, 58) });
});
afterEach(() => vi.useRealTimers());

test("another day begins at midnight", async () => {
  const hook = await renderHook(useToday, undefined);
  expect(hook.current()).toBe(new Date(2026, 10, 30).getTime());
  await hook.does(() => vi.advanceTimersByTime(180_000));
  expect(hook.current()).toBe(new Date(2026, 11, 1).getTime());
  await hook.unmount();
  expect(vi.getTimerCount()).toBe(0);
});
