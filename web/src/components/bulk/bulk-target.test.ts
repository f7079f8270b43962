import { asKey, encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { describe, expect, test } from "vitest";
import { selectionId, type SelectedThing } from "#/stores/selection.ts";
import { bulkTarget } from "./bulk-target.ts";

const hex = (text: string) => encodeHex(keyFromText(text));
const key = (text: string): SelectedThing => ({ kind: "key", key: hex(text) });
const folder = (text: string): SelectedThing => ({ kind: "prefix", prefix: hex(text), count: 1 });
const selectionOf = (...things: SelectedThing[]) => new Map(things.map((thing) => [selectionId(thing), thing]));
const nowhere = asKey(new Uint8Array());

describe("what a bulk act is about", () => {
  test("is the selection, with nothing in it twice", () => {
    const target = bulkTarget(
      selectionOf(folder("/a/"), key("/a/x"), key("/b"), folder("/c/")),
      undefined,
      keyFromText("/z/"),
    );
    expect(target).toMatchObject({ what: "2 folders and 1 key" });
    expect(target?.ranges).toEqual([
      prefixRange(keyFromText("/a/")),
      { key: keyFromText("/b") },
      prefixRange(keyFromText("/c/")),
    ]);
  });

  test("names one key or one folder as it is called", () => {
    expect(bulkTarget(selectionOf(key("/a/x")), undefined, nowhere)).toMatchObject({ what: "/a/x" });
    expect(bulkTarget(selectionOf(key("/a/x"), folder("/a/")), undefined, nowhere)).toMatchObject({
      what: "/a/",
      prefix: keyFromText("/a/"),
    });
  });

  test("is what is marked in the tree where nothing is selected", () => {
    expect(bulkTarget(new Map(), key("/a/x"), keyFromText("/z/"))).toMatchObject({ what: "/a/x" });
    expect(bulkTarget(new Map(), folder("/a/"), nowhere)).toMatchObject({ what: "/a/", prefix: keyFromText("/a/") });
    expect(bulkTarget(selectionOf(key("/b")), folder("/a/"), nowhere)).toMatchObject({ what: "/b" });
  });

  test("is the folder where nothing is selected, but never the whole keyspace unasked", () => {
    expect(bulkTarget(new Map(), undefined, keyFromText("/z/"))).toMatchObject({ what: "/z/" });
    expect(bulkTarget(new Map(), undefined, nowhere)).toBeUndefined();
  });
});
