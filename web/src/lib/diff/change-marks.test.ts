import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markChanges, shortenSegments, type Segment } from "./change-marks.ts";

const shown = (line: readonly Segment[]) =>
  line
    .map(({ text, changed, hidden }) => (hidden === undefined ? (changed ? `[${text}]` : text) : `…${hidden}…`))
    .join("");
const plain = (line: readonly Segment[]) => line.map(({ text }) => text).join("");

describe("marks within a line", () => {
  test("stand on the words that differ, also on several", () => {
    const { before, after } = markChanges('{"min": 2, "max": 10, "tls": true}', '{"min": 2, "max": 24, "tls": false}');
    expect(shown(before)).toBe('{"min": 2, "max": [10], "tls": [true]}');
    expect(shown(after)).toBe('{"min": 2, "max": [24], "tls": [false]}');
  });

  test("are left out where nearly all of the line is another", () => {
    const { before, after } = markChanges("one thing", "something else entirely");
    expect(shown(before)).toBe("one thing");
    expect(shown(after)).toBe("something else entirely");
  });

  test("lose no character of either line", () => {
    const line = fc.stringMatching(/^[ab ,"0-9]{0,40}$/);
    fc.assert(
      fc.property(line, line, (before, after) => {
        const marked = markChanges(before, after);
        expect(plain(marked.before)).toBe(before);
        expect(plain(marked.after)).toBe(after);
      }),
    );
  });

  test("find one changed number in a line of a megabyte, of which little is shown", () => {
    const items = Array.from({ length: 60_000 }, (_, at) => `{"id":${at}}`);
    const before = items.join(",");
    const after = items.with(30_000, '{"id":"new"}').join(",");
    const line = shortenSegments(markChanges(before, after).after);
    expect(shown(line)).toMatch(/^\{"id":0\}.*….*"id":.*\[.*new.*\].*….*"id":59999\}$/s);
    expect(plain(line).length).toBeLessThan(600);
    const hidden = line.reduce((sum, segment) => sum + (segment.hidden ?? 0), 0);
    expect(hidden + plain(line).length).toBe(after.length);
  });

  test("a line that is not long is shown whole", () => {
    const line = [{ text: "x".repeat(600), changed: false }];
    expect(shortenSegments(line)).toEqual(line);
  });
});
