import { expect, test } from "vitest";
import { asValue, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { versionTexts } from "./version-text.ts";

const json = (value: unknown, spaces?: number) => valueFromText(JSON.stringify(value, null, spaces));

test("JSON on one line is compared line by line, and another layout is told in words", () => {
  const { before, after, note } = versionTexts(json({ a: 1, b: 2 }), json({ a: 1, b: 3 }));
  expect(before.split("\n")).toHaveLength(4);
  expect(after).toContain('"b": 3');
  expect(note).toBeUndefined();
  expect(versionTexts(json({ a: 1 }), json({ a: 1 }, 2))).toMatchObject({ note: "Only the layout differs" });
});

test("bytes that are no text are compared as hex on both sides", () => {
  const { before, after, note } = versionTexts(valueFromText("ab"), asValue(Uint8Array.of(0xff, 0)));
  expect([before, after]).toEqual(["61 62", "ff 00"]);
  expect(note).toBe("As hex: not UTF-8 text");
});

test("a side on which there was no key is empty", () => {
  expect(versionTexts(undefined, valueFromText("x"))).toEqual({ before: "", after: "x" });
});
