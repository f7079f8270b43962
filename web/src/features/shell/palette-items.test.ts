import { describe, expect, test } from "vitest";
import type { ActId } from "#/acts/table.ts";
import { listPaletteItems, matchesWords } from "./palette-items.ts";

const all = () => true;
const only =
  (...ids: ActId[]) =>
  (id: ActId) =>
    ids.includes(id);

describe("the palette", () => {
  test("offers the acts that can be done, but not itself", () => {
    expect(listPaletteItems("", only("key.create", "palette.open")).map((item) => item.act)).toEqual(["key.create"]);
  });

  test("finds acts by their words in any order", () => {
    expect(matchesWords("Refresh key", "KEY fresh")).toBe(true);
    expect(matchesWords("Refresh key", "key delete")).toBe(false);
    expect(listPaletteItems("dark light", all).map((item) => item.act)).toContain("theme.toggle");
  });

  test("offers to go to what was typed: first where it looks like a key", () => {
    expect(listPaletteItems("/config/", all)[0]).toMatchObject({ act: "keys.goto", text: "/config/" });
    expect(listPaletteItems("save", all).at(-1)).toMatchObject({ act: "keys.goto", text: "save" });
    expect(listPaletteItems("/config/", only("theme.toggle"))).toEqual([]);
  });

  test("keeps spaces of a key that was typed", () => {
    expect(listPaletteItems("a key ", all).at(-1)).toMatchObject({ text: "a key " });
  });
});
