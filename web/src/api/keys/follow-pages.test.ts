import { expect, test } from "vitest";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { KeyChange } from "@etcd-explorer/shared/read/follow/key-change";
import { followPages, followRows } from "./follow-pages.ts";
import type { TablePage } from "./table-pages.ts";

const at = (revision: number) => asRevision(int64(revision));

function facts(name: string, version: number, revision: number): KeyFacts {
  const created = at(revision - version + 1);
  return {
    key: keyFromText(name),
    createRevision: created,
    modRevision: at(revision),
    version: int64(version),
    lease: noLease,
  };
}
const put = (name: string, version: number, revision: number): KeyChange => ({
  key: keyFromText(name),
  revision: at(revision),
  facts: facts(name, version, revision),
});
const remove = (name: string, revision: number): KeyChange => ({
  key: keyFromText(name),
  revision: at(revision),
  facts: undefined,
});
const page = (names: string, count: number, more: boolean, read = 10): TablePage => ({
  keys: names.split("").map((name) => facts(name, 1, 5)),
  count,
  more,
  keysAt: at(read),
  countAt: at(read),
});
const spell = (pages: readonly TablePage[] | undefined) =>
  pages?.map(
    ({ keys, count }) =>
      `${count}: ${keys.map(({ key, version }) => `${String.fromCharCode(...key)}${version}`).join(" ")}`,
  );

test("rows and the count follow, page by page", () => {
  const pages = [page("bd", 6, true), page("fh", 4, true)];
  const changes = [put("d", 2, 11), put("e", 1, 12), remove("b", 13), put("z", 1, 14)];
  const after = followPages(pages, changes, at(14));
  expect(spell(after)).toEqual(["7: d2", "4: e1 f1 h1"]);
  expect(after?.[0]).toMatchObject({ keysAt: "14", countAt: "14" });
  // The same again has nothing to add.
  expect(followPages(after ?? [], changes, at(14))).toBe(after);
});

test("a page that was read later takes only what came after", () => {
  const pages = [page("bd", 6, true, 10), page("fh", 4, false, 12)];
  const after = followPages(pages, [put("f", 2, 11), put("h", 2, 12), put("h", 3, 13)], at(13));
  expect(spell(after)).toEqual(["6: b1 d1", "4: f1 h3"]);
  expect(after?.[0]?.keys).toBe(pages[0]?.keys);
});

test("a row that was read by itself after a write is neither set back nor counted twice", () => {
  const own = { ...page("b", 2, false), keys: [facts("a", 1, 12), facts("b", 1, 5)], countAt: at(12) };
  const after = followPages([own], [put("a", 1, 12), put("b", 2, 13)], at(13));
  expect(spell(after)).toEqual(["2: a1 b2"]);
});

test("where a change does not fit, or nobody knows of when the rows are, the table is read again", () => {
  expect(followPages([page("b", 1, false)], [put("c", 4, 11)], at(11))).toBeUndefined();
  const unknown: TablePage = { keys: [], count: 0, more: false };
  expect(followPages([unknown], [put("c", 1, 11)], at(11))).toBeUndefined();
});

test("of single keys only their rows become newer, and what came or went makes the table to be read again", () => {
  const pages = [page("bd", 6, true), page("fh", 4, true)];
  const after = followRows(pages, [put("d", 2, 11), put("h", 2, 12), put("z", 2, 13)]);
  expect(spell(after)).toEqual(["6: b1 d2", "4: f1 h2"]);
  expect(after?.map(({ keysAt, countAt }) => [keysAt, countAt])).toEqual([
    ["10", "10"],
    ["10", "10"],
  ]);
  expect(after && followRows(after, [put("d", 2, 11)])).toBe(after);
  expect(followRows(pages, [put("d", 2, 9), remove("b", 9)])).toBe(pages);
  for (const change of [put("e", 1, 11), remove("b", 11), put("z", 1, 11), put("c", 2, 11)]) {
    expect(followRows(pages, [change])).toBeUndefined();
  }
});
