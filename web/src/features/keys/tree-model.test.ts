import { asKey, encodeHex, keyFromText } from "@etcd-explorer/shared/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/int64";
import type { Child, Page } from "@etcd-explorer/shared/listing/list-page";
import { describe, expect, test } from "vitest";
import { buildRows, moveInTree, type FolderState, type Row } from "./tree-model.ts";

const revision = asRevision(int64(7));
const root = asKey(new Uint8Array());

const folder = (text: string, count: number): Child => ({
  kind: "folder",
  prefix: keyFromText(text),
  count: int64(count),
});
const key = (text: string): Child => ({
  kind: "key",
  facts: { key: keyFromText(text), createRevision: revision, modRevision: revision, version: int64(1), lease: noLease },
});
const page = (children: Child[], next?: string): Page => ({
  children,
  revision,
  count: int64(9),
  ...(next === undefined ? {} : { next: keyFromText(next) }),
});
const ready = (...pages: Page[]): FolderState => ({ status: "ready", pages, more: "idle" });

const states = new Map<string, FolderState>([
  ["", ready(page([folder("/config/", 2), key("plain")]), page([folder("/z/", 1)], "/zz"))],
  [encodeHex(keyFromText("/config/")), ready(page([key("/config/a"), folder("/config/db/", 1)]))],
]);
const open = (...texts: string[]) => new Set(texts.map((text) => encodeHex(keyFromText(text))));
const rows = (expanded: ReadonlySet<string>) => buildRows(root, expanded, (hex) => states.get(hex));
const spell = (row: Row) =>
  `${" ".repeat(row.depth)}${row.kind}${row.kind === "folder" ? (row.open ? " -" : " +") : ""}`;

describe("the rows of the tree", () => {
  test("follow the pages, and say that more follows", () => {
    expect(rows(open()).map(spell)).toEqual(["folder +", "key", "folder +", "more"]);
  });

  test("show what is in open folders, deeper by one, and that a folder is being read", () => {
    expect(rows(open("/config/", "/config/db/")).map(spell)).toEqual([
      "folder -",
      " key",
      " folder -",
      "  loading",
      "key",
      "folder +",
      "more",
    ]);
  });

  test("say that a folder is empty or failed", () => {
    expect(buildRows(root, open(), () => ready(page([]))).map(spell)).toEqual(["empty"]);
    const failure = { kind: "offline", message: "away" } as const;
    expect(buildRows(root, open(), () => ({ status: "failed", failure }))).toMatchObject([{ kind: "failed", failure }]);
  });

  test("have ids of their own", () => {
    const ids = rows(open("/config/", "/config/db/")).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("keys pressed in the tree", () => {
  const all = rows(open("/config/"));

  test.each([
    ["ArrowDown", 0, { kind: "mark", at: 1 }],
    ["ArrowDown", all.length - 1, { kind: "mark", at: all.length - 1 }],
    ["ArrowUp", 0, { kind: "mark", at: 0 }],
    ["Home", 3, { kind: "mark", at: 0 }],
    ["End", 0, { kind: "mark", at: all.length - 1 }],
    ["PageDown", 0, { kind: "mark", at: 2 }],
    ["ArrowRight", 0, { kind: "mark", at: 1 }],
    ["ArrowRight", 2, { kind: "toggle", row: all[2], open: true }],
    ["ArrowRight", 1, undefined],
    ["ArrowLeft", 0, { kind: "toggle", row: all[0], open: false }],
    ["ArrowLeft", 1, { kind: "mark", at: 0 }],
    ["ArrowLeft", 3, undefined],
    ["Enter", 1, { kind: "activate", row: all[1] }],
    [" ", 0, { kind: "toggle", row: all[0], open: false }],
    ["x", 0, undefined],
  ])("%s on row %i", (name, at, move) => {
    expect(moveInTree(all, at, name, 2)).toEqual(move);
  });
});
