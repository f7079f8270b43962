import { afterAll, expect, test, vi } from "vitest";

const kept = new Map<string, string>();
let full = false;
vi.stubGlobal("sessionStorage", {
  getItem: (name: string) => kept.get(name) ?? null,
  removeItem: (name: string) => kept.delete(name),
  setItem: (name: string, value: string) => {
    if (full) throw new DOMException("full", "QuotaExceededError");
    kept.set(name, value);
  },
});
// Tests share their modules: a store that was made meanwhile would go on with a storage that is full.
afterAll(() => {
  full = false;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
vi.useFakeTimers();
/** Storage is written once nobody has typed for a moment. */
const pause = () => vi.advanceTimersByTime(1000);
const { keepNewKey, newKeyDraft, newKeyStorage } = await import("./new-key-draft.ts");
const { useUnkeptDrafts } = await import("./draft-storage.ts");

const unkept = () => useUnkeptDrafts.getState().names;
const draft = { name: "/a", text: "typed", encoding: "text" } as const;

test("what was typed is kept by connection, in the tab's storage, until it is let go", () => {
  keepNewKey("one", draft);
  expect(newKeyDraft("one")).toEqual(draft);
  expect(newKeyDraft("other")).toBeUndefined();
  pause();
  expect([...kept.values()].join(" ")).toContain("typed");
  keepNewKey("one", undefined);
  expect(newKeyDraft("one")).toBeUndefined();
  pause();
  expect([...kept.values()].join(" ")).not.toContain("typed");
});

test("a full storage loses nothing while the page lasts, and is told", () => {
  keepNewKey("one", draft);
  pause();
  expect(unkept()).not.toContain(newKeyStorage);
  full = true;
  keepNewKey("one", { ...draft, text: "typed on" });
  pause();
  expect(newKeyDraft("one")).toEqual({ ...draft, text: "typed on" });
  expect(unkept()).toContain(newKeyStorage);
});
