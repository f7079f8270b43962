import { keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { int64 } from "@etcd-explorer/shared/model/int64";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { describe, expect, test } from "vitest";
import { resolvePlace } from "./go-to.ts";

/** An etcd with the key `/a` alone, and what it was asked. */
function oneKey() {
  const asked: Key[] = [];
  const etcd = {
    range: async ({ key }: { key: Key }) => {
      asked.push(key);
      return { kvs: [], more: false, count: int64(Buffer.from(key).toString() === "/a" ? 1 : 0) };
    },
    txn: () => Promise.reject(new Error("not asked in this test")),
  };
  return { asked, etcd };
}

describe("going to what was typed", () => {
  test("a key that exists is opened, another name is a prefix", async () => {
    expect(await resolvePlace(oneKey().etcd, "/a", slash)).toEqual({ kind: "key", key: keyFromText("/a") });
    expect(await resolvePlace(oneKey().etcd, "/ab", slash)).toEqual({ kind: "prefix", prefix: keyFromText("/ab") });
  });

  test("a folder or nothing at all is a prefix, without asking etcd", async () => {
    const { asked, etcd } = oneKey();
    expect(await resolvePlace(etcd, "/config/", slash)).toEqual({ kind: "prefix", prefix: keyFromText("/config/") });
    expect(await resolvePlace(etcd, "", slash)).toEqual({ kind: "prefix", prefix: new Uint8Array() });
    expect(asked).toEqual([]);
  });

  test("bytes are written as escapes, and a wrong escape is refused", async () => {
    expect(await resolvePlace(oneKey().etcd, "\\xff/", slash)).toEqual({
      kind: "prefix",
      prefix: Uint8Array.of(0xff, 0x2f),
    });
    expect(await resolvePlace(oneKey().etcd, "a\\b", slash)).toBeUndefined();
  });
});
