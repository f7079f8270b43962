import { describe, expect, test } from "vitest";
import type { ActId } from "#/acts/table.ts";
import { listPaletteItems, type PaletteConnection } from "./palette-items.ts";

const all = () => true;
const only =
  (...ids: ActId[]) =>
  (id: ActId) =>
    ids.includes(id);
const items = (query: string, isAvailable: (id: ActId) => boolean, connections: readonly PaletteConnection[] = []) =>
  listPaletteItems(query, { isAvailable, connections });
const ids = (...args: Parameters<typeof items>) => items(...args).map(({ id }) => id);

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
    expect(items("save", all).at(-1)?.choice).toMatchObject({ act: "keys.goto", text: "save" });
    expect(items("/config/", only("theme.toggle"))).toEqual([]);
    expect(items("/config/", only("keys.open"))[0]?.choice).toEqual({
      kind: "elsewhere",
      open: "keys.open",
      act: "keys.goto",
      text: "/config/",
    });
  });

  test("keeps spaces of a key that was typed", () => {
    expect(items("a key ", all).at(-1)?.choice).toMatchObject({ text: "a key " });
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
});
