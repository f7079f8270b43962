import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lateSessionStorage } from "./late-storage.ts";

const entries = new Map<string, string>();
const setItem = vi.fn<(name: string, text: string) => void>((name, text) => {
  if (text.length > 100) throw new DOMException("no room", "QuotaExceededError");
  entries.set(name, text);
});
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  entries.clear();
  setItem.mockClear();
  vi.stubGlobal("window", page);
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem,
    removeItem: (name: string) => entries.delete(name),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const put = (storage: ReturnType<typeof lateSessionStorage<string>>, state: string) =>
  void storage.setItem("name", { state, version: 0 });

test("what is typed quickly is written once, a little later, and read back", () => {
  const storage = lateSessionStorage<string>();
  for (const state of ["a", "ab", "abc"]) put(storage, state);
  expect(setItem).not.toHaveBeenCalled();
  vi.advanceTimersByTime(250);
  expect(setItem).toHaveBeenCalledTimes(1);
  expect(storage.getItem("name")).toEqual({ state: "abc", version: 0 });
});

test("leaving the page writes what waits", () => {
  const storage = lateSessionStorage<string>();
  put(storage, "a");
  page.dispatchEvent(new Event("pagehide"));
  expect(storage.getItem("name")).toEqual({ state: "a", version: 0 });
  vi.advanceTimersByTime(1000);
  expect(setItem).toHaveBeenCalledTimes(1);
});

test("what finds no room is not kept, nor what was there before", () => {
  const storage = lateSessionStorage<string>();
  put(storage, "a");
  vi.advanceTimersByTime(250);
  put(storage, "x".repeat(200));
  vi.advanceTimersByTime(250);
  expect(storage.getItem("name")).toBeNull();
});
