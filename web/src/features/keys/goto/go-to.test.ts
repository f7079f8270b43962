import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { fakeEtcd, fakeKeyValue } from "@etcd-explorer/shared/test/fake-scan-etcd";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { describe, expect, test } from "vitest";
import { resolvePlace } from "./go-to.ts";

/** An etcd with the keys `/a` and `/bc`, and what it was asked. */
function twoKeys() {
  const etcd = fakeEtcd(["/a", "/bc"].map((name) => fakeKeyValue(keyFromText(name))));
  return { asked: etcd.asked, etcd };
}

describe("going to what was typed", () => {
  test("a key that exists is opened, the beginning of one is a prefix, and else nothing is there", async () => {
    expect(await resolvePlace(twoKeys().etcd, "/a", slash)).toEqual({ kind: "key", key: keyFromText("/a") });
    expect(await resolvePlace(twoKeys().etcd, "/b", slash)).toEqual({ kind: "prefix", prefix: keyFromText("/b") });
    expect(await resolvePlace(twoKeys().etcd, "/ab", slash)).toEqual({ kind: "nothing" });
  });

  test("no more than one name is read for it", async () => {
    const { asked, etcd } = twoKeys();
    await resolvePlace(etcd, "/b", slash);
    expect(asked).toMatchObject([{ countOnly: true }, { keysOnly: true, limit: "1" }]);
  });

  test("a folder or nothing at all is a prefix, without asking etcd", async () => {
    const { asked, etcd } = twoKeys();
    expect(await resolvePlace(etcd, "/config/", slash)).toEqual({ kind: "prefix", prefix: keyFromText("/config/") });
    expect(await resolvePlace(etcd, "", slash)).toEqual({ kind: "prefix", prefix: new Uint8Array() });
    expect(asked).toEqual([]);
  });

  test("bytes are written as escapes, and a wrong escape is refused", async () => {
    expect(await resolvePlace(twoKeys().etcd, "\\xff/", slash)).toEqual({
      kind: "prefix",
      prefix: Uint8Array.of(0xff, 0x2f),
    });
    expect(await resolvePlace(twoKeys().etcd, "a\\b", slash)).toEqual({ kind: "invalid" });
  });
});
