import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { int64 } from "../../model/int64.ts";
import { unionOf } from "../../model/key-ranges.ts";
import { allKeys, prefixRange } from "../../model/range.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { limitCall } from "./limited-call.ts";

const keys = ["/a/1", "/a/2", "/b/1", "/c/1", "/c/2", "/d"].map((text) => keyFromText(text));
const below = (text: string) => prefixRange(keyFromText(text));
const readable = unionOf([below("/a/"), below("/c/"), { key: keyFromText("/d") }]);
const texts = (kvs: readonly { key: Uint8Array }[]) => kvs.map(({ key }) => Buffer.from(key).toString());

describe("a limited call", () => {
  test("answers a wide range with what may be read of it, and counts that alone", async () => {
    const answer = await limitCall(fakeEtcd(keys), readable).range({ ...allKeys, keysOnly: true });
    expect(texts(answer.kvs)).toEqual(["/a/1", "/a/2", "/c/1", "/c/2", "/d"]);
    expect(answer).toMatchObject({ count: "5", more: false, header: { revision: "9" } });
  });

  test("keeps the limit over the parts, and says that more follows", async () => {
    const answer = await limitCall(fakeEtcd(keys), readable).range({ ...allKeys, limit: int64(3) });
    expect(texts(answer.kvs)).toEqual(["/a/1", "/a/2", "/c/1"]);
    expect(answer).toMatchObject({ count: "5", more: true });
  });

  test("asks a range within as it is", async () => {
    const etcd = fakeEtcd(keys);
    await limitCall(etcd, readable).range(below("/a/"));
    expect(etcd.ranges).toEqual([below("/a/")]);
  });

  test("answers a range wholly outside as empty, at etcd's revision, and never asks for it", async () => {
    const etcd = fakeEtcd(keys);
    const answer = await limitCall(etcd, readable).range(below("/b/"));
    expect(answer).toMatchObject({ kvs: [], count: "0", more: false, header: { revision: "9" } });
    expect(etcd.ranges).toEqual([{ key: keyFromText("/a/"), countOnly: true }]);
  });

  test("answers each read of a transaction by itself, in batches that the server takes", async () => {
    const many = Array.from(
      { length: 100 },
      () => ({ kind: "range", request: { ...allKeys, countOnly: true } }) as const,
    );
    const etcd = fakeEtcd(keys);
    const inside = { kind: "range", request: { ...below("/a/"), countOnly: true } } as const;
    const request = { compare: [], success: [...many, inside], failure: [] };
    const { responses } = await limitCall(etcd, readable).txn(request);
    expect(responses).toHaveLength(101);
    expect(responses[99]).toMatchObject({ response: { count: "5" } });
    expect(responses[100]).toMatchObject({ response: { count: "2" } });
    expect(etcd.calls()).toBe(3);
  });
});
