import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, compareBytes, encodeHex, keyFromText, valueFromText, type Value } from "../../model/bytes.ts";
import { asRevision, int64, type Revision } from "../../model/int64.ts";
import { allKeys, prefixRange, type KeyRange } from "../../model/range.ts";
import { fakeEtcd, fakeKeyValue, fakeRevision } from "../../../test/fake-scan-etcd.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { unionOf } from "../../model/key-ranges.ts";
import { limitCall } from "../listing/limited-call.ts";
import { builtinFacts } from "../../kubernetes/builtin-facts.ts";
import { searchedObject } from "../../kubernetes/searched-object.ts";
import { hiddenSecret } from "../../kubernetes/stored-secret.ts";
import { recordedObject } from "../../../test/kubernetes-recorded.ts";
import { compilePattern, type Pattern } from "./pattern.ts";
import { batchSize, runFind, type FindPlace, type FindProgress, type FindRequest, type Found } from "./run-find.ts";
import { textOfKey } from "./searched-text.ts";

const sizes = { firstKeys: 300, maxKeys: 2000, targetBytes: 1e6, growth: 8 };

interface Options {
  readonly keep?: number;
  readonly range?: KeyRange;
  readonly namesToldAt?: Revision;
  readonly decode?: NonNullable<FindRequest["decode"]>;
}

async function find(
  kvs: readonly KeyValue[],
  where: FindPlace,
  text: string,
  { keep = 1e6, range = allKeys, ...more }: Options = {},
) {
  const pattern: Pattern = { kind: "text", text, ignoreCase: false };
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) throw new Error(compiled.problem);
  const batches: (readonly Found[])[] = [];
  let last: FindProgress | undefined;
  await runFind(
    fakeEtcd(kvs),
    { range, where, matcher: compiled.matcher, keep, sizes, sharedFrom: 1, ...more },
    { onFound: (found) => batches.push(found), onProgress: (progress) => (last = progress) },
  );
  return { batches, found: batches.flat(), last };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => fakeKeyValue(keyFromText(`/k/${String(at).padStart(7, "0")}`)));

const decode = (value: Value) => searchedObject(value, builtinFacts);

