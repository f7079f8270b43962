import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { spanOf } from "@etcd-explorer/shared/model/key-ranges";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { describeCost, describeSecrets, describeWhat, exportName, nameOf, rangesOf } from "./export-model.ts";

const keys = (...names: string[]) => names.map(keyFromText);
const selection = { kind: "selection", keys: keys("/a/x", "/b"), prefixes: keys("/a/") } as const;

describe("what is exported", () => {
  test("is in order, and no key of it twice", () => {
    expect(rangesOf(selection, undefined)).toEqual([prefixRange(keyFromText("/a/")), { key: keyFromText("/b") }]);
  });

  test("is, for a limited user, what it may read of it", () => {
    const readable = [spanOf(prefixRange(keyFromText("/a/public/")))];
    expect(rangesOf({ kind: "prefix", prefix: keyFromText("") }, readable)).toEqual(readable);
    expect(rangesOf(selection, readable)).toEqual(readable);
    const single = keyFromText("/a/public/one");
    expect(rangesOf({ kind: "found", keys: [single] }, readable)).toEqual([{ key: single }]);
  });

  test("is said in words", () => {
    expect(describeWhat({ kind: "prefix", prefix: keyFromText("") })).toBe("All keys");
    expect(describeWhat({ kind: "found", keys: keys("/a") })).toBe("1 found key");
    expect(describeWhat(selection)).toBe("Selection: 1 folder and 2 keys");
    expect(describeWhat({ kind: "selection", keys: [], prefixes: keys("/a/") })).toBe("All keys below /a/");
  });

  test("has its cost said, by format", () => {
    const cost = {
      keys: 1204,
      sampled: 1204,
      secrets: 0,
      sizeBytes: { "json-lines": 1_468_006, etcdctl: 900, keys: 100, decoded: 2000 },
    };
    expect(describeCost(cost, "json-lines")).toBe("1,204 keys, file of about 1.5 MB");
    expect(describeCost(cost, "keys")).toBe("1,204 keys, file of about 100 B");
    expect(describeCost({ ...cost, sampled: 500 }, "json-lines")).toBe(
      "1,204 keys, file of about 1.5 MB (estimated from 500 keys)",
    );
  });

  test("says whose Secrets go into the file", () => {
    const cost = { keys: 4, sampled: 4, secrets: 1, sizeBytes: { "json-lines": 9, etcdctl: 9, keys: 9, decoded: 9 } };
    expect(describeSecrets(cost, "json-lines")).toBe(
      "Includes the data of 1 Secret, readable by anyone with the file.",
    );
    expect(describeSecrets({ ...cost, sampled: 2, secrets: 1200 }, "etcdctl")).toContain("about 1,200 Secrets");
    expect(describeSecrets(cost, "keys")).toBeUndefined();
    expect(describeSecrets({ ...cost, secrets: 0 }, "json-lines")).toBeUndefined();
  });

  test("names the file: by its only folder or key, else by where one is", () => {
    const root = keyFromText("/apps/");
    expect(nameOf({ kind: "selection", keys: [], prefixes: keys("/a/") }, root)).toEqual(keyFromText("/a/"));
    expect(nameOf(selection, root)).toEqual(root);
    expect(nameOf({ kind: "found", keys: keys("/a") }, root)).toEqual(root);
  });
});

test("a file is named for its prefix", () => {
  expect(exportName(keyFromText("/config/db/"), "jsonl")).toBe("config-db.jsonl");
  expect(exportName(asKey(new Uint8Array()), "json")).toBe("etcd.json");
});
