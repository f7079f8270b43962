import { asKey, encodeHex, keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { entryCount, type Entry, type Listing } from "@etcd-explorer/shared/read/listing/listing";
import { keyAfter } from "@etcd-explorer/shared/model/range";
import { describe, expect, test } from "vitest";
import { moveInTree } from "./tree-moves.ts";
import type { FolderState } from "./tree-chain.ts";
import { buildTree } from "./build-tree.ts";
import type { Row, TreeRows } from "./tree-rows.ts";
import { findTyped } from "./find-typed.ts";

const revision = asRevision(int64(7));
const root = asKey(new Uint8Array());

const folder = (text: string, count: number): Entry => ({ kind: "folder", prefix: keyFromText(text), count });
const facts = (text: string) => ({
  key: keyFromText(text),
  createRevision: revision,
  modRevision: revision,
  version: int64(1),
  lease: noLease,
});
const key = (text: string): Entry => ({ kind: "key", facts: facts(text) });
const unread = (from: string, to: string, count: number): Entry => ({
  kind: "unread",
  range: { key: keyFromText(from), rangeEnd: keyFromText(to) },
  count,
});
const ready = (...entries: Entry[]): FolderState => ({ status: "ready", listing: listing(entries) });
const listing = (entries: Entry[], prefix: Key = root): Listing => ({
  prefix,
  delimiters: slash,
  entries,
  revision,
  count: entries.reduce((sum, entry) => sum + entryCount(entry), 0),
});
const hex = (text: string) => encodeHex(keyFromText(text));
const open = (...texts: string[]) => new Set(texts.map(hex));
const rowsOf = (tree: TreeRows): (Row | undefined)[] => Array.from({ length: tree.count }, (_, at) => tree.at(at));
const spell = (row: Row | undefined) =>
  row === undefined
    ? "?"
    : `${" ".repeat(row.depth)}${row.kind}${row.kind === "folder" ? (row.open ? " -" : " +") : ""}`;

const states = new Map<string, FolderState>([
  ["", ready(folder("/config/", 2), folder("/z/", 1), key("plain"))],
  [hex("/config/"), ready(key("/config/a"), folder("/config/db/", 1))],
]);
const build = (expanded: ReadonlySet<string>) => buildTree(root, expanded, (prefix) => states.get(prefix));

describe("the rows of the tree", () => {
  test("tell their place in their folder: an open folder's own rows are not in between", () => {
    const rows = rowsOf(build(open("/config/", "/config/db/")));
    const places = rows.map((row) => `${row?.depth}: ${row?.posInSet} of ${row?.setSize}`);
    expect(places).toEqual(["0: 1 of 3", "1: 1 of 2", "1: 2 of 2", "2: 1 of 1", "0: 2 of 3", "0: 3 of 3"]);
    const half = buildTree(root, open(), () => ready(key("a"), unread("b", "c", 9), key("z")));
    expect(half.at(half.count - 1)).toMatchObject({ posInSet: 11, setSize: -1 });
  });

  test("show what is in open folders, deeper by one, and that a folder is being read", () => {
    expect(rowsOf(build(open())).map(spell)).toEqual(["folder +", "folder +", "key"]);
    expect(rowsOf(build(open("/config/", "/config/db/"))).map(spell)).toEqual([
      "folder -",
      " key",
      " folder -",
      "  loading",
      "folder +",
      "key",
    ]);
  });

  test("leave out open folders that stand within closed ones, or are no more", () => {
    expect(rowsOf(build(open("/config/db/", "/gone/"))).map(spell)).toEqual(["folder +", "folder +", "key"]);
  });

  test("say that a folder is empty or failed", () => {
    expect(rowsOf(buildTree(root, open(), () => ready())).map(spell)).toEqual(["empty"]);
    const failure = { kind: "offline", message: "away" } as const;
    const failed = buildTree(root, open(), () => ({ status: "failed", failure }));
    expect(rowsOf(failed)).toMatchObject([{ kind: "failed", failure }]);
  });

  test("have ids of their own", () => {
    const ids = rowsOf(build(open("/config/", "/config/db/"))).map((row) => row?.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("hold room for what is not read: as many rows as keys, or fewer where folders were seen", () => {
    const million = buildTree(root, open(), () => ready(key("a"), unread("b", "y", 999_998), key("z")));
    expect(million.count).toBe(1_000_000);
    expect(million.at(999_999)).toMatchObject({ kind: "key", id: `key-${hex("z")}` });
    expect(million.at(500_001)).toMatchObject({ kind: "unread", entry: 1, offset: 500_000 });
    const folders = buildTree(root, open(), () => ready(folder("/a/", 500), unread("/b", "/c", 1000)));
    expect(folders.count).toBe(3);
    expect(folders.at(2)).toMatchObject({ kind: "unread", offset: 500 });
  });

  test("continue behind an open folder between unread stretches", () => {
    const tree = buildTree(root, open("/m/"), (prefix) =>
      prefix === ""
        ? ready(unread("/a", "/b", 2), folder("/m/", 1), unread("/n", "/o", 1), key("z"))
        : ready(key("/m/1")),
    );
    expect(rowsOf(tree).map(spell)).toEqual(["unread", "unread", "folder -", " key", "unread", "key"]);
  });
});

describe("a place in the tree", () => {
  const tree = build(open("/config/"));

  test("is found again, whatever came before it", () => {
    const place = tree.placeOf(4);
    expect(place).toEqual({ folder: "", name: hex("plain"), offset: 3 });
    if (place === undefined) return;
    expect(tree.rowOf(place)).toBe(4);
    expect(build(open()).rowOf(place)).toBe(2);
  });

  test("that is gone leads to where it was", () => {
    const gone = { folder: hex("/config/"), name: hex("/config/aa"), offset: 1 };
    expect(tree.rowOf(gone)).toBe(1);
    expect(build(open()).rowOf(gone)).toBeUndefined();
  });

  test("among keys that are not read is kept by how many keys stand before it", () => {
    const before = buildTree(root, open(), () => ready(key("a"), unread("b", "z", 1000)));
    const place = before.placeOf(501);
    expect(place).toEqual({ folder: "", name: "", offset: 501 });
    if (place === undefined) return;
    const some = [key("k1"), key("k2")];
    const after = buildTree(root, open(), () =>
      ready(key("a"), unread("b", "k1", 500), ...some, {
        kind: "unread",
        range: { key: keyAfter(keyFromText("k2")), rangeEnd: keyFromText("z") },
        count: 498,
      }),
    );
    expect(after.at(after.rowOf(place) ?? -1)).toMatchObject({ id: `key-${hex("k1")}` });
    expect(before.rowOf({ folder: "", name: hex("k1"), offset: 501 })).toBe(501);
    expect(before.settle(place)).toBe(place);
    expect(after.settle(place)).toMatchObject({ name: hex("k1") });
  });
});

test("the last row of a folder that is still being listed leads to its last key, whatever came of it", () => {
  const before = buildTree(root, open(), () => ready(folder("/a/", 500), unread("/b", "/d", 1000)));
  const place = before.placeOf(before.count - 1);
  if (place === undefined) throw new Error("the last row has a place");
  expect(before.rowOf(place)).toBe(before.count - 1);
  const after = buildTree(root, open(), () =>
    ready(folder("/a/", 500), folder("/b/", 600), folder("/c/", 399), key("/d")),
  );
  expect(after.rowOf(after.settle(place))).toBe(after.count - 1);
});

test("a row is the one of a place where it shows that key or folder, or the folder around it that lay there unread", () => {
  const tree = build(open("/config/"));
  const place = { folder: "", name: hex("plain"), offset: 3 };
  expect(tree.isAt(place, 4)).toBe(true);
  expect(tree.isAt(place, 3)).toBe(false);
  expect(tree.isAt({ folder: "", name: hex("/config/db/pool"), offset: 0 }, 0)).toBe(true);
  expect(tree.isAt({ folder: "", name: "", offset: 3 }, 4)).toBe(true);
  expect(tree.settle(place)).toBe(place);
});

describe("a key in the tree", () => {
  test("has a row where the folders above it stand open", () => {
    expect(build(open("/config/")).find(keyFromText("/config/a"))).toBe(1);
    expect(build(open()).find(keyFromText("/config/a"))).toBeUndefined();
    expect(build(open()).find(keyFromText("plain"))).toBe(2);
    expect(build(open()).find(keyFromText("nothing"))).toBeUndefined();
  });

  test("lies in the innermost open folder", () => {
    expect(build(open("/config/")).folderOf(keyFromText("/config/db/x"))?.prefix).toEqual(keyFromText("/config/"));
    expect(build(open()).folderOf(keyFromText("/config/db/x"))?.prefix).toEqual(root);
  });
});

const to = (at: number, extending = false) => ({ kind: "mark", at, extends: extending });

describe("keys pressed in the tree", () => {
  const tree = build(open("/config/"));
  const press = (name: string, at: number, shift = false) =>
    moveInTree(tree, { at, marked: at }, { key: name, shift }, 2);
  test.each([
    ["ArrowDown", 0, to(1)],
    ["ArrowDown", 4, to(4)],
    ["ArrowUp", 0, to(0)],
    ["Home", 3, to(0)],
    ["End", 0, to(4)],
    ["PageDown", 0, to(2)],
    ["PageUp", 4, to(2)],
    ["ArrowRight", 0, to(1)],
    ["ArrowRight", 2, { kind: "toggle", at: 2, open: true }],
    ["ArrowRight", 1, undefined],
    ["ArrowLeft", 0, { kind: "toggle", at: 0, open: false }],
    ["ArrowLeft", 1, to(0)],
    ["ArrowLeft", 4, undefined],
    ["Enter", 0, { kind: "toggle", at: 0, open: false }],
    ["Enter", 1, { kind: "activate", at: 1 }],
    [" ", 0, { kind: "select", at: 0 }],
    ["x", 0, undefined],
  ])("%s on row %i", (name, at, move) => {
    expect(press(name, at)).toEqual(move);
  });

  test("Shift extends the selection on the way", () => {
    expect(press("ArrowDown", 1, true)).toEqual(to(2, true));
    expect(press("Home", 3, true)).toEqual(to(0, true));
  });
});

describe("typing a name", () => {
  const tree = build(open("/config/"));
  const find = (typed: string, from: number) =>
    findTyped(tree, from, {
      typed,
      delimiters: slash,
      nameStart: (depth, prefix) => (depth === 0 ? 0 : prefix.length),
    });

  test("goes to the next row that starts so, and around", () => {
    expect(find("p", 0)).toBe(4);
    expect(find("p", 4)).toBe(4);
    expect(find("d", 0)).toBe(2);
    expect(find("d", 3)).toBe(2);
    expect(find("q", 0)).toBe(-1);
  });

  test("passes over a first delimiter, and takes capitals for small letters", () => {
    expect(find("C", 3)).toBe(0);
    expect(find("z", 0)).toBe(3);
    expect(find("/z", 0)).toBe(3);
  });

  test("more letters stay on the row as long as it fits", () => {
    expect(find("pl", 4)).toBe(4);
    expect(find("pla", 4)).toBe(4);
  });
});