describe("a find", () => {
  test("tells every key that matches once, in order", async () => {
    const anyKey = fc.array(fc.constantFrom(0x2f, 0x61, 0x62, 0xff), { minLength: 1, maxLength: 5 });
    const keyspace = fc.uniqueArray(
      anyKey.map((list) => asKey(Uint8Array.from(list))),
      { maxLength: 60, selector: encodeHex },
    );
    await fc.assert(
      fc.asyncProperty(keyspace, async (keys) => {
        const { found, last } = await find(
          keys.map((key) => fakeKeyValue(key)),
          "keys",
          "a/",
        );
        const due = keys.filter((key) => textOfKey(key).includes("a/")).toSorted(compareBytes);
        expect(found.map(({ key }) => key)).toEqual(due);
        expect(last).toEqual({ done: keys.length, total: keys.length, matched: due.length, revision: fakeRevision });
      }),
    );
  });

  test("stays in order where two readers share the range, in batches of a bounded size", async () => {
    const kvs = numbered(6000);
    const { found, batches } = await find(kvs, "keys", "/k/");
    expect(found).toHaveLength(kvs.length);
    expect(found.every(({ key }, at) => key === kvs[at]?.key)).toBe(true);
    expect(batches.every(({ length }) => length <= batchSize)).toBe(true);
  });

  test("keeps the first so many, and counts the others", async () => {
    const kvs = numbered(6000);
    const { found, last } = await find(kvs, "keys", "9", { keep: 500 });
    const due = kvs.filter(({ key }) => textOfKey(key).includes("9"));
    expect(found.map(({ key }) => key)).toEqual(due.slice(0, 500).map(({ key }) => key));
    expect(last?.matched).toBe(due.length);
  });

  test("looks into values, below a prefix only", async () => {
    const kvs = [
      fakeKeyValue(keyFromText("/a/1"), valueFromText("the needle here")),
      fakeKeyValue(keyFromText("/a/needle"), valueFromText("hay")),
      fakeKeyValue(keyFromText("/b/1"), valueFromText("needle")),
    ];
    const { found } = await find(kvs, "values", "needle", { range: prefixRange(keyFromText("/a/")) });
    expect(found).toMatchObject([
      { key: keyFromText("/a/1"), excerpt: { before: "the ", match: "needle", after: " here" } },
    ]);
  });

  test("in values after names tells every key once, whatever was written in between", async () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "/"), minLength: 1, maxLength: 4 });
    const written = fc.uniqueArray(fc.record({ name: letters, value: letters, isYounger: fc.boolean() }), {
      maxLength: 40,
      selector: ({ name }) => name,
    });
    await fc.assert(
      fc.asyncProperty(written, async (all) => {
        const younger = asRevision(int64(Number(fakeRevision) + 1));
        const kvs = all.map(({ name, value, isYounger }) => ({
          ...fakeKeyValue(keyFromText(name), valueFromText(value)),
          createRevision: isYounger ? younger : fakeRevision,
        }));
        const before = await find(
          kvs.filter(({ createRevision }) => createRevision === fakeRevision),
          "keys",
          "ab",
        );
        const after = await find(kvs, "values", "ab", { namesToldAt: fakeRevision });
        const told = [...before.found, ...after.found].map(({ key, place }) => `${place} ${encodeHex(key)}`);
        const due = all
          .filter(({ name, value }) => name.includes("ab") || value.includes("ab"))
          .map(({ name }) => `${name.includes("ab") ? "keys" : "values"} ${encodeHex(keyFromText(name))}`);
        expect(told.toSorted()).toEqual(due.toSorted());
      }),
    );
  });

  test("finds what a limited user may read, and nothing else, page by page", async () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "/"), minLength: 1, maxLength: 3 });
    const names = fc.uniqueArray(letters, { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(names, fc.array(letters, { minLength: 1, maxLength: 4 }), async (all, prefixes) => {
        const readable = unionOf(prefixes.map((prefix) => prefixRange(keyFromText(prefix))));
        const compiled = compilePattern({ kind: "text", text: "a", ignoreCase: false });
        if ("problem" in compiled) throw new Error(compiled.problem);
        const found: Found[] = [];
        let last: FindProgress | undefined;
        const etcd = fakeEtcd(all.map((name) => fakeKeyValue(keyFromText(name))));
        await runFind(
          limitCall(etcd, readable),
          { range: allKeys, where: "keys", matcher: compiled.matcher, keep: 1e6, sizes: { ...sizes, firstKeys: 3 } },
          { onFound: (more) => found.push(...more), onProgress: (progress) => (last = progress) },
        );
        const mine = all.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
        const due = mine.filter((name) => name.includes("a")).map((name) => keyFromText(name));
        expect(found.map(({ key }) => key)).toEqual(due.toSorted(compareBytes));
        expect(last).toMatchObject({ done: mine.length, total: mine.length });
      }),
    );
  });
});

test("objects of Kubernetes are found by what their fields say, Secrets also by their data, which is not shown", async () => {
  const kvs = ["Pod", "Secret", "Service"].map((name) =>
    fakeKeyValue(keyFromText(`/registry/${name}`), recordedObject(name).stored),
  );
  const look = async (text: string) =>
    (await find(kvs, "values", text, { decode })).found.map(
      ({ excerpt }) => excerpt.before + excerpt.match + excerpt.after,
    );
  const [pod = "", ...rest] = await look("runAsUser: 1000");
  expect(pod).toContain("Context: runAsNonRoot: true runAsUser: 1000 nodeName: node-3");
  expect(rest).toEqual([]);
  expect(await look("tcpSocket")).toHaveLength(1);
  expect(await look("k8s\0")).toHaveLength(1);
  expect(await look("admin")).toEqual([hiddenSecret]);
  expect((await find(kvs, "values", "runAsUser")).found).toEqual([]);
});
