import { describe, expect, test } from "vitest";
import type { ActId } from "#/acts/table.ts";
import type { KnownPlace } from "#/stores/places/known-places.ts";
import type { PaletteConnection, PaletteSource } from "./palette-item.ts";
import { listPaletteItems } from "./palette-items.ts";

const all = () => true;
const only =
  (...ids: ActId[]) =>
  (id: ActId) =>
    ids.includes(id);
const nothing = {
  here: undefined,
  screen: "keys",
  isAvailable: only(),
  connections: [],
  recent: [],
  bookmarks: [],
  completed: [],
};
const items = (
  query: string,
  isAvailable: (id: ActId) => boolean,
  connections: readonly PaletteConnection[] = [],
  more: Partial<PaletteSource> = {},
) => listPaletteItems(query, { ...nothing, isAvailable, connections, ...more });
const ids = (...args: Parameters<typeof items>) => items(...args).map(({ id }) => id);
const key = (text: string): KnownPlace => ({ kind: "key", text });
const prefix = (text: string): KnownPlace => ({ kind: "prefix", text });

describe("the palette", () => {
  test("offers the acts that can be done, but not itself", () => {
    expect(ids("", only("key.create", "palette.open"))).toEqual(["key.create"]);
  });

  test("finds acts by their words in any order, by other words for them and by their letters", () => {
    expect(ids("dark light", all)).toContain("theme.toggle");
    expect(ids("frmt", all)).toContain("value.format");
    expect(ids("users", all)).toContain("access.open");
    expect(ids("reload", all)).toContain("keys.refresh");
    expect(ids("gc", all)[0]).toBe("cluster.open");
  });

  test("what begins a word of the title comes before what only occurs in it, or stands for it", () => {
    const found = ids("format", all);
    expect(found[0]).toBe("value.format");
    expect(ids("copy", only("key.copy", "key.duplicate"))).toEqual(["key.copy", "key.duplicate"]);
  });

  test("offers what another screen can do, after what can be done here, and goes there first", () => {
    const here = only("cluster.open", "keys.open", "value.format");
    expect(items("defrag", here)[0]).toMatchObject({
      title: "Defragment members…",
      hint: "Cluster",
      choice: { kind: "elsewhere", open: "cluster.open", act: "cluster.defragment" },
    });
    // What destroys something is begun where it is seen.
    expect(ids("revoke", only("leases.open"))).toEqual([]);
    expect(ids("defrag", only("value.format"))).toEqual([]);
  });

  test("offers to go to what was typed: first where it looks like a key, from other screens too", () => {
    expect(items("/config/", all)[0]?.choice).toEqual({ kind: "act", act: "keys.goto", text: "/config/" });
    expect(items("save", all).at(-2)?.choice).toMatchObject({ act: "keys.goto", text: "save" });
    expect(items("/config/", only("theme.toggle"))).toEqual([]);
    const elsewhere = { kind: "elsewhere", open: "keys.open", act: "keys.goto", text: "/config/" };
    const onTxn = { screen: "txn" };
    expect(items("/config/", only("keys.open"), [], onTxn)[0]?.choice).toEqual(elsewhere);
    // On the screen of transactions the act is that of the key picker, which takes no text.
    expect(items("/config/", only("keys.open", "keys.goto"), [], onTxn)[0]?.choice).toEqual(elsewhere);
  });

  test("offers last to find what was typed in names and values, from other screens too", () => {
    expect(items("save", all).at(-1)).toMatchObject({
      title: "Find “save”",
      choice: { kind: "act", act: "find.open", text: "save" },
    });
    expect(items("/config/", only("keys.open"), [], { screen: "txn" }).at(-1)?.choice).toEqual({
      kind: "elsewhere",
      open: "keys.open",
      act: "find.open",
      text: "/config/",
    });
    expect(items("zzz", only("theme.toggle"))).toEqual([]);
  });

  test("keeps spaces of a key that was typed", () => {
    const typed = items("a key ", all).slice(-2);
    expect(typed).toMatchObject([{ choice: { text: "a key " } }, { choice: { text: "a key " } }]);
  });

  test("switches to a connection by its name or address", () => {
    const connections = [
      { id: "prod", label: "Production EU" },
      { id: "10.0.0.7:2379", label: "10.0.0.7:2379" },
    ];
    expect(items("prod", only(), connections)).toMatchObject([
      { choice: { kind: "connection", connectionId: "prod" } },
    ]);
    expect(items("switch", only(), connections)).toHaveLength(2);
    expect(items("10.0.0", only(), connections)).toMatchObject([{ title: "Switch to 10.0.0.7:2379" }]);
    expect(items("", only(), connections)).toEqual([]);
  });

  test("before anything is typed begins with recent places and bookmarks, then with what the open screen can do", () => {
    const acts = only("shortcuts.open", "keys.open", "lease.grant", "cluster.open");
    const source = {
      screen: "leases",
      recent: [key("/a"), ...Array.from({ length: 9 }, (_, at) => key(`/${at}`))],
      bookmarks: [prefix("/b/"), key("/a")],
    };
    expect(ids("", acts, [], source)).toEqual([
      ...["/0", "/1", "/2", "/3", "/4"].map((text) => `key ${text}`),
      "prefix /b/",
      "key /a",
      "lease.grant",
      "keys.open",
      "cluster.open",
      "shortcuts.open",
    ]);
    expect(ids("", acts, [], { screen: "keys" })[0]).toBe("keys.open");
    // Where one is already, one need not go.
    expect(ids("", acts, [], { recent: [key("/a"), prefix("/a")], here: key("/a") })[0]).toBe("prefix /a");
  });

  test("finds recent places and bookmarks by parts of their names, after acts that fit as well", () => {
    const source = { recent: [key("/config/db/pool"), key("/other")], bookmarks: [prefix("/services/")] };
    expect(ids("db pool", only(), [], source)).toEqual(["key /config/db/pool"]);
    expect(ids("bookmark", only(), [], source)).toEqual(["prefix /services/"]);
    expect(ids("services", only("keys.open"), [], { ...source, screen: "txn" })).toEqual([
      "prefix /services/",
      "goto",
      "find",
    ]);
    const formatting = only("value.format");
    expect(ids("format", formatting, [], { recent: [key("/format")] })).toEqual(["value.format", "key /format"]);
  });

  test("what the cluster answers late does not change what Enter does", () => {
    const completed = [
      { place: prefix("/config/"), count: 16 },
      { place: key("/connect"), count: undefined },
    ];
    for (const query of ["/con", "con", "save", "zzz", "/config/"]) {
      const before = ids(query, all, [], { recent: [key("/connect")] });
      const after = items(query, all, [], { recent: [key("/connect")], completed });
      expect(after[0]?.id).toBe(before[0]);
      expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    }
    expect(items("/con", all, [], { completed }).slice(0, 3)).toMatchObject([
      { id: "goto" },
      { title: "/config/", hint: "16 keys", choice: { kind: "place", place: prefix("/config/") } },
      { title: "/connect", hint: "key" },
    ]);
  });

  test("finds acts by their keys", () => {
    expect(ids("ctrl s", all)[0]).toBe("value.save");
    expect(ids("ctrl s", all, [], { screen: "connections" })[0]).toBe("connection.save");
    expect(ids("g k", all)[0]).toBe("keys.open");
  });
});
