import { describe, expect, test } from "vitest";
import { formatShortcut, matchesShortcut, parseShortcut, typesText, type KeyPress } from "./shortcut.ts";
import { listActs, screenOfScope } from "./table.ts";

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const matches = (text: string, event: KeyPress, mac = false) => matchesShortcut(parseShortcut(text), event, mac);

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

  test("letters are found by their place where the key types another sign", () => {
    expect(matches("Alt+X", press("≈", "KeyX", { altKey: true }), true)).toBe(true);
    expect(matches("Alt+1", press("¡", "Digit1", { altKey: true }), true)).toBe(true);
  });

  test("signs match with or without Shift, as keyboards differ", () => {
    expect(matches("?", press("?", "Slash", { shiftKey: true }))).toBe(true);
    expect(matches("/", press("/", "Digit7", { shiftKey: true }))).toBe(true);
    expect(matches("Delete", press("Delete", "Delete", { shiftKey: true }))).toBe(false);
  });

  test("are written in each platform's way", () => {
    expect(formatShortcut("Mod+Shift+K", true)).toBe("⌘⇧K");
    expect(formatShortcut("Mod+Shift+K", false)).toBe("Ctrl+Shift+K");
  });

  test("without Mod or Alt type text", () => {
    expect(["N", "Shift+R", "?", "Mod+S", "Alt+X"].map((text) => typesText(parseShortcut(text)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("the table of acts", () => {
  test.each([...new Set(Object.values(screenOfScope))])(
    "gives every act of the screen %s a shortcut of its own",
    (screen) => {
      const here = listActs().filter(({ act }) => ["every", screen].includes(screenOfScope[act.scope]));
      const shortcuts = here.map(({ act }) => act.shortcut);
      expect(new Set(shortcuts).size).toBe(shortcuts.length);
    },
  );

  test("leaves small letters to the names in the tree, save where they lead into it", () => {
    const bare = listActs().filter(
      ({ act }) => ["every", "keys"].includes(screenOfScope[act.scope]) && /^[A-Z]$/.test(act.shortcut),
    );
    expect(bare.map(({ id }) => id)).toEqual(["keys.focus"]);
  });

  test("calls no two acts the same", () => {
    const titles = listActs().map(({ act }) => act.title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
