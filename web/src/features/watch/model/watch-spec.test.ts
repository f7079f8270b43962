import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { allKeys, openEnd } from "@etcd-explorer/shared/model/range";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readForm, type WatchForm } from "./watch-form.ts";
import {
  formatWatches,
  mostWatches,
  nameOf,
  parseWatches,
  rangeOf,
  requestOf,
  shapeOfRange,
  type WatchSpec,
} from "./watch-spec.ts";

describe("the watches of an address", () => {
  test("are read as they are written", () => {
    const text = "prefix /config/;key /a b;range /a /b only=delete;from /x rev=12;all rev=5 only=put";
    expect(formatWatches(parseWatches(text.replace("/a b", String.raw`/a\x20b`)))).toBe(
      text.replace("/a b", String.raw`/a\x20b`),
    );
    expect(parseWatches("from /x rev=12")).toEqual([
      { shape: { kind: "range", key: keyFromText("/x") }, startRevision: "12" },
    ]);
  });

  test("whatever bytes a key has, its watch comes back the same", () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => asKey(Uint8Array.from(bytes)));
    const shape = fc.oneof(
      key.map((name) => ({ kind: "key", key: name }) as const),
      key.map((prefix) => ({ kind: "prefix", prefix }) as const),
      key.map((name) => ({ kind: "range", key: name }) as const),
      fc.constant({ kind: "all" } as const),
    );
    const spec: fc.Arbitrary<WatchSpec> = fc.record(
      {
        shape,
        startRevision: fc.integer({ min: 1 }).map((revision) => asRevision(int64(revision))),
        only: fc.constantFrom("put" as const, "delete" as const),
      },
      { requiredKeys: ["shape"] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(spec, { selector: (each) => formatWatches([each]), maxLength: 5 }), (specs) => {
        expect(parseWatches(formatWatches(specs))).toEqual(specs);
      }),
    );
  });

  test("what cannot be read is left out, and so are doubles and too many", () => {
    for (const wrong of [
      "",
      "key",
      "key ",
      "prefix",
      "range /b /a",
      "what /a",
      "key /a rev=-1",
      "key /a rev=0",
      "key /a rev=9223372036854775808",
      "key /a x=1",
      String.raw`key \q`,
    ]) {
      expect([wrong, parseWatches(wrong)]).toEqual([wrong, []]);
    }
    expect(parseWatches("key /a;key /a;nothing;all")).toHaveLength(2);
    expect(parseWatches(Array.from({ length: 30 }, (_, at) => `key /${at}`).join(";"))).toHaveLength(mostWatches);
  });

  test("ask etcd for their range, from their revision or from where they resume", () => {
    const [all, key, from] = parseWatches("all rev=5 only=put;key /a;from /x");
    expect(all && requestOf(all)).toEqual({ range: allKeys, prevKv: true, startRevision: "5", filters: ["NODELETE"] });
    expect(key && requestOf(key, asRevision(int64(9)))).toEqual({
      range: { key: keyFromText("/a") },
      prevKv: true,
      startRevision: "9",
    });
    expect(from && requestOf(from).range).toEqual({ key: keyFromText("/x"), rangeEnd: openEnd });
    expect(parseWatches("all;key /a;from /x;range /a /b").map(({ shape }) => nameOf(shape))).toEqual([
      "All keys",
      "/a",
      "from /x",
      "/a to /b",
    ]);
  });
});

const form = (change: Partial<WatchForm>) =>
  readForm(
    { kind: "prefix", key: "/a", rangeEnd: "", start: "now", revision: "", minutes: "", only: "both", ...change },
    parseWatches("key /open"),
    (minutes) => (minutes <= 5 ? asRevision(int64(77)) : undefined),
  );

test("a range is called a key, a prefix or all keys where it is", () => {
  for (const watch of parseWatches("key /a;prefix /a/;range /a /c;from /x;all")) {
    expect(shapeOfRange(rangeOf(watch.shape))).toEqual(watch.shape);
  }
});

describe("the form of a watch", () => {
  test("is read where it is right", () => {
    expect(form({}).spec).toEqual({ shape: { kind: "prefix", prefix: keyFromText("/a") } });
    expect(form({ kind: "all", key: "", only: "put" }).spec).toEqual({ shape: { kind: "all" }, only: "put" });
    expect(form({ start: "revision", revision: "1,200" }).spec?.startRevision).toBe("1200");
    expect(form({ start: "minutes", minutes: "2.5" }).spec?.startRevision).toBe("77");
    expect(form({ kind: "range", rangeEnd: "" }).spec?.shape).toEqual({ kind: "range", key: keyFromText("/a") });
  });

  test("says what is wrong at the field that it is about", () => {
    expect(form({ key: "" }).problems.key).toMatch(/^Enter a prefix/);
    expect(form({ kind: "key", key: String.raw`\q` }).problems.key).toMatch(/^Invalid escape/);
    expect(form({ kind: "range", rangeEnd: "/a" }).problems.rangeEnd).toMatch(/after the first/);
    expect(form({ start: "revision", revision: "0" }).problems.revision).toMatch(/at least 1/);
    expect(form({ start: "minutes", minutes: "60" }).problems.minutes).toMatch(/^Start revision unknown/);
    expect(form({ start: "minutes", minutes: "-1" }).problems.minutes).toMatch(/^Enter a number/);
    expect(form({ kind: "key", key: "/open" }).problems.whole).toMatch(/already open/);
  });
});
