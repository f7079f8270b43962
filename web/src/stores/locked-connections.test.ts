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

test("a lock holds however the endpoints are listed, and for each of them, until it is opened", () => {
  setLocked("a:1,b:2", true);
  expect(["b:2,a:1", "root@B:2", "https://a:1", "a:1,c:3"].filter((id) => !isLocked(id))).toEqual([]);
  expect(["c:3", "a:2", "a"].filter(isLocked)).toEqual([]);
  const tell = vi.fn<(locked: boolean) => void>();
  const end = watchLock("app@b:2", tell);
  setLocked("b:2", true);
  setLocked("B:2", false);
  expect(tell.mock.calls).toEqual([[false]]);
  expect(isLocked("a:1,b:2")).toBe(false);
  end();
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

function stubStorage(stored: string) {
  const items = { stored };
  const localStorage = {
    getItem: () => items.stored,
    setItem: (_: string, text: string) => {
      items.stored = text;
    },
    removeItem: () => undefined,
  };
  vi.stubGlobal("window", { localStorage });
  vi.resetModules();
  return items;
}

test("what is not a lock in the browser's storage locks nothing and breaks nothing", async () => {
  for (const places of [null, {}, "plain", [1]]) {
    stubStorage(JSON.stringify({ state: { places }, version: 0 }));
    const fresh = await import("./locked-connections.ts");
    expect(fresh.isLocked("plain")).toBe(false);
  }
  vi.unstubAllGlobals();
});

test("what is damaged in the storage unlocks nothing beside it", async () => {
  stubStorage(JSON.stringify({ state: { places: [1, "prod", null] }, version: 0 }));
  const fresh = await import("./locked-connections.ts");
  expect(fresh.isLocked("prod")).toBe(true);
  vi.unstubAllGlobals();
});

function forbidden(): never {
  throw new DOMException("denied", "SecurityError");
}

test("a lock says that it is not kept where the storage is forbidden or full, and holds all the same", async () => {
  const full = { getItem: () => null, setItem: forbidden, removeItem: () => undefined };
  for (const localStorage of [forbidden, () => full]) {
    const window = Object.defineProperty({}, "localStorage", { get: localStorage });
    vi.stubGlobal("window", window);
    vi.spyOn(console, "warn").mockReturnValue(undefined);
    vi.resetModules();
    const fresh = await import("./locked-connections.ts");
    expect(fresh.setLocked("prod", true)).toBe(false);
    expect(fresh.isLocked("prod")).toBe(true);
  }
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a tab that is opened later is locked too, and every tab follows at once", async () => {
  const items = stubStorage(JSON.stringify({ state: { places: ["prod"] }, version: 0 }));
  const tab = await import("./locked-connections.ts");
  const { useNotices } = await import("./notices.ts");
  expect(tab.isLocked("prod")).toBe(true);
  const page = new EventTarget();
  tab.followLocks(page);
  const tell = vi.fn<(locked: boolean) => void>();
  tab.watchLock("lab", tell);
  const elsewhere = (places: readonly string[]) => {
    items.stored = JSON.stringify({ state: { places }, version: 0 });
    page.dispatchEvent(Object.assign(new Event("storage"), { key: "etcd-explorer:locked:v1" }));
  };
  elsewhere(["prod", "lab"]);
  expect(tell.mock.calls).toEqual([[true]]);
  expect(useNotices.getState().notice).toBeUndefined();
  elsewhere(["lab"]);
  expect(tab.isLocked("prod")).toBe(false);
  expect(useNotices.getState().notice?.text).toBe("Writes allowed on prod: unlocked in another tab");
  vi.unstubAllGlobals();
});
