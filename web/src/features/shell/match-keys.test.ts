import { expect, test } from "vitest";
import { fitKeys } from "./match-keys.ts";

test.each([
  ["Mod+S", "ctrl s", 0],
  ["Mod+S", "Ctrl+S", 0],
  ["Mod+S", "⌘S", 0],
  ["Mod+S", "cmd + s", 0],
  ["Mod+S", "ctrl", 1],
  ["Mod+Shift+F", "ctrl s", undefined],
  ["Mod+Shift+F", "shift f", 1],
  ["Mod+Shift+F", "⌘⇧F", 0],
  ["Mod+Shift+F", "ctrl+shift+f", 0],
  ["G K", "g k", 0],
  ["G K", "gk", 0],
  ["G K", "g", 1],
  ["G K", "k", undefined],
  ["K", "k", 0],
  ["Delete", "del", 0],
  ["Delete", "dele", 1],
  ["Escape", "esc", 0],
  ["Mod+Enter", "ctrl enter", 0],
  ["Mod+Enter", "ente", 1],
  ["+", "+", 0],
  ["?", "?", 0],
  ["N", "", undefined],
  ["Shift+E", "e", 1],
] as const)("%j and %j: %j", (shortcut, query, fit) => {
  expect(fitKeys(shortcut, query)).toBe(fit);
});
