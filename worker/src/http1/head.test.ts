import { describe, expect, test } from "vitest";
import { readChunkSize, readFieldLine, readStatusLine } from "./head.ts";

describe("a status line", () => {
  test("says version, status and reason", () => {
    expect(readStatusLine("HTTP/1.1 412 Precondition Failed")).toEqual({
      ok: true,
      value: { minorVersion: 1, status: 412, reason: "Precondition Failed" },
    });
  });

  test.each(["HTTP/1.1 200 ", "HTTP/1.0 200"])("may lack its reason: %j", (line) => {
    expect(readStatusLine(line)).toMatchObject({ ok: true, value: { status: 200, reason: "" } });
  });

  test.each([
    "",
    "HTTP/1.1",
    "HTTP/2.0 200 OK",
    "http/1.1 200 OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1 2000",
    "HTTP/1.1 600 X",
  ])("is refused: %j", (line) => {
    expect(readStatusLine(line).ok).toBe(false);
  });
});

describe("a field line", () => {
  test("gives the name in lower case and the value without the white space around it", () => {
    expect(readFieldLine("Content-Type: \t application/json; a=b \t")).toEqual({
      ok: true,
      value: { name: "content-type", value: "application/json; a=b" },
    });
  });

  test("may be empty after the colon, and may hold colons", () => {
    expect(readFieldLine("X:")).toMatchObject({ value: { name: "x", value: "" } });
    expect(readFieldLine("X:a:b")).toMatchObject({ value: { value: "a:b" } });
  });

  test.each(["X", ": a", "X : a", " X: a", "\tX: a", "X Y: a", "X: a\rb", "X: a\0", "Ü: a"])(
    "is refused: %j",
    (line) => {
      expect(readFieldLine(line).ok).toBe(false);
    },
  );
});

describe("a chunk's size", () => {
  test.each([
    ["0", 0],
    ["000", 0],
    ["1A", 26],
    ["0001a", 26],
    ["5 ;name=value", 5],
    ["fffffffffffff", 2 ** 52 - 1],
  ])("is read from %j", (line, size) => {
    expect(readChunkSize(line)).toEqual({ ok: true, value: size });
  });

  test.each(["", ";a", "g", "-1", "+1", " 1", "1 2", "0x1", "10000000000001", "1;a\0"])("is refused: %j", (line) => {
    expect(readChunkSize(line).ok).toBe(false);
  });
});
