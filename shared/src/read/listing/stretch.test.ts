import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { slash } from "./child.ts";
import { childEnd, childrenOf } from "./stretch.ts";

const root = { prefix: keyFromText(""), delimiters: slash };
const one = asRevision(int64(1));
const facts = (key: string) => {
  return { key: keyFromText(key), createRevision: one, modRevision: one, version: int64(1), lease: noLease };
};

describe("stretches", () => {
  test("a child ends after its key, or with its folder; a delimiter in first place belongs to the name", () => {
    expect(childEnd(keyFromText("a/1"), root)).toEqual(keyFromText("a0"));
    expect(childEnd(keyFromText("a"), root)).toEqual(keyFromText("a\0"));
    expect(childEnd(keyFromText("/a"), root)).toEqual(keyFromText("/a\0"));
    expect(childEnd(asKey(Uint8Array.of(0xff, 0x2f, 1)), root)).toEqual(Uint8Array.of(0xff, 0x30));
  });

  test("keys in order become children: those of a folder one, with their count and the first of them", () => {
    const children = childrenOf(["a", "a/", "a/1", "a//2", "b"].map(facts), root);
    expect(children).toMatchObject([
      { kind: "key" },
      { kind: "folder", prefix: keyFromText("a/"), count: 3, first: { key: keyFromText("a/") } },
      { kind: "key", facts: { key: keyFromText("b") } },
    ]);
    expect(childrenOf([], root)).toEqual([]);
  });
});
