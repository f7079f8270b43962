import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import { slash } from "../../read/listing/child.ts";
import { prefixRange } from "../../model/range.ts";
import { commonPrefix, outermostRanges, targetOf } from "./bulk-request.ts";

const key = keyFromText;

const common = (keys: string[], prefixes: string[]) =>
  formatKey(commonPrefix(outermostRanges(keys.map(key), prefixes.map(key)), slash));

describe("what a selection covers", () => {
  test("counts nothing twice: keys and prefixes within another prefix are left out", () => {
    const ranges = outermostRanges([key("/a/b"), key("/c"), key("/a"), key("/a/")], [key("/a/"), key("/a/x/")]);
    expect(ranges).toEqual([{ key: key("/a") }, prefixRange(key("/a/")), { key: key("/c") }]);
  });

  test("a prefix that begins like a shorter one lies within it, and all keys hold everything", () => {
    expect(outermostRanges([], [key("/ab"), key("/a")])).toEqual([prefixRange(key("/a"))]);
    expect(outermostRanges([key("x")], [asKey(new Uint8Array()), key("/a")])).toEqual([prefixRange(key(""))]);
  });

  test("the same key or prefix twice is one", () => {
    expect(outermostRanges([key("a"), key("a")], [key("b/"), key("b/")])).toEqual([
      { key: key("a") },
      prefixRange(key("b/")),
    ]);
  });
});

describe("where keys go", () => {
  test("the folder that all of them lie in is what is replaced", () => {
    expect(common([], ["/a/b/"])).toBe("/a/b/");
    expect(common([], ["/a/b/", "/a/bc/"])).toBe("/a/");
    expect(common(["/a/one"], [])).toBe("/a/");
    expect(common(["/a/one", "b"], [])).toBe("");
  });

  test("only the beginning is replaced, and bytes stay bytes", () => {
    const act = { from: key("/a/"), to: key("/bb/") };
    expect(targetOf(key("/a/x/a/"), act)).toEqual(key("/bb/x/a/"));
    expect(targetOf(key("/b"), act)).toBeUndefined();
    expect(targetOf(key("/a/"), { ...act, to: key("") })).toBeUndefined();
    expect(targetOf(asKey(Uint8Array.of(0xff, 0)), { from: asKey(Uint8Array.of(0xff)), to: key("x") })).toEqual(
      asKey(Uint8Array.of(0x78, 0)),
    );
  });
});
