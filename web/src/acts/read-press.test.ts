import { expect, test } from "vitest";
import { readPress } from "./read-press.ts";
import { parseShortcut, type KeyPress } from "./shortcut.ts";
import { press } from "./test/press.ts";

const bindings = ["G K", "G C", "C", "K", "Mod+S", "C A"].map((id) => ({ id, shortcut: parseShortcut(id) }));
const read = (event: KeyPress, before?: KeyPress) => {
  const { completed, begun } = readPress(bindings, before, event, false);
  return { completed: completed.map(({ id }) => id), begun: begun.map(({ id }) => id) };
};
const g = press("g", "KeyG");
const k = press("k", "KeyK");

test("a key begins a sequence, and the next one completes it", () => {
  expect(read(g)).toEqual({ completed: [], begun: ["G K", "G C"] });
  expect(read(k, g)).toEqual({ completed: ["G K"], begun: [] });
});

test("a second key that makes no sequence counts by itself", () => {
  expect(read(k)).toEqual({ completed: ["K"], begun: [] });
  expect(read(press("c", "KeyC"), press("a", "KeyA"))).toEqual({ completed: ["C"], begun: ["C A"] });
  expect(read(press("s", "KeyS", { ctrlKey: true }), g)).toEqual({ completed: ["Mod+S"], begun: [] });
});

test("a sequence wants both keys bare", () => {
  expect(read(press("K", "KeyK", { shiftKey: true }), g).completed).toEqual([]);
  expect(read(press("k", "KeyK", { ctrlKey: true }), g).completed).toEqual([]);
});
