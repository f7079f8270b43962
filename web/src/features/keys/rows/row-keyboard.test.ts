import { describe, expect, test } from "vitest";
import { takeRowKey, takeRowPress } from "./row-keyboard.ts";
import { moveInRows } from "./row-moves.ts";

/** A list of ten rows on the fifth, which writes down what is done to it. */
function list({ selected = 0, typing = false, canSelect = true, canType = true } = {}) {
  const done: string[] = [];
  const tell =
    (what: string) =>
    (...at: readonly unknown[]) =>
      void done.push([what, ...at].join(" "));
  const mark = { setMark: tell("mark"), goTo: tell("go to") };
  const selection = {
    selected: new Map(Array.from({ length: selected }, (_, at) => [`${at}`, { kind: "key", key: `${at}` } as const])),
    check: tell("check"),
    checkTo: tell("check to"),
    checkAll: tell("check all"),
    clear: tell("clear"),
    forgetStart: tell("forget start"),
  };
  const actions = { mark, onActivate: tell("activate"), ...(canSelect ? { selection } : {}) };
  const typedName = {
    text: typing ? "po" : undefined,
    type: (key: string) => {
      const isTaken = typing && key.length === 1;
      if (isTaken) done.push(`type ${key}`);
      return isTaken;
    },
    end: tell("end name"),
  };
  return { done, actions, ...(canType ? { typedName } : {}) };
}

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

function press(key: string, held: Partial<typeof plain> = {}, state: Parameters<typeof list>[0] = {}, escapes = false) {
  const { done, actions, ...typed } = list(state);
  const isTaken = takeRowKey(
    { ...plain, ...held, key },
    {
      ...actions,
      ...typed,
      readMove: (wanted) => moveInRows(10, { at: 5, marked: 5 }, wanted, 3),
      ...(escapes ? { onEscape: () => void done.push("escape") } : {}),
    },
  );
  return [isTaken, ...done];
}

describe("a key press in a list of keys", () => {
  test("moves the mark, and the next selection with Shift starts there; with Shift it selects on the way", () => {
    expect(press("ArrowDown")).toEqual([true, "end name", "forget start", "go to 6"]);
    expect(press("ArrowDown", { shiftKey: true })).toEqual([true, "end name", "check to 6", "go to 6"]);
    expect(press("ArrowDown", { shiftKey: true }, { canSelect: false })).toEqual([true, "end name", "go to 6"]);
  });

  test("Enter marks the row that it is about", () => {
    expect(press("Enter")).toEqual([true, "end name", "mark 5", "activate 5"]);
  });

  test("Space selects, but belongs to a name that is being typed", () => {
    expect(press(" ")).toEqual([true, "end name", "check 5"]);
    expect(press(" ", {}, { typing: true })).toEqual([true, "type  "]);
  });

  test("Ctrl+A selects all where rows can be selected; other chords are left to acts and the browser", () => {
    expect(press("a", { ctrlKey: true })).toEqual([true, "check all"]);
    expect(press("a", { metaKey: true }, { canSelect: false })).toEqual([false]);
    expect(press("A", { ctrlKey: true, shiftKey: true })).toEqual([false]);
    expect(press("ArrowDown", { altKey: true })).toEqual([false]);
  });

  test("Escape lets go of what is selected before it leads out of the list", () => {
    expect(press("Escape", {}, { selected: 2 }, true)).toEqual([true, "end name", "clear"]);
    expect(press("Escape", {}, {}, true)).toEqual([true, "end name", "escape"]);
    expect(press("Escape")).toEqual([false, "end name"]);
  });

  test("Escape first ends a name that is typed, and Enter takes the row that it found", () => {
    expect(press("Escape", {}, { selected: 2, typing: true }, true)).toEqual([true, "end name"]);
    expect(press("Enter", {}, { typing: true })).toEqual([true, "end name", "mark 5", "activate 5"]);
  });

  test("letters and signs are left to the acts, unless a name is typed", () => {
    for (const key of ["p", "g", "?", "-"]) {
      expect(press(key)).toEqual([false]);
      expect(press(key, {}, { typing: true })).toEqual([true, `type ${key}`]);
    }
    expect(press("F2", {}, { typing: true })).toEqual([false]);
    expect(press("p", {}, { canType: false })).toEqual([false]);
    expect(press(" ", {}, { canType: false })).toEqual([true, "check 5"]);
  });
});

const click = (held: Partial<typeof plain>, canSelect = true) => {
  const { done, actions } = list({ canSelect });
  takeRowPress(7, { ...plain, ...held }, actions);
  return done;
};

describe("a press on a row", () => {
  test("marks it and does what a row does", () => {
    expect(click({})).toEqual(["mark 7", "forget start", "activate 7"]);
  });

  test("selects with Ctrl and Shift, where rows can be selected", () => {
    expect(click({ ctrlKey: true })).toEqual(["mark 7", "check 7"]);
    expect(click({ shiftKey: true })).toEqual(["mark 7", "check to 7"]);
    expect(click({ shiftKey: true }, false)).toEqual(["mark 7", "activate 7"]);
  });
});
