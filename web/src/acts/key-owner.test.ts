import { expect, test } from "vitest";
import { mayAct } from "./key-owner.ts";
import { parseShortcut } from "./shortcut.ts";
import { listActs } from "./table.ts";

const chords = listActs().flatMap(({ id, act }) =>
  act.shortcut === undefined ? [] : [{ id, chord: parseShortcut(act.shortcut)[0] }],
);
const allowed = (owner: Parameters<typeof mayAct>[0]) =>
  chords.filter(({ chord }) => mayAct(owner, chord)).map(({ id }) => id);

test("behind a dialog no act runs, whatever its shortcut", () => {
  expect(allowed("dialog")).toEqual([]);
});

test("on the page every act may run", () => {
  expect(allowed("page")).toHaveLength(chords.length);
});

test("where text is edited, only chords run that neither type nor edit text", () => {
  const inText = allowed("text");
  expect(inText).toEqual(expect.arrayContaining(["value.save", "palette.open", "key.rename", "console.run"]));
  for (const id of ["edit.undo", "key.delete", "shortcuts.open", "key.create", "cluster.open"] as const)
    expect(inText).not.toContain(id);
  for (const text of ["Mod+Z", "Mod+Shift+Z", "Mod+Y", "Mod+A", "Mod+V", "Shift+D", "A", "/", "Delete", "Escape"])
    expect(mayAct("text", parseShortcut(text)[0])).toBe(false);
});
