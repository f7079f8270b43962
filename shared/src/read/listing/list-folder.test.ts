import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, keyFromText, type Key } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { slash } from "./child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { grown, inOrder, oddByte, tangled } from "./keyspaces.ts";
import { listFolder } from "./list-folder.ts";
import type { Budget, Listing } from "./listing.ts";
import { expectCovered } from "../../../test/expect-covered.ts";
import { naiveListing, spellEntry } from "../../../test/naive-listing.ts";

const unbounded: Budget = { children: Infinity, ranges: Infinity, keys: Infinity };
const keyspace = fc.oneof(tangled, grown);
const someDelimiters = fc.uniqueArray(oddByte, { maxLength: 3 }).map((list) => Uint8Array.from(list));

/** A prefix that some key has, or none. */
const withPrefix = (keys: fc.Arbitrary<Key[]>) =>
  fc.tuple(keys, fc.nat(), fc.nat(4)).map(([list, pick, length]) => {
    const key = list[pick % Math.max(1, list.length)] ?? keyFromText("a/");
    return { keys: list, prefix: asKey(key.slice(0, length)) };
  });

describe("listing a folder", () => {
  test("gives what reading every key gives, in order, with exact counts, whatever bytes are delimiters", async () => {
    await fc.assert(
      fc.asyncProperty(withPrefix(keyspace), someDelimiters, async ({ keys, prefix }, delimiters) => {
        const listing = await listFolder(fakeEtcd(keys), { prefix, delimiters, budget: unbounded });
        expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, prefix, delimiters));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("covers every key at every step, within any budget", async () => {
    await fc.assert(
      fc.asyncProperty(
        withPrefix(keyspace),
        someDelimiters,
        fc.record({ children: fc.nat(50), ranges: fc.nat(300), keys: fc.nat(300) }),
        async ({ keys, prefix }, delimiters, budget) => {
          const steps: Listing[] = [];
          const call = fakeEtcd(keys);
          const last = await listFolder(call, { prefix, delimiters, budget }, (step) => steps.push(step));
          for (const step of [...steps, last]) expectCovered(step, keys);
          // What was known stays known.
          const known = steps.map(({ entries }) => entries.filter(({ kind }) => kind !== "unread").length);
          expect(known).toEqual(known.toSorted((a, b) => a - b));
          // The blind look, what the budget allows, and what four requests may overshoot it by.
          expect(call.ranges.length).toBeLessThan(128 + budget.ranges + 4 * 1300);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  test("reads everything at one revision, keys only", async () => {
    await fc.assert(
      fc.asyncProperty(keyspace, async (keys) => {
        const revision = asRevision(int64(77));
        const call = fakeEtcd(keys, { revision });
        const listing = await listFolder(call, { prefix: keyFromText(""), delimiters: slash });
        expect(listing.revision).toBe(revision);
        const [look, ...others] = call.ranges;
        expect(look?.rangeEnd).toBeUndefined();
        expect(others.every((request) => request.revision === revision && request.keysOnly === true)).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test("starts from what the parent's listing knows, and asks nothing that follows from it", async () => {
    const keys = inOrder(Array.from({ length: 9000 }, (_, at) => keyFromText(`/only/${String(at).padStart(5, "0")}`)));
    const call = fakeEtcd(keys);
    const parent = await listFolder(call, { prefix: keyFromText(""), delimiters: slash });
    const [folder] = parent.entries;
    expect(parent.entries).toHaveLength(1);
    if (folder?.kind !== "folder") throw new Error("one folder was expected");
    const before = call.calls();
    const { revision } = parent;
    const listing = await listFolder(call, { prefix: folder.prefix, delimiters: slash, revision, known: folder });
    expectCovered(listing, keys);
    expect(call.ranges.slice(before).every((request) => request.revision === revision)).toBe(true);
  });

  test("believes nothing that an earlier listing said, whatever it was", async () => {
    const hints = fc.option(fc.record({ count: fc.nat(9000), own: fc.boolean() }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(withPrefix(keyspace), someDelimiters, hints, async ({ keys, prefix }, delimiters, hint) => {
        const call = fakeEtcd(keys);
        const facts = (await call.range({ key: keys[0] ?? keyFromText("a") })).kvs[0];
        const said = hint && { count: hint.count, ...(hint.own && facts && { first: facts }) };
        const request = { prefix, delimiters, budget: unbounded, ...(said && { hint: said }) };
        const listing = await listFolder(call, request);
        expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, prefix, delimiters));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("reads a folder that was small by a single request, at the newest revision", async () => {
    const keys = inOrder(Array.from({ length: 5000 }, (_, at) => keyFromText(`/only/${at % 7}/${at}`)));
    const call = fakeEtcd(keys);
    const prefix = keyFromText("/only/");
    const listing = await listFolder(call, { prefix, delimiters: slash, hint: { count: 4900 } });
    expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, prefix, slash));
    expect(call.calls()).toBe(1);
    expect(call.ranges[0]?.revision).toBeUndefined();
  });

  test("takes a server that allows few operations a transaction", async () => {
    await fc.assert(
      fc.asyncProperty(grown, fc.integer({ min: 1, max: 40 }), async (keys, maxTxnOps) => {
        const prefix = keyFromText("");
        const call = fakeEtcd(keys, { maxTxnOps });
        const listing = await listFolder(call, { prefix, delimiters: slash, budget: unbounded });
        expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, prefix, slash));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe("a listing that ends early", () => {
  const keys = inOrder(Array.from({ length: 40_000 }, (_, at) => keyFromText(`f-${at % 900}/${at}`)));
  const request = { prefix: keyFromText(""), delimiters: slash };

  test("rejects with the reason of its signal, and asks nothing more", async () => {
    const call = fakeEtcd(keys);
    const leaving = new AbortController();
    const reason = new Error("the user has gone on");
    const listing = listFolder(call, { ...request, signal: leaving.signal }, () => leaving.abort(reason));
    await expect(listing).rejects.toBe(reason);
    const asked = call.calls();
    await new Promise((resolve) => setImmediate(resolve));
    expect(call.calls()).toBe(asked);
  });

  test("rejects with the failure of the call", async () => {
    const call = fakeEtcd(keys);
    const failure = new Error("required revision has been compacted");
    let calls = 0;
    const failing: typeof call = {
      ...call,
      txn: (txn, signal) => (++calls > 5 ? Promise.reject(failure) : call.txn(txn, signal)),
    };
    await expect(listFolder(failing, request)).rejects.toBe(failure);
  });
});

describe("what a listing costs", () => {
  const root = { prefix: keyFromText(""), delimiters: slash };

  test("numbered folders: a few requests, and no key is counted more than twice", async () => {
    const keys = inOrder(
      Array.from({ length: 40_000 }, (_, at) => keyFromText(`team-${String(at % 200).padStart(3, "0")}/${at}`)),
    );
    const call = fakeEtcd(keys);
    const listing = await listFolder(call, root);
    expect(listing.entries).toHaveLength(200);
    expect(call.calls()).toBeLessThan(30);
    expect(call.keysWalked()).toBeLessThan(2.1 * keys.length);
  });

  test("folders with names as people give them: no key is counted more than three times, with few empty questions", async () => {
    const words =
      "account address audit cart catalog checkout contract customer delivery mail media partner payment pricing";
    const parts = ["api", "cache", "db", "jobs", "web"];
    const names = words.split(" ").flatMap((word) => parts.map((part) => `${word}-${part}`));
    const keys = inOrder(names.flatMap((name) => Array.from({ length: 700 }, (_, at) => keyFromText(`${name}/${at}`))));
    const call = fakeEtcd(keys);
    const listing = await listFolder(call, root);
    expect(listing.entries).toHaveLength(names.length);
    expect(call.keysWalked()).toBeLessThan(2.8 * keys.length);
    expect(call.ranges.length).toBeLessThan(1000);
  });

  test("a giant folder is not walked again once it is known to be one folder", async () => {
    const keys = inOrder(Array.from({ length: 30_000 }, (_, at) => keyFromText(at < 100 ? `a/${at}` : `giant/${at}`)));
    const call = fakeEtcd(keys);
    const listing = await listFolder(call, root);
    expect(listing.entries.map(spellEntry)).toEqual(naiveListing(keys, keyFromText(""), slash));
    expect(call.keysWalked()).toBeLessThan(1.1 * keys.length);
  });

  test("very many children: the first of them, and the rest in exact counts", async () => {
    const keys = inOrder(Array.from({ length: 50_000 }, (_, at) => keyFromText(`k${String(at).padStart(6, "0")}`)));
    const call = fakeEtcd(keys);
    const listing = await listFolder(call, root);
    expectCovered(listing, keys);
    expect(listing.entries.length).toBeLessThan(4000);
    expect(listing.entries.slice(0, 100).every(({ kind }) => kind === "key")).toBe(true);
    expect(call.keysSent()).toBeLessThan(10_000);
  });
});
