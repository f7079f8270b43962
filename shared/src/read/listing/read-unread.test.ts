import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { slash } from "./child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { grown, inOrder, tangled } from "./keyspaces.ts";
import { listFolder } from "./list-folder.ts";
import { entryCount, type Listing } from "./listing.ts";
import { naiveListing, spellEntry } from "../../../test/naive-listing.ts";
import { readUnread } from "./read-unread.ts";

const root = { prefix: keyFromText(""), delimiters: slash };
const keysBelow = (listing: Listing) => listing.entries.reduce((sum, entry) => sum + entryCount(entry), 0);
const flat = inOrder(Array.from({ length: 60_000 }, (_, at) => keyFromText(`k${String(at).padStart(6, "0")}`)));

describe("reading what a listing left unread", () => {
  test("at any places, until nothing is left, gives what reading every key gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(tangled, grown), fc.infiniteStream(fc.nat()), async (keys, numbers) => {
        const call = fakeEtcd(keys);
        let listing = await listFolder(call, { ...root, budget: { children: 5, ranges: 20, keys: 20 } });
        for (;;) {
          const unread = listing.entries.flatMap(({ kind }, at) => (kind === "unread" ? [at] : []));
          if (unread.length === 0) break;
          const [pick = 0, place = 0] = [numbers.next().value, numbers.next().value];
          const entry = unread[pick % unread.length] ?? 0;
          const target = listing.entries[entry];
          const offset = target === undefined ? 0 : place % entryCount(target);
          const before = listing.entries.length;
          const last = listing;
          listing = await readUnread(call, listing, { entry, offset });
          expect(keysBelow(listing)).toBe(keys.length);
          expect(listing.entries.length > before || listing.entries[entry] !== last.entries[entry]).toBe(true);
        }
        expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, root.prefix, slash));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test("makes the place itself known, however large the stretch, by reading little", async () => {
    for (const share of [0, 0.31, 0.999]) {
      const call = fakeEtcd(flat);
      const listing = await listFolder(call, { ...root, budget: { children: 1, ranges: 1, keys: 1 } });
      const entry = listing.entries.reduce((most, candidate, at, all) => {
        return candidate.kind === "unread" && entryCount(candidate) > entryCount(all[most] ?? candidate) ? at : most;
      }, listing.entries.length - 1);
      const target = listing.entries[entry];
      if (target?.kind !== "unread") throw new Error("a stretch was expected to be unread");
      const sent = call.keysSent();
      const offset = Math.floor(share * (target.count - 1));
      const read = await readUnread(call, listing, { entry, offset });
      let at = listing.entries.slice(0, entry).reduce((sum, passed) => sum + entryCount(passed), offset);
      const found = read.entries.find((candidate) => (at -= entryCount(candidate)) < 0);
      expect(found?.kind).toBe("key");
      expect(call.keysSent() - sent).toBeLessThan(6000);
    }
  }, 60_000);

  test("an entry that is known already stays as it is", async () => {
    const call = fakeEtcd(inOrder([keyFromText("a"), keyFromText("b/c")]));
    const listing = await listFolder(call, root);
    expect(await readUnread(call, listing, { entry: 1, offset: 0 })).toBe(listing);
    expect(await readUnread(call, listing, { entry: 7, offset: 0 })).toBe(listing);
  });

  test("rejects with the reason of its signal", async () => {
    const call = fakeEtcd(flat);
    const listing = await listFolder(call, { ...root, budget: { children: 1, ranges: 1, keys: 1 } });
    const entry = listing.entries.findIndex(({ kind }) => kind === "unread");
    const reason = new Error("the user has gone on");
    const reading = readUnread(call, listing, { entry, offset: 0 }, AbortSignal.abort(reason));
    await expect(reading).rejects.toBe(reason);
  });
});
