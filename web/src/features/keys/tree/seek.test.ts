import { asKey, encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { fakeEtcd } from "@etcd-explorer/shared/test/fake-listing-etcd";
import { listFolder } from "@etcd-explorer/shared/read/listing/list-folder";
import { describe, expect, test } from "vitest";
import { forgetFar } from "@etcd-explorer/shared/read/browse/forget";
import { firstNamed, placeInListing } from "@etcd-explorer/shared/read/browse/seek";
import { rowShows } from "./row-shows.ts";
import { buildTree } from "./build-tree.ts";

const root = asKey(new Uint8Array());
const keys = [
  ...Array.from({ length: 500 }, (_, at) => keyFromText(`k${String(at).padStart(4, "0")}`)),
  keyFromText("p/1"),
  keyFromText("p/2"),
];

async function partlyRead() {
  const etcd = fakeEtcd(keys);
  const listing = forgetFar(await listFolder(etcd, { prefix: root, delimiters: slash }), 0, 40);
  return { etcd, listing, tree: buildTree(root, new Set(), () => ({ status: "ready", listing })) };
}

describe("finding what is not read", () => {
  test("takes one count, and leads to the row that stands for it", async () => {
    const { etcd, listing, tree } = await partlyRead();
    const asked = etcd.calls();
    const place = await placeInListing(etcd, listing, keyFromText("k0321"));
    expect(place.offset).toBe(321);
    expect(etcd.calls()).toBe(asked + 1);
    expect(tree.at(tree.rowOf(place) ?? -1)).toMatchObject({ kind: "unread" });
  });

  test("costs nothing where it is read", async () => {
    const { etcd, listing, tree } = await partlyRead();
    const asked = etcd.calls();
    const place = await placeInListing(etcd, listing, keyFromText("k0003"));
    expect(etcd.calls()).toBe(asked);
    expect(rowShows(tree.at(tree.rowOf(place) ?? -1), keyFromText("k0003"))).toBe(true);
  });

  test("goes by the beginning of a name, of a folder too", async () => {
    const { etcd, listing } = await partlyRead();
    expect(await firstNamed(etcd, listing, encodeUtf8("k04"))).toMatchObject({ offset: 400 });
    expect(await firstNamed(etcd, listing, encodeUtf8("p"))).toMatchObject({ offset: 500, name: "702f" });
    expect(await firstNamed(etcd, listing, encodeUtf8("x"))).toBeUndefined();
  });
});
