import fc from "fast-check";
import { expect, test } from "vitest";
import { formatSearchText, parseSearchText } from "./search-text.ts";

test("fields of the URL come back as the text that they were", () => {
  const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(fields, (record) => {
      expect(parseSearchText(formatSearchText(record))).toEqual({ ...record });
    }),
  );
});

test("a key that looks like a number stays text, and slashes stay readable", () => {
  expect(parseSearchText("?key=007")).toEqual({ key: "007" });
  expect(formatSearchText({ key: "/config/a b", prefix: undefined })).toBe("?key=/config/a%20b");
  expect(formatSearchText({})).toBe("");
});

test("two keys that differ in slashes at the end have addresses that differ in more", () => {
  const addresses = ["a", "a/", "a//"].map((key) => formatSearchText({ key }).replace(/\/+$/, ""));
  expect(new Set(addresses).size).toBe(3);
});
