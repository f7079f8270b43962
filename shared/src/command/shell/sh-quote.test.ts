import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeUtf8 } from "../../model/bytes.ts";
import { splitShellWords } from "./shell-words.ts";
import { fitsWord, hereDocument, printfFormat, quoteSh } from "./sh-quote.ts";

test("any text is one word for a shell, and that very text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (shown, any) => {
      for (const text of [shown, any].filter((one) => one.isWellFormed())) {
        expect(splitShellWords(quoteSh(text))).toEqual([text]);
        expect(quoteSh(text).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    }),
  );
});

test("bash reads back what was meant, also what is not seen", () => {
  const texts = ["a\u200bb", "it's\t\\x41", "\u202eroot", "\u001b[31mred", "two\nlines\u00ad", "-x\u0007", "é\ufe0f?"];
  const script = texts.map((text) => `printf '%s\\0' ${quoteSh(text)}`).join("\n");
  expect(execFileSync("bash", ["-c", script]).toString().split("\0").slice(0, -1)).toEqual(texts);
});

test("plain names stay as they are, what a shell sees something in is quoted", () => {
  expect(["/a/b-1.c", "a=b", "=a", "", "$x", "it's"].map(quoteSh)).toEqual([
    "/a/b-1.c",
    "a=b",
    "'=a'",
    "''",
    "'$x'",
    String.raw`'it'\''s'`,
  ]);
});

test("text with line breaks fits a command line; control characters, other bytes and very long ones do not", () => {
  expect(["one\ntwo", "grüße", ""].map((text) => fitsWord(encodeUtf8(text)))).toEqual([true, true, true]);
  expect(["\t", "\u001b[0m", "\0", "\u202e", "x".repeat(70_000)].map((text) => fitsWord(encodeUtf8(text)))).toEqual(
    Array.from({ length: 5 }, () => false),
  );
  expect(fitsWord(Uint8Array.of(0xff))).toBe(false);
});

test("printf is told every byte", () => {
  expect(printfFormat(Uint8Array.of(0, 0x31, 0xff, 0x0a))).toBe(String.raw`'\0001\377\012'`);
  expect(printfFormat(encodeUtf8("5%\\"))).toBe("'5%%\\\\'");
});

test("a here-document ends where its text does not", () => {
  expect(hereDocument("cat", "EOF\n")).toBe("cat <<'EOF_'\nEOF\nEOF_");
});
