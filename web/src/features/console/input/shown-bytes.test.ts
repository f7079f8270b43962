import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { showBytes, shownBytes } from "./shown-bytes.ts";

test("text stands for itself, bytes and control characters as escapes", () => {
  expect(showBytes(encodeUtf8("/a\tü\n"))).toBe("/a\tü\n");
  expect(showBytes(Uint8Array.of(0x61, 0xff, 0x1b, 0x0a))).toBe("a\\xff\\x1b\n");
});

test("what is too much is cut, and said", () => {
  expect(showBytes(new Uint8Array(shownBytes + 1500).fill(0x61))).toMatch(/a\n… 1,500 more bytes not shown\n$/);
});

test("a long text is cut between two characters", () => {
  const shown = showBytes(encodeUtf8(`\u0007${"ü".repeat(shownBytes / 2)}`));
  expect(shown).toBe(`\\x07${"ü".repeat(shownBytes / 2 - 1)}\n… 2 more bytes not shown\n`);
});
