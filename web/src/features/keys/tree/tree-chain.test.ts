import { asKey, encodeHex, keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { entryCount, type Entry, type Listing } from "@etcd-explorer/shared/read/listing/listing";
import { describe, expect, test } from "vitest";
import { buildTree } from "./build-tree.ts";
import type { FolderState } from "./tree-chain.ts";
import type { Row, TreeRows } from "./tree-rows.ts";
import { isChecked } from "./tree-selection.ts";

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

const told = (tree: TreeRows) =>
  rowsOf(tree).map((row) => (row?.kind === "folder" ? `${row.open ? "-" : "+"}${formatKey(row.prefix)}` : spell(row)));

describe("folders that hold nothing but one folder", () => {
  const chained = new Map<string, FolderState>([
    ["", ready(folder("/a/", 2), folder("/b/", 1), key("plain"))],
    [hex("/a/"), ready(folder("/a/x/", 2))],
    [hex("/a/x/"), ready(folder("/a/x/y/", 2))],
    [hex("/a/x/y/"), ready(key("/a/x/y/1"), key("/a/x/y/2"))],
  ]);
  const compact = (...texts: string[]) => buildTree(root, open(...texts), (prefix) => chained.get(prefix), true);
  const all = ["/a/", "/a/x/", "/a/x/y/"];

  test("stand in one row with it, deeper by one only, as many as are open; the first that is closed ends the row", () => {
    expect(told(compact(...all))).toEqual(["-/a/x/y/", " key", " key", "+/b/", "key"]);
    expect(told(compact("/a/"))).toEqual(["+/a/x/", "+/b/", "key"]);
    expect(told(compact("/a/", "/a/x/"))).toEqual(["+/a/x/y/", "+/b/", "key"]);
    expect(told(compact())).toEqual(["+/a/", "+/b/", "key"]);
    // What is open further down is no part of the row while something in between is closed.
    expect(told(compact("/a/", "/a/x/y/"))).toEqual(["+/a/x/", "+/b/", "key"]);
  });

  test("keep their count, their ID and their places, whichever of them is meant", () => {
    const tree = compact(...all);
    expect(tree.at(0)).toMatchObject({ count: 2, id: `folder-${hex("/a/")}`, outermost: keyFromText("/a/") });
    for (const name of all) {
      const place = { folder: "", name: hex(name), offset: 0 };
      expect(tree.rowOf(place)).toBe(0);
      expect(tree.isAt(place, 0)).toBe(true);
    }
    expect(tree.find(keyFromText("/a/x/y/2"))).toBe(2);
    expect(tree.folderOf(keyFromText("/a/x/y/2"))?.prefix).toEqual(keyFromText("/a/x/y/"));
    expect(tree.at(2)).toMatchObject({ depth: 1, posInSet: 2, setSize: 2 });
    for (const name of all) {
      const selected = new Map([[`prefix ${hex(name)}`, { kind: "prefix", prefix: hex(name), count: 2 } as const]]);
      const row = tree.at(0);
      // The outermost and the innermost are those that one can select; nothing else was ever a row.
      expect([name, row !== undefined && isChecked(tree, 0, row, selected)]).toEqual([name, name !== "/a/x/"]);
    }
  });

  test("are known to the end where they hold one key that was met, also while they are read", () => {
    const only = { kind: "folder", prefix: keyFromText("/b/"), count: 1, first: facts("/b/c/d/1") } as const;
    const tree = (expanded: ReadonlySet<string>) =>
      buildTree(root, expanded, (prefix) => (prefix === "" ? ready(only) : undefined), true);
    expect(told(tree(open()))).toEqual(["+/b/c/d/"]);
    expect(told(tree(open("/b/", "/b/c/", "/b/c/d/")))).toEqual(["-/b/c/d/", " loading"]);
    expect(told(tree(open("/b/")))).toEqual(["+/b/c/d/"]);
  });

  test("stand each in a row of its own where somebody wants them so", () => {
    expect(told(buildTree(root, open(...all), (prefix) => chained.get(prefix)))).toEqual([
      "-/a/",
      "-/a/x/",
      "-/a/x/y/",
      "   key",
      "   key",
      "+/b/",
      "key",
    ]);
  });
});
