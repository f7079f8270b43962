import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { beforeAll, describe, expect, test, vi } from "vitest";

/** A browser's storage, as far as the stores use it. */
class FakeStorage {
  readonly items = new Map<string, string>();
  getItem = (name: string) => this.items.get(name) ?? null;
  setItem = (name: string, value: string) => void this.items.set(name, value);
  removeItem = (name: string) => void this.items.delete(name);
}

const local = new FakeStorage();
const session = new FakeStorage();

beforeAll(() => {
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", session);
  // Another test in this process may have loaded the stores without a storage.
  vi.resetModules();
});

describe("what outlives a reload", () => {
  test("is how often members are asked, where it is one of the choices", async () => {
    const { useRefresh, setRefresh } = await import("./refresh.ts");
    for (const [stored, kept] of [
      [{ seconds: 15 }, 15],
      [{ seconds: 1e300 }, 15],
      [{ seconds: "2" }, 15],
      [null, 15],
      [{ seconds: 0 }, 0],
    ] as const) {
      local.setItem("etcd-explorer:refresh:v1", JSON.stringify({ state: stored, version: 0 }));
      await useRefresh.persist.rehydrate();
      expect(useRefresh.getState().seconds).toBe(kept);
    }
    setRefresh(7);
    expect(useRefresh.getState().seconds).toBe(0);
  });

  test("are the open folders, of which the newest thousand", async () => {
    const { useExpanded, setExpanded, collapseAll } = await import("./expanded.ts");
    setExpanded("c", ["61", "62"], true);
    setExpanded("c", ["61"], false);
    useExpanded.setState({}, true);
    local.setItem("etcd-explorer:expanded:v1", JSON.stringify({ state: { c: ["62"] }, version: 0 }));
    await useExpanded.persist.rehydrate();
    expect(useExpanded.getState()["c"]).toEqual(new Set(["62"]));
    setExpanded(
      "c",
      Array.from({ length: 1500 }, (_, at) => `7${at}`),
      true,
    );
    const stored: unknown = JSON.parse(local.getItem("etcd-explorer:expanded:v1") ?? "");
    expect(stored).toMatchObject({ state: { c: { length: 1000 } } });
    collapseAll("c");
    expect(useExpanded.getState()["c"]?.size).toBe(0);
  });

  test("are the delimiters: one array as long as they stay the same", async () => {
    const { delimitersOf, setDelimiters } = await import("./delimiters.ts");
    expect(delimitersOf("d")).toEqual(keyFromText("/"));
    setDelimiters("d", keyFromText(":/"));
    expect(delimitersOf("d")).toEqual(keyFromText(":/"));
    expect(delimitersOf("d")).toBe(delimitersOf("d"));
  });

  test("are the places in the last trees, for the tab alone", async () => {
    const { rememberPlace, treeId, useTreePlaces } = await import("./tree-places.ts");
    for (let at = 0; at < 50; at++) rememberPlace(treeId("c", String(at)), { shift: at });
    expect(Object.keys(useTreePlaces.getState())).toHaveLength(40);
    expect(useTreePlaces.getState()[treeId("c", "49")]).toEqual({ shift: 49 });
    expect(session.getItem("etcd-explorer:tree-places:v1")).toContain('"shift":49');
    expect(local.getItem("etcd-explorer:tree-places:v1")).toBeNull();
  });
});

const loads = {
  theme: async () => (await import("./theme.ts")).useTheme,
  expanded: async () => (await import("./expanded.ts")).useExpanded,
  "tree-places": async () => (await import("./tree-places.ts")).useTreePlaces,
  console: async () => (await import("./console-history.ts")).useConsoleHistory,
  editor: async () => (await import("./editor-settings.ts")).useEditorSettings,
  formats: async () => (await import("./chosen-formats.ts")).useChosenFormats,
  panes: async () => (await import("./layout/panes.ts")).usePanes,
  "table-columns": async () => (await import("./layout/table-columns.ts")).useTableColumns,
};

/** A storage, what it may hold, and what the store makes of it. */
const damaged: readonly (readonly [keyof typeof loads, unknown, object])[] = [
  ["theme", { choice: "pink" }, { choice: null }],
  ["theme", { choice: "light" }, { choice: "light" }],
  ["expanded", { c: "61", d: [1], e: ["61"] }, { e: new Set(["61"]) }],
  ["expanded", null, {}],
  ["tree-places", { t: { shift: "1" }, u: { shift: 1 } }, { u: { shift: 1 } }],
  ["tree-places", { t: { shift: 1, open: "a key" } }, {}],
  ["tree-places", { t: { shift: 1, top: { folder: "61", name: "", offset: -1 } } }, {}],
  ["console", { commands: { c: ["get /a"], d: [null] }, requests: {} }, { commands: { c: ["get /a"] }, requests: {} }],
  ["console", { commands: {} }, { commands: {}, requests: {} }],
  ["editor", { wraps: true, reviewsAlways: "yes" }, { wraps: true, showsFormatted: true, reviewsAlways: false }],
  ["formats", { byDraftId: { k: "COBOL", l: "YAML" } }, { byDraftId: { l: "YAML" } }],
  ["panes", { tree: "300px", table: 400 }, { table: 400 }],
  ["panes", { tree: -1 }, {}],
  ["table-columns", { hidden: "all", widthsPx: {} }, { hidden: ["created"], widthsPx: {} }],
  ["table-columns", { hidden: [], widthsPx: { key: null, size: 80 } }, { hidden: [], widthsPx: { size: 80 } }],
];

test.each(damaged)("of %s, what can be used of %j is %j", async (storage, stored, kept) => {
  vi.resetModules();
  const text = JSON.stringify({ state: stored, version: 0 });
  for (const area of [local, session]) area.setItem(`etcd-explorer:${storage}:v1`, text);
  expect((await loads[storage]()).getState()).toEqual(kept);
});

test("delimiters that are no bytes are as if nobody had chosen", async () => {
  vi.resetModules();
  local.setItem("etcd-explorer:delimiters:v1", JSON.stringify({ state: { c: "zz", d: 5, e: "3a" }, version: 0 }));
  const { delimitersOf } = await import("./delimiters.ts");
  expect([delimitersOf("c"), delimitersOf("d"), delimitersOf("e")]).toEqual(["/", "/", ":"].map(keyFromText));
});

test.each(["setItem", "getItem", "removeItem"] as const)(
  "a storage whose %s fails costs no error, and what was chosen lasts as long as the page",
  async (method) => {
    const full = new FakeStorage();
    full[method] = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", full);
    vi.stubGlobal("sessionStorage", full);
    vi.resetModules();
    const { setExpanded, useExpanded } = await import("./expanded.ts");
    const { rememberPlace, useTreePlaces } = await import("./tree-places.ts");
    const { setPaneWidth, usePanes } = await import("./layout/panes.ts");
    const { rememberCommand, useConsoleHistory } = await import("./console-history.ts");
    setExpanded("c", ["61"], true);
    rememberPlace("c", { shift: 3 });
    setPaneWidth("tree", 300);
    rememberCommand("c", "get /a");
    expect(useExpanded.getState()["c"]).toEqual(new Set(["61"]));
    expect(useTreePlaces.getState()["c"]).toEqual({ shift: 3 });
    expect(usePanes.getState().tree).toBe(300);
    expect(useConsoleHistory.getState().commands["c"]).toEqual(["get /a"]);
  },
);
