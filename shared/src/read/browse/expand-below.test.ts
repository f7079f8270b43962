import { asKey, compareBytes, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import { slash } from "../listing/child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { listFolder } from "../listing/list-folder.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listingsBelow, readBelow } from "./expand-below.ts";

const signal = new AbortController().signal;
const root = asKey(new Uint8Array());
const byte = fc.constantFrom(0x2f, 0x2f, 0x61, 0x62, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 7 }).map((list): Key => asKey(Uint8Array.from(list)));

describe("opening all below", () => {
  test("gives each folder the listing that it has by itself", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyKey, { maxLength: 40, selector: encodeHex }), async (unordered) => {
        const etcd = fakeEtcd(unordered.toSorted((a, b) => compareBytes(a, b)));
        const { keys, revision } = await readBelow(etcd, root, signal);
        const listings = listingsBelow(root, keys, slash, revision);
        for (const [hex, listing] of listings) {
          expect(encodeHex(listing.prefix)).toBe(hex);
          expect(listing).toEqual(await listFolder(etcd, { prefix: listing.prefix, delimiters: slash }));
          const folders = listing.entries.filter((entry) => entry.kind === "folder");
          expect(folders.every(({ prefix }) => listings.has(encodeHex(prefix)))).toBe(true);
        }
      }),
    );
  });

  test("reads large folders in pages", async () => {
    const etcd = fakeEtcd(Array.from({ length: 12_000 }, (_, at) => keyFromText(`k/${String(at).padStart(5, "0")}`)));
    const { keys } = await readBelow(etcd, keyFromText("k/"), signal);
    expect(keys).toHaveLength(12_000);
    expect(etcd.calls()).toBe(3);
  });
});
