import fc from "fast-check";
import { expect, test } from "vitest";
import { diffTexts, splitLines } from "./line-diff.ts";
import { listSideRows, listSideStarts, type SideRow } from "./side-rows.ts";

const none = new Set<number>();
const compare = (before: string, after: string) => diffTexts(before, after) ?? [];

const fortyLines = (changed: string) =>
  Array.from({ length: 40 }, (_, at) => (at === 20 ? changed : `line ${at}`)).join("\n");

test("equal lines stand beside each other, and of a change the first removed beside the first added", () => {
  const lines = compare("a\nmax: 10\nmin: 2\nz\n", "a\nnew\nmax: 12\nz\ny\n");
  const spelled = listSideRows(lines, none).map((row) => {
    if (row.kind === "fold") return "fold";
    const side = (line: (typeof row)["before"]) =>
      line === undefined ? "-" : `${line.number} ${lines[line.at]?.text}`;
    return `${side(row.before)} | ${side(row.after)}`;
  });
  expect(spelled).toEqual(["1 a | 1 a", "2 max: 10 | 2 new", "3 min: 2 | 3 max: 12", "4 z | 4 z", "- | 5 y"]);
});

test("changes begin where a line of either side differs, and equal ones are folded on both", () => {
  const rows = listSideRows(compare(fortyLines("one"), fortyLines("other\nmore")), none);
  expect(rows[0]).toEqual({ kind: "fold", from: 0, to: 17 });
  expect(listSideStarts(rows)).toEqual([4]);
  expect(rows.at(-1)).toMatchObject({ kind: "fold" });
  expect(listSideRows(compare(fortyLines("one"), fortyLines("other")), new Set([0]))[0]).toMatchObject({
    kind: "pair",
  });
});

test("each side has all lines of its text, in order and by their numbers, whatever the texts are", () => {
  const texts = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 }).map((all) => all.join("\n"));
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const lines = compare(before, after);
      const opened = new Set(lines.keys());
      const rows = listSideRows(lines, opened);
      for (const [side, text] of [
        ["before", before],
        ["after", after],
      ] as const) {
        const shown = rows.flatMap((row: SideRow) =>
          row.kind === "pair" && row[side] !== undefined ? [row[side]] : [],
        );
        expect(shown.map(({ at }) => lines[at]?.text)).toEqual(splitLines(text));
        expect(shown.map(({ number }) => number)).toEqual(shown.map((_, at) => at + 1));
      }
    }),
  );
});
