import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { expectCovered } from "../../../test/expect-covered.ts";
import { naiveListing, spellEntry } from "../../../test/naive-listing.ts";
import { asKey, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { forgetFar } from "../browse/forget.ts";
import { slash } from "../listing/child.ts";
import { inOrder, oddByte, oddBytes, tangled } from "../listing/keyspaces.ts";
import { listFolder } from "../listing/list-folder.ts";
import type { Listing } from "../listing/listing.ts";
import { followListing } from "./follow-listing.ts";
import type { KeyChange } from "./key-change.ts";

const at = (revision: number) => asRevision(int64(revision));
/** The fake's revision: what it lists is as of it. */
const read = 9;

function factsOf(key: Key, version: number, revision: number, created = revision): KeyFacts {
  return { key, createRevision: at(created), modRevision: at(revision), version: int64(version), lease: noLease };
}

/** Writes as etcd would tell of them, over the keys that are there; the keys afterwards. */
function write(keys: readonly Key[], steps: readonly (readonly [pick: number, isDelete: boolean, extra: Key])[]) {
  const versions = new Map(keys.map((key) => [encodeHex(key), 1]));
  const names = new Map(keys.map((key) => [encodeHex(key), key]));
  const changes: KeyChange[] = [];
  for (const [step, [pick, isDelete, extra]] of steps.entries()) {
    const revision = read + 1 + step;
    const there = [...names.values()];
    const key = pick < there.length ? (there[pick] ?? extra) : extra;
    const hex = encodeHex(key);
    const version = versions.get(hex) ?? 0;
    if (key.length === 0 || (isDelete && version === 0)) continue;
    if (isDelete) {
      versions.delete(hex);
      names.delete(hex);
    } else {
      versions.set(hex, version + 1);
      names.set(hex, key);
    }
    const facts = isDelete ? undefined : factsOf(key, version + 1, revision);
    changes.push({ key, revision: at(revision), facts });
  }
  return { changes, keys: inOrder([...names.values()]) };
}

const steps = fc.array(fc.tuple(fc.nat(300), fc.boolean(), oddBytes({ minLength: 1, maxLength: 7 }).map(asKey)), {
  maxLength: 120,
});
const delimiters = fc.uniqueArray(oddByte, { maxLength: 2 }).map((list) => Uint8Array.from(list));

test("events make of a whole listing what reading it again would, whatever is written", async () => {
  await fc.assert(
    fc.asyncProperty(tangled, steps, fc.nat(3), delimiters, async (keys, plan, length, parts) => {
      const prefix = asKey((keys[0] ?? keyFromText("a")).slice(0, length));
      const unbounded = { children: Infinity, ranges: Infinity, keys: Infinity };
      const listing = await listFolder(fakeEtcd(keys), { prefix, delimiters: parts, budget: unbounded });
      const { changes, keys: after } = write(keys, plan);
      const followed = followListing(listing, changes, at(1000));
      expect(followed?.entries.map(spellEntry)).toEqual(naiveListing(after, prefix, parts));
      if (followed !== undefined) expectCovered(followed, after);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("what is not read stays counted exactly, and no child is cut in two", async () => {
  await fc.assert(
    fc.asyncProperty(tangled, steps, delimiters, fc.nat(30), fc.nat(20), async (keys, plan, parts, children, held) => {
      const prefix = asKey(new Uint8Array());
      const budget = { children, ranges: 60, keys: 100 };
      const listing = await listFolder(fakeEtcd(keys), { prefix, delimiters: parts, budget });
      const small = forgetFar(listing, Math.floor(listing.entries.length / 2), held);
      const { changes, keys: after } = write(keys, plan);
      const followed = followListing(small, changes, at(1000));
      expect(followed).toBeDefined();
      if (followed !== undefined) expectCovered(followed, after);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("events in any batches come to the same", async () => {
  const keys = inOrder(["/a/1", "/a/2", "/b"].map(keyFromText));
  const listing = await listFolder(fakeEtcd(keys), { prefix: asKey(new Uint8Array()), delimiters: slash });
  const { changes } = write(keys, [
    [0, true, asKey(new Uint8Array())],
    [9, false, keyFromText("/c/1")],
    [9, false, keyFromText("/a/0")],
    [0, true, asKey(new Uint8Array())],
  ]);
  const whole = followListing(listing, changes, at(99));
  let one: Listing | undefined = listing;
  // Each time with all that is known: what it has already is left out by its revision.
  for (const { revision } of changes)
    one =
      one &&
      followListing(
        one,
        changes.filter((each) => Number(each.revision) <= Number(revision)),
        revision,
      );
  expect(one?.entries).toEqual(whole?.entries);
  expect(whole?.revision).toBe("99");
  expect([whole?.asRead, one?.asRead, listing.asRead]).toEqual([listing, listing, undefined]);
});

test("what is older or elsewhere leaves the very same listing", async () => {
  const keys = inOrder(["/a/1", "/b/1"].map(keyFromText));
  const listing = await listFolder(fakeEtcd(keys), { prefix: keyFromText("/a/"), delimiters: slash });
  const old = { key: keyFromText("/a/2"), revision: at(read), facts: factsOf(keyFromText("/a/2"), 1, read) };
  const other = { key: keyFromText("/b/2"), revision: at(20), facts: factsOf(keyFromText("/b/2"), 1, 20) };
  expect(followListing(listing, [old, other], at(30))).toBe(listing);
});

test.each([
  ["a key that is unknown is written again", "/a/9", factsOf(keyFromText("/a/9"), 2, 20, 9)],
  ["a key that is unknown is deleted", "/a/9", undefined],
  ["a key that is known is created", "/a/1", factsOf(keyFromText("/a/1"), 1, 20)],
])("a listing to which events do not fit must be read again: %s", async (_, name, facts) => {
  const keys = inOrder([keyFromText("/a/1")]);
  const listing = await listFolder(fakeEtcd(keys), { prefix: keyFromText("/a/"), delimiters: slash });
  expect(followListing(listing, [{ key: keyFromText(name), revision: at(20), facts }], at(20))).toBeUndefined();
});
