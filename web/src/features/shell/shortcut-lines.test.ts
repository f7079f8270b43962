import { describe, expect, test } from "vitest";
import { listActs } from "#/acts/table.ts";
import { findShortcuts, listShortcuts } from "./shortcut-lines.ts";

const titles = (query: string, screen = "keys") => findShortcuts(query, screen).map(({ title }) => title);

describe("the shortcut sheet", () => {
  test("has every act with a shortcut once, first those of the open screen, then those of every screen", () => {
    const groups = listShortcuts("cluster");
    expect(groups.map(({ title }) => title).slice(0, 2)).toEqual(["Cluster", "Everywhere"]);
    const acts = groups.flatMap(({ lines }) => lines.flatMap(({ act }) => act ?? []));
    const expected = listActs().flatMap(({ id, act }) => (act.shortcut === undefined ? [] : [id]));
    expect(acts.toSorted()).toEqual(expected.toSorted());
    expect(listShortcuts("keys").map(({ title }) => title)).toContain("Tree and table");
    expect(listShortcuts("keys").findIndex(({ title }) => title === "Tree and table")).toBeLessThan(4);
  });

  test("finds by title, by another word for it and by key", () => {
    expect(titles("save")[0]).toBe("Save");
    expect(titles("prettify")).toEqual(["Format value"]);
    expect(titles("ctrl s")[0]).toBe("Save");
    expect(titles("g k")[0]).toBe("Go to keys");
    expect(titles("gk")[0]).toBe("Go to keys");
    expect(titles("del")[0]).toBe("Delete key");
    expect(titles("zzz")).toEqual([]);
  });

  test("of one key, begins with what it does on the open screen", () => {
    expect(titles("n", "leases")[0]).toBe("Grant lease");
    expect(titles("n", "keys")[0]).toBe("New key");
    expect(titles("ctrl enter", "txn")[0]).toBe("Dry-run transaction");
  });
});
