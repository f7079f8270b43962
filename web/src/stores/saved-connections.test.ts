import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  isKeptReadOnly,
  rememberConnection,
  removeConnection,
  saveConnection,
  useSavedConnections,
} from "./saved-connections.ts";

const ids = () => useSavedConnections.getState().connections.map(({ id }) => id);

beforeEach(() => useSavedConnections.setState({ connections: [] }));
afterEach(() => void vi.unstubAllGlobals());

test("the connection that is used comes first, with its marks", () => {
  saveConnection({ id: "a:1", name: "lab" });
  rememberConnection("b:1");
  rememberConnection("a:1");
  expect(useSavedConnections.getState().connections).toEqual([{ id: "a:1", name: "lab" }, { id: "b:1" }]);
});

test("another user at a place that has a name is no connection more, at a bare address it is", () => {
  saveConnection({ id: "a:1", name: "lab" });
  rememberConnection("root@a:1");
  rememberConnection("b:1");
  rememberConnection("root@b:1");
  expect(ids()).toEqual(["root@b:1", "b:1", "a:1"]);
});

test("what is only used makes way after a dozen, what is named never does", () => {
  saveConnection({ id: "lab:1", name: "lab" });
  for (let port = 1; port <= 20; port++) rememberConnection(`a:${port}`);
  expect(ids()).toHaveLength(13);
  expect(ids().at(-1)).toBe("lab:1");
  expect(ids()).not.toContain("a:8");
});

test("a change keeps its place in the list, also where it leads elsewhere", () => {
  for (const id of ["c:1", "b:1", "a:1"]) saveConnection({ id, name: id });
  saveConnection({ id: "b:2", name: "second" }, "b:1");
  expect(ids()).toEqual(["a:1", "b:2", "c:1"]);
  saveConnection({ id: "c:1", name: "third" }, "a:1");
  expect(useSavedConnections.getState().connections).toEqual([
    { id: "c:1", name: "third" },
    { id: "b:2", name: "second" },
  ]);
});

test("what is marked read-only is so at once, for whoever is signed in there", () => {
  saveConnection({ id: "a:1,b:1", name: "lab" });
  expect(isKeptReadOnly("root@a:1,b:1")).toBe(false);
  saveConnection({ id: "a:1,b:1", name: "lab", readOnly: true });
  expect(["root@a:1,b:1", "b:1", "prod", "c:1"].map(isKeptReadOnly)).toEqual([true, true, false, false]);
});

function full(): never {
  throw new DOMException("full", "QuotaExceededError");
}

test("who connects goes on where the storage is full, and is told what a reload loses", async () => {
  vi.stubGlobal("window", { localStorage: { getItem: () => null, setItem: full, removeItem: () => undefined } });
  vi.resetModules();
  const tab = await import("./saved-connections.ts");
  const { useNotices } = await import("./notices.ts");
  tab.rememberConnection("a:1");
  expect(useNotices.getState().notice).toBeUndefined();
  tab.saveConnection({ id: "b:1", name: "lab", readOnly: true });
  expect(useNotices.getState().notice?.text).toContain("Not kept after a reload");
  expect(tab.useSavedConnections.getState().connections.map(({ id }) => id)).toEqual(["b:1", "a:1"]);
  expect(tab.isKeptReadOnly("b:1")).toBe(true);
});

test("a typed name counts no more once a connection is named or marked, here or in another tab", async () => {
  const localStorage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  vi.stubGlobal("window", { localStorage });
  vi.resetModules();
  const tab = await import("./saved-connections.ts");
  const { followLocks } = await import("./locked-connections.ts");
  const { confirmedUntil, rememberName, useConfirmedNames } = await import("./confirmed-names.ts");
  const typed = () => confirmedUntil(useConfirmedNames.getState(), "b:1", "delete") !== undefined;
  const page = new EventTarget();
  tab.followSavedConnections(page);
  followLocks(page);
  const stored = (key: string) => () => page.dispatchEvent(Object.assign(new Event("storage"), { key }));
  for (const change of [
    () => tab.saveConnection({ id: "b:1", name: "lab", production: true }),
    stored("etcd-explorer:profiles:v1"),
    stored("etcd-explorer:locked:v1"),
  ]) {
    rememberName("b:1", "delete");
    expect(typed()).toBe(true);
    change();
    expect(typed()).toBe(false);
  }
});

test("what was removed comes back where it was, once", () => {
  for (const id of ["c:1", "b:1", "a:1"]) saveConnection({ id, name: id });
  const undo = removeConnection("b:1");
  expect(ids()).toEqual(["a:1", "c:1"]);
  undo();
  undo();
  expect(ids()).toEqual(["a:1", "b:1", "c:1"]);
});

test("what another tab saves is not written over", async () => {
  let stored = JSON.stringify({ state: { ids: ["a:1"] }, version: 0 });
  const localStorage = {
    getItem: () => stored,
    setItem: (_: string, text: string) => {
      stored = text;
    },
    removeItem: () => undefined,
  };
  vi.stubGlobal("window", { localStorage });
  vi.resetModules();
  const tab = await import("./saved-connections.ts");
  const page = new EventTarget();
  tab.followSavedConnections(page);
  expect(tab.useSavedConnections.getState().connections).toEqual([{ id: "a:1" }]);
  stored = JSON.stringify({ state: { connections: [{ id: "b:1", name: "from the other tab" }] }, version: 0 });
  page.dispatchEvent(Object.assign(new Event("storage"), { key: "etcd-explorer:profiles:v1" }));
  tab.rememberConnection("c:1");
  expect(JSON.parse(stored)).toMatchObject({ state: { connections: [{ id: "c:1" }, { name: "from the other tab" }] } });
});
