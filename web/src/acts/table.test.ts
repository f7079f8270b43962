import { describe, expect, test } from "vitest";
import { parseShortcut } from "./shortcut.ts";
import { listActs, screenOfScope, type Act } from "./table.ts";

const shortcutsOf = ({ shortcut, also }: Act) => [shortcut, also].filter((text) => text !== undefined);
const all = listActs().flatMap(({ id, act }) => shortcutsOf(act).map((text) => ({ id, act, text })));
const screens = [...new Set(Object.values(screenOfScope))];
const onScreen = (screen: string) => all.filter(({ act }) => ["every", screen].includes(screenOfScope[act.scope]));

/**
 * Chords with Ctrl, or ⌘ on a Mac, that somebody else takes, or takes away where a page takes them: what a page cannot
 * have at all, and what people expect of browser and system.
 */
const taken: Readonly<Record<string, string>> = {
  "Chrome, Edge": `T N W Q L R D E H J O P U F G B M I Tab PageUp PageDown 0 1 2 3 4 5 6 7 8 9 + -
    Shift+T Shift+N Shift+W Shift+Q Shift+B Shift+D Shift+O Shift+I Shift+J Shift+C Shift+M Shift+R Shift+V Shift+P
    Shift+Delete Shift+Tab Shift+G Shift+L Shift+K Shift+S Shift+Y Shift+U Shift+A Shift+E Shift+X`,
  Firefox: `T N W Q L R D E H J O P U F G B M I Shift+T Shift+N Shift+P Shift+W Shift+E Shift+K Shift+S Shift+M Shift+I
    Shift+J Shift+C Shift+B Shift+H Shift+Y Shift+A Shift+D Shift+O Shift+R Shift+V Shift+Delete Shift+X Shift+L`,
  Safari: `T N W Q L R D H M O P F G , Shift+T Shift+N Shift+R Shift+D Shift+L Shift+B Shift+G Shift+H Shift+I Shift+\\
    Shift+] Shift+[ [ ] Shift+ArrowDown Shift+ArrowUp`,
  macOS: "Q W H M N O P T , ` Space Tab Shift+3 Shift+4 Shift+5 Shift+6 Shift+Q Shift+/ Shift+?",
  "Windows, Linux desktops": "Escape Shift+Escape Shift+Space Space Shift+B F4 Shift+U",
  "text fields": "A C V X Y B I U Backspace Delete ArrowLeft ArrowRight Home End Shift+V Shift+ArrowLeft",
};

describe("the table of acts", () => {
  test.each(screens)("gives every act of the screen %s shortcuts of its own", (screen) => {
    const texts = onScreen(screen).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test.each(screens)("has no key on the screen %s that acts at once and begins a sequence too", (screen) => {
    const leaders = new Set(onScreen(screen).flatMap(({ text }) => (text.includes(" ") ? [text.split(" ")[0]] : [])));
    expect(onScreen(screen).filter(({ text }) => leaders.has(text))).toEqual([]);
  });

  test("holds no Alt or Option: many keyboards type characters with it, and systems and browsers take the rest", () => {
    expect(all.filter(({ text }) => /Alt|Option|Meta|Ctrl/i.test(text))).toEqual([]);
  });

  test("has chords of Mod and Shift, sequences of two bare letters, and nothing else", () => {
    const known = /^(Mod\+(Shift\+)?([A-Z.]|Enter)|Shift\+[A-Z]|[A-Z]|[A-Z] [A-Z]|[/?*+=-]|Delete|Escape|F2)$/;
    expect(all.filter(({ text }) => !known.test(text))).toEqual([]);
  });

  test.each(Object.entries(taken))("leaves %s its chords", (_, list) => {
    const chords = new Set(list.split(/\s+/).map((chord) => JSON.stringify(parseShortcut(`Mod+${chord}`)[0])));
    const mod = all.filter(({ text }) => text.startsWith("Mod+"));
    expect(mod.length).toBeGreaterThan(5);
    expect(mod.filter(({ text }) => chords.has(JSON.stringify(parseShortcut(text)[0])))).toEqual([]);
  });

  test("names an act in at most four words, and without a slash, by which the palette knows a key", () => {
    const titles = listActs().map(({ act }) => act.title);
    expect(titles.filter((title) => title.split(" ").length > 4)).toEqual([]);
    expect(titles.filter((title) => /[/\\]|\b(?:it|one|here|this)\b/i.test(title))).toEqual([]);
  });

  test("calls no two acts the same", () => {
    const titles = listActs().map(({ act }) => act.title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
