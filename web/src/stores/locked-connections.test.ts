import { expect, test, vi } from "vitest";
import { isLocked, setLocked, watchLock } from "./locked-connections.ts";

test("a lock holds for the place, whoever signs in there, and for no other", () => {
  setLocked("127.0.0.1:2379", true);
  expect(isLocked("root@127.0.0.1:2379")).toBe(true);
  expect(isLocked("127.0.0.1:2380")).toBe(false);
  setLocked("root@127.0.0.1:2379", false);
  expect(isLocked("127.0.0.1:2379")).toBe(false);
  setLocked("prod", true);
  expect(isLocked("prod")).toBe(true);
  setLocked("prod", false);
});

test("who watches a lock hears of its changes alone, until it ends", () => {
  const tell = vi.fn<(locked: boolean) => void>();
  const end = watchLock("watched", tell);
  setLocked("other", true);
  setLocked("watched", true);
  setLocked("watched", true);
  setLocked("watched", false);
  end();
  setLocked("watched", true);
  expect(tell.mock.calls).toEqual([[true], [false]]);
  setLocked("watched", false);
  setLocked("other", false);
});

test("what is not a lock in the tab's storage locks nothing and breaks nothing", async () => {
  for (const places of [null, {}, "plain", [1]]) {
    const stored = JSON.stringify({ state: { places }, version: 0 });
    vi.stubGlobal("sessionStorage", { getItem: () => stored, setItem: () => undefined, removeItem: () => undefined });
    vi.resetModules();
    const fresh = await import("./locked-connections.ts");
    expect(fresh.isLocked("plain")).toBe(false);
  }
  vi.unstubAllGlobals();
});
