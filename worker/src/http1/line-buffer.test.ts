import { expect, test } from "vitest";
import { latin1, textOf } from "../../test/feed-parser.ts";
import { LineBuffer } from "./line-buffer.ts";

test("lines come one after the other, without their ends", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("one\r\n\r\nthree"));
  expect(buffer.takeLine(10)).toEqual({ kind: "line", text: "one", length: 5 });
  expect(buffer.takeLine(10)).toEqual({ kind: "line", text: "", length: 2 });
  expect(buffer.takeLine(10)).toEqual({ kind: "need-more" });
  expect(buffer.heldLength).toBe(5);
  buffer.push(latin1("!\r"));
  expect(buffer.takeLine(10)).toEqual({ kind: "need-more" });
  buffer.push(latin1("\nrest"));
  expect(buffer.takeLine(10)).toEqual({ kind: "line", text: "three!", length: 8 });
  expect(buffer.available).toBe(4);
});

test("a line that is too long is refused before it ends, and one of exactly the length is not", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("abc\r\nabcdef"));
  expect(buffer.takeLine(5).kind).toBe("line");
  expect(buffer.takeLine(5)).toEqual({ kind: "too-long" });
});

test("a line feed alone ends no line", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("\n"));
  expect(buffer.takeLine(5)).toEqual({ kind: "bare-line-feed" });
});

test("a run is at most what was asked for and what is there", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("abcde"));
  expect(textOf(buffer.takeRun(2))).toBe("ab");
  expect(textOf(buffer.takeRun(Number.POSITIVE_INFINITY))).toBe("cde");
  expect(buffer.takeRun(1)).toHaveLength(0);
});

test("peeking looks over the pieces of a line and takes nothing", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("HT"));
  buffer.takeLine(10);
  buffer.push(latin1("TP/1"));
  expect(buffer.peek(4)).toBe("HTTP");
  expect(buffer.peek(2)).toBe("HT");
  expect(buffer.peek(20)).toBe("HTTP/1");
});

test("bytes become characters one by one, above 127 too, in long lines too", () => {
  const buffer = new LineBuffer();
  const text = "\x80\x9f\xff".repeat(10_000);
  buffer.push(latin1(`${text}\r\n`));
  expect(buffer.takeLine(40_000)).toEqual({ kind: "line", text, length: 30_002 });
});

test("pushing before everything was taken is a mistake of the caller", () => {
  const buffer = new LineBuffer();
  buffer.push(latin1("a"));
  expect(() => buffer.push(latin1("b"))).toThrow("have not been taken");
});
