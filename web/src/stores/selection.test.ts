import { describe, expect, test } from "vitest";
import {
  clearSelection,
  countSelection,
  currentSelection,
  deselect,
  outermost,
  selectionId,
  setSelected,
  toggleSelected,
  type SelectedThing,
} from "./selection.ts";

const key = (hex: string): SelectedThing => ({ kind: "key", key: hex });
const prefix = (hex: string, count: number): SelectedThing => ({ kind: "prefix", prefix: hex, count });
const ids = (connection: string) => [...currentSelection(connection).keys()];

describe("the selection", () => {
  test("toggles one thing, by connection", () => {
    toggleSelected("a", key("61"));
    toggleSelected("a", prefix("61", 3));
    toggleSelected("b", key("62"));
    expect(ids("a")).toEqual(["key 61", "prefix 61"]);
    toggleSelected("a", key("61"));
    expect(ids("a")).toEqual(["prefix 61"]);
    expect(ids("b")).toEqual(["key 62"]);
    clearSelection("a");
    expect(ids("a")).toEqual([]);
    expect(ids("b")).toEqual(["key 62"]);
  });

  test("takes a range in place of what was selected, or in addition to it", () => {
    setSelected("c", [key("61"), key("62")]);
    setSelected("c", [key("63")], true);
    expect(ids("c")).toEqual(["key 61", "key 62", "key 63"]);
    setSelected("c", [key("64")]);
    expect(ids("c")).toEqual(["key 64"]);
    deselect("c", [key("64"), key("65")]);
    expect(ids("c")).toEqual([]);
  });

  test("counts no key twice: what a selected folder holds is not counted by itself", () => {
    const things = [key("612f62"), key("7a"), prefix("612f632f", 4), prefix("612f", 9), key("612f")];
    const selection = new Map(things.map((thing) => [selectionId(thing), thing]));
    expect(outermost(selection)).toEqual([prefix("612f", 9), key("7a")]);
    expect(countSelection(selection)).toEqual({ keys: 1, prefixes: 1, total: 10 });
  });
});
