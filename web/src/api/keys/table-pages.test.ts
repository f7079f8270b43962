import { describe, expect, test } from "vitest";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { withKeyRead, type TablePage } from "./table-pages.ts";

function facts(name: string, version = 1): KeyFacts {
  const revision = asRevision(int64(version));
  return {
    key: keyFromText(name),
    createRevision: revision,
    modRevision: revision,
    version: int64(version),
    lease: noLease,
  };
}

const page = (names: string, count: number, more: boolean): TablePage => ({
  keys: names.split("").map((name) => facts(name)),
  count,
  more,
});
const spell = (pages: readonly TablePage[]) =>
  pages.map(({ keys }) => keys.map(({ key, version }) => `${String.fromCharCode(...key)}${version}`).join(" "));

describe("a table after the write of one key", () => {
  const [first, second] = [page("bd", 6, true), page("fh", 4, true)];
  const pages = [first, second];

  test("shows the key as it is now in its place, and leaves other pages as they are", () => {
    const after = withKeyRead(pages, { key: keyFromText("f"), facts: facts("f", 9), count: 6 });
    expect(spell(after)).toEqual(["b1 d1", "f9 h1"]);
    expect(after[0]).toBe(first);
  });

  test("takes a new key into the page that its place is in, and counts it", () => {
    const between = withKeyRead(pages, { key: keyFromText("e"), facts: facts("e"), count: 7 });
    expect(spell(between)).toEqual(["b1 d1", "e1 f1 h1"]);
    expect(between[0]?.count).toBe(7);
    expect(spell(withKeyRead(pages, { key: keyFromText("a"), facts: facts("a"), count: 7 }))[0]).toBe("a1 b1 d1");
  });

  test("lets a deleted key go", () => {
    expect(spell(withKeyRead(pages, { key: keyFromText("d"), facts: undefined, count: 5 }))).toEqual(["b1", "f1 h1"]);
    expect(withKeyRead(pages, { key: keyFromText("c"), facts: undefined, count: 6 })).toEqual(pages);
  });

  test("leaves a key beyond what is loaded to the page that is still to come", () => {
    const after = withKeyRead(pages, { key: keyFromText("z"), facts: facts("z"), count: 7 });
    expect(spell(after)).toEqual(spell(pages));
    expect(after[0]?.count).toBe(7);
    const whole = [first, page("fh", 4, false)];
    expect(spell(withKeyRead(whole, { key: keyFromText("z"), facts: facts("z"), count: 7 }))[1]).toBe("f1 h1 z1");
  });

  test("puts the first key into an empty table", () => {
    const empty = [page("", 0, false)];
    expect(spell(withKeyRead(empty, { key: keyFromText("a"), facts: facts("a"), count: 1 }))).toEqual(["a1"]);
  });
});
