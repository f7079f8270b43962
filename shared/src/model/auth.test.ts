import { describe, expect, test } from "vitest";
import { covers, describeRange, overlapping, overlaps, shapeOf, type Permission, type PermissionType } from "./auth.ts";
import { explainAccess } from "./explain-access.ts";
import { asKey, keyFromText } from "./bytes.ts";
import { allKeys, openEnd, prefixRange, type KeyRange } from "./range.ts";

const one = (text: string): KeyRange => ({ key: keyFromText(text) });
const below = (text: string): KeyRange => prefixRange(keyFromText(text));
const from = (text: string): KeyRange => ({ key: keyFromText(text), rangeEnd: openEnd });
const between = (a: string, b: string): KeyRange => ({ key: keyFromText(a), rangeEnd: keyFromText(b) });
const may = (type: PermissionType, range: KeyRange): Permission => ({ type, ...range });

describe("a range of keys", () => {
  test.each([
    [one("/a"), "key", "/a"],
    [below("/a/"), "prefix", "/a/…"],
    [from("/a"), "from-key", "all keys from /a"],
    [allKeys, "every-key", "all keys"],
    // As etcd answers for the role root.
    [{ key: asKey(new Uint8Array()), rangeEnd: openEnd }, "every-key", "all keys"],
    [between("/a", "/c"), "range", "from /a up to /c"],
  ] as const)("has its shape in words (%#)", (range, shape, words) => {
    expect(shapeOf(range)).toBe(shape);
    expect(describeRange(range)).toBe(words);
  });

  test("covers what lies in it whole, and not what sticks out", () => {
    expect(covers(below("/a/"), one("/a/b"))).toBe(true);
    expect(covers(below("/a/"), below("/a/b/"))).toBe(true);
    expect(covers(below("/a/b/"), below("/a/"))).toBe(false);
    expect(covers(one("/a"), one("/a"))).toBe(true);
    expect(covers(one("/a"), below("/a"))).toBe(false);
    expect(covers(from("/a"), from("/b"))).toBe(true);
    expect(covers(below("/a"), from("/a"))).toBe(false);
  });

  test("overlaps another where one key lies in both", () => {
    expect(overlaps(below("/a/"), one("/a/b"))).toBe(true);
    expect(overlaps(below("/a/"), below("/b/"))).toBe(false);
    expect(overlaps(between("a", "c"), between("c", "d"))).toBe(false);
    expect(overlaps(between("a", "c"), between("b", "d"))).toBe(true);
    expect(overlaps(from("b"), one("a"))).toBe(false);
    const all = [may("READ", below("/a/")), may("WRITE", one("/a/b")), may("READ", one("/c"))];
    expect(overlapping(all[0] ?? may("READ", one("")), all)).toEqual([all[1]]);
  });
});

describe("who may, and why", () => {
  const reader = may("READ", below("/app/"));
  const writer = may("READWRITE", one("/app/flag"));
  const roles = [
    { name: "readers", permissions: [reader] },
    { name: "flaggers", permissions: [writer] },
    { name: "low", permissions: [may("WRITE", between("a", "c"))] },
    { name: "high", permissions: [may("WRITE", between("c", "f"))] },
  ];
  const users = [
    { name: "root", roles: ["root"] },
    { name: "app", roles: ["readers", "flaggers"] },
    { name: "halves", roles: ["low", "high"] },
    { name: "stranger", roles: ["secret"] },
  ];
  const ask = (range: KeyRange) => Object.fromEntries(explainAccess(range, users, roles).map((row) => [row.user, row]));

  test("the role root may do everything, without a permission", () => {
    expect(ask(one("anything"))["root"]).toMatchObject({ read: [{ role: "root" }], write: [{ role: "root" }] });
  });

  test("every role that allows it is named with its permission", () => {
    expect(ask(one("/app/flag"))["app"]).toMatchObject({
      read: [
        { role: "readers", permissions: [reader] },
        { role: "flaggers", permissions: [writer] },
      ],
      write: [{ role: "flaggers", permissions: [writer] }],
    });
    expect(ask(one("/app/other"))["app"]).toMatchObject({ read: [{ role: "readers" }], write: [] });
  });

  test("a whole prefix may be written only where all of it may", () => {
    expect(ask(below("/app/"))["app"]).toMatchObject({ read: [{ role: "readers" }], write: [] });
  });

  test("ranges that only together cover count together, as etcd merges them", () => {
    expect(ask(between("b", "e"))["halves"]?.write.map(({ role }) => role)).toEqual(["low", "high"]);
    expect(ask(between("b", "g"))["halves"]?.write).toEqual([]);
    expect(ask(from("b"))["halves"]?.write).toEqual([]);
  });

  test("a role that could not be looked into is named", () => {
    expect(ask(one("k"))["stranger"]).toMatchObject({ read: [], write: [], unknownRoles: ["secret"] });
  });
});
