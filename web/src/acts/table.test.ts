import { describe, expect, test } from "vitest";
import { listActs, screenOfScope, type Act } from "./table.ts";
import { excusedChords, hardSigns, takenChords } from "./test/taken-chords.ts";

const shortcutsOf = ({ shortcut, also }: Act) => [shortcut, also].filter((text) => text !== undefined);
const all = listActs().flatMap(({ id, act }) => shortcutsOf(act).map((text) => ({ id, act, text })));
const screens = [...new Set(Object.values(screenOfScope))];
const onScreen = (screen: string) => all.filter(({ act }) => ["every", screen].includes(screenOfScope[act.scope]));

type Platform = (typeof takenChords)[number]["platform"];

/** One spelling of a chord: the modifiers in order, letters in lower case, as a platform has it. */
function normalize(modifiers: readonly string[], key: string, platform: Platform): string {
  const held = modifiers.map((name) => (name === "Mod" ? (platform === "mac" ? "Cmd" : "Ctrl") : name));
  return [...held.toSorted(), key.toLowerCase()].join("+");
}

function normalizeAct(chord: string, platform: Platform): string {
  const parts = chord.length === 1 ? [chord] : chord.split("+");
  return normalize(parts.slice(0, -1), parts.at(-1) ?? "", platform);
}

const takenBy = ({ chords, platform }: (typeof takenChords)[number]) =>
  new Set(
    Object.entries(chords).flatMap(([modifiers, keys]) =>
      keys.split(/\s+/).map((key) => normalize(modifiers === "" ? [] : modifiers.split("+"), key, platform)),
    ),
  );

/** The chords of all acts: both keys of a sequence count. */
const pressed = all.flatMap(({ id, text }) => text.split(" ").map((chord) => ({ id, chord })));

const isNeeded = (chord: string) =>
  takenChords.some((list) => takenBy(list).has(normalizeAct(chord, list.platform))) &&
  pressed.some((press) => press.chord === chord);

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

  test("has chords of Mod and Shift, sequences of two bare letters, the keys of menus, and nothing else", () => {
    const known =
      /^(Mod\+(Shift\+)?([A-Z.]|Enter)|Shift\+[A-Z]|[A-Z]|[A-Z] [A-Z]|[/?*+=.-]|Delete|Escape|F2|Shift\+F10|ContextMenu)$/;
    expect(all.filter(({ text }) => !known.test(text))).toEqual([]);
  });

  test.each(takenChords)("leaves $by their chords, unless there is a reason", (list) => {
    const taken = takenBy(list);
    const clashes = pressed.filter(({ chord }) => taken.has(normalizeAct(chord, list.platform)));
    expect(clashes.filter(({ chord }) => !(chord in excusedChords))).toEqual([]);
  });

  test("has no excuse for a chord that is not used, or that nobody else has", () => {
    expect(Object.keys(excusedChords).filter((chord) => !isNeeded(chord))).toEqual([]);
  });

  test.each([
    ["Mod+T", "Chrome and Edge on Windows and Linux"],
    ["Mod+Shift+K", "Firefox on Windows and Linux"],
    ["Mod+Shift+Q", "macOS"],
    ["Mod+Q", "Safari"],
    ["Shift+Escape", "Chrome and Edge on Windows and Linux"],
    ["Mod+Space", "Windows"],
    ["Mod+-", "Safari"],
  ])("would notice that %s is a chord of %s", (chord, by) => {
    const lists = takenChords.filter((list) => takenBy(list).has(normalizeAct(chord, list.platform)));
    expect(lists.map((list) => list.by)).toContain(by);
  });

  test.each(Object.entries(hardSigns))("has only signs that a %s keyboard types by one key", (_, signs) => {
    expect(pressed.filter(({ chord }) => chord.length === 1 && signs.includes(chord))).toEqual([]);
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
