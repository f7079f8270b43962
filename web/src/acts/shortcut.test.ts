import { describe, expect, test } from "vitest";
import { formatShortcut, matchesChord, parseShortcut, type KeyPress } from "./shortcut.ts";
import { press } from "./test/press.ts";

const matches = (text: string, event: KeyPress, mac = false) => matchesChord(parseShortcut(text)[0], event, mac);

describe("shortcuts", () => {
  test("Mod is Ctrl, and on a Mac ⌘", () => {
    expect(matches("Mod+S", press("s", "KeyS", { ctrlKey: true }))).toBe(true);
    expect(matches("Mod+S", press("s", "KeyS", { metaKey: true }))).toBe(false);
    expect(matches("Mod+S", press("s", "KeyS", { metaKey: true }), true)).toBe(true);
    expect(matches("Mod+S", press("S", "KeyS", { ctrlKey: true, shiftKey: true }))).toBe(false);
  });

  test("bare letters want no other key held", () => {
    expect(matches("N", press("n", "KeyN"))).toBe(true);
    expect(matches("N", press("N", "KeyN", { shiftKey: true }))).toBe(false);
    expect(matches("N", press("n", "KeyN", { ctrlKey: true }))).toBe(false);
    expect(matches("Shift+R", press("R", "KeyR", { shiftKey: true }))).toBe(true);
  });

  test("letters are found by what they type, and in other alphabets by their place", () => {
    expect(matches("A", press("a", "KeyQ"))).toBe(true);
    expect(matches("Q", press("a", "KeyQ"))).toBe(false);
    expect(matches("Mod+S", press("ы", "KeyS", { ctrlKey: true }))).toBe(true);
    expect(matches("N", press("т", "KeyN"))).toBe(true);
  });

  test("what Option or AltGr types is never a shortcut", () => {
    const typed = [
      ...(["[", "{", "@", "ł", "≈", "/", "?", "e"] as const).map((key) => press(key, "Digit5", { altKey: true })),
      press("€", "KeyE", { ctrlKey: true, altKey: true }),
      press("s", "KeyS", { ctrlKey: true, altKey: true }),
    ];
    for (const event of typed)
      for (const text of ["/", "?", "E", "Mod+S", "Mod+E", "S"])
        for (const mac of [true, false]) expect(matches(text, event, mac)).toBe(false);
  });

  test("signs match with or without Shift, as keyboards differ", () => {
    expect(matches("?", press("?", "Slash", { shiftKey: true }))).toBe(true);
    expect(matches("/", press("/", "Digit7", { shiftKey: true }))).toBe(true);
    expect(matches("+", press("+", "Equal", { shiftKey: true }))).toBe(true);
    expect(matches("Delete", press("Delete", "Delete", { shiftKey: true }))).toBe(false);
  });

  test("are written in each platform's way", () => {
    expect(formatShortcut("Mod+Shift+K", true)).toBe("⌘⇧K");
    expect(formatShortcut("Mod+Shift+K", false)).toBe("Ctrl+Shift+K");
    expect(formatShortcut("G K", false)).toBe("G K");
  });
});
