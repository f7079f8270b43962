import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue, compareBytes, encodeHex, keyFromText, startsWith, type Key } from "../bytes.ts";
import { asRevision, int64, noLease } from "../int64.ts";
import { isInRange } from "../range.ts";
import type { RangeRequest, RangeResponse } from "../txn.ts";
import { folderNameLength, foldersAbove, slash } from "./child.ts";
import { callsPerPage, keysPerCall, listPage, type Child, type Page } from "./list-page.ts";
import type { ListingCall } from "./listing.ts";

const revision = asRevision(int64(9));

/** etcd over a sorted list, with a smaller limit so that short keyspaces take many calls. */
function fakeEtcd(keys: readonly Key[], limit: number): ListingCall & { calls: RangeRequest[] } {
  const calls: RangeRequest[] = [];
  const read = (request: RangeRequest): RangeResponse => {
    const found = keys.filter((key) => isInRange(key, request));
    const shown =
      request.countOnly === true ? [] : found.slice(0, Math.min(limit, Number(request.limit ?? found.length)));
    const facts = { createRevision: revision, modRevision: revision, version: int64(1), lease: noLease };
    return {
      header: { clusterId: int64(1), memberId: int64(1), revision, raftTerm: int64(1) },
      kvs: shown.map((key) => ({ key, value: asValue(new Uint8Array()), ...facts })),
      more: request.countOnly !== true && found.length > shown.length,
      count: int64(found.length),
    };
  };
  return {
    calls,
    range: async (request) => {
      calls.push(request);
      return read(request);
    },
    txn: async (request) => ({
      succeeded: true,
      responses: request.success.map((operation) => {
        if (operation.kind !== "range") throw new Error("only reads");
        return { kind: "range", response: read(operation.request) };
      }),
    }),
  };
}

async function listAll(call: ListingCall, prefix: Key): Promise<{ children: Child[]; pages: Page[] }> {
  const pages: Page[] = [];
  let from: Key | undefined;
  do {
    const page: Page = await listPage(call, { prefix, delimiters: slash, revision, ...(from && { from }) });
    pages.push(page);
    from = page.next;
  } while (from !== undefined);
  return { children: pages.flatMap((page) => page.children), pages };
}

/** The same, by reading every key. */
function naive(keys: readonly Key[], prefix: Key): string[] {
  const counts = new Map<string, number>();
  for (const key of keys.filter((candidate) => startsWith(candidate, prefix))) {
    const length = folderNameLength(key, prefix.length, slash);
    const name =
      length === 0 ? `key ${encodeHex(key)}` : `folder ${encodeHex(key.subarray(0, prefix.length + length))}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`);
}

const spell = (child: Child) =>
  child.kind === "folder" ? `folder ${encodeHex(child.prefix)} ${child.count}` : `key ${encodeHex(child.facts.key)} 1`;

const byte = fc.constantFrom(0x00, 0x2f, 0x2f, 0x30, 0x61, 0x62, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 7 }).map((list): Key => asKey(Uint8Array.from(list)));
const keyspace = fc
  .uniqueArray(anyKey, { maxLength: 60, selector: encodeHex })
  .map((keys) => keys.toSorted((a, b) => compareBytes(a, b)));

describe("listing a folder", () => {
  test("gives what reading every key gives, in order, with exact counts, however small the answers", async () => {
    await fc.assert(
      fc.asyncProperty(
        keyspace,
        fc.array(byte, { maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (keys, start, limit) => {
          const prefix = asKey(Uint8Array.from(start));
          const { children } = await listAll(fakeEtcd(keys, limit), prefix);
          expect(children.map(spell)).toEqual(naive(keys, prefix));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("every key is reached by opening folder after folder", async () => {
    await fc.assert(
      fc.asyncProperty(keyspace, async (keys) => {
        const call = fakeEtcd(keys, 5);
        const reached: string[] = [];
        const open = async (prefix: Key): Promise<void> => {
          for (const child of (await listAll(call, prefix)).children) {
            if (child.kind === "folder") await open(child.prefix);
            else reached.push(encodeHex(child.facts.key));
          }
        };
        await open(asKey(new Uint8Array()));
        expect(reached).toEqual(keys.map(encodeHex));
      }),
    );
  });

  test("a page costs a bounded number of calls and says that more follows", async () => {
    const keys = Array.from({ length: 40 }, (_, at) => keyFromText(`/k${String(at).padStart(2, "0")}`));
    const call = fakeEtcd(keys, 2);
    const page = await listPage(call, { prefix: asKey(new Uint8Array()), delimiters: slash });
    expect(call.calls).toHaveLength(callsPerPage);
    expect(page.children).toHaveLength(callsPerPage * 2);
    expect(page.next).toBeDefined();
    expect(page.count).toBe("40");
    expect(call.calls.every((request) => request.keysOnly === true && request.limit === String(keysPerCall))).toBe(
      true,
    );
    expect(call.calls.slice(1).every((request) => request.revision === revision)).toBe(true);
  });

  test("a large folder among small ones is skipped, not read", async () => {
    const large = Array.from({ length: 500 }, (_, at) => keyFromText(`/big/${at}`));
    const keys = [...large, keyFromText("/small/1")].toSorted((a, b) => compareBytes(a, b));
    const call = fakeEtcd(keys, 10);
    const { children } = await listAll(call, asKey(new Uint8Array()));
    expect(children.map(spell)).toEqual(naive(keys, asKey(new Uint8Array())));
    expect(call.calls).toHaveLength(2);
  });
});

describe("folders", () => {
  test("a, /a and a// are different entries", async () => {
    const keys = ["/a", "a", "a//"].map((text) => keyFromText(text));
    const { children } = await listAll(fakeEtcd(keys, 100), asKey(new Uint8Array()));
    expect(children.map(spell)).toEqual([
      `key ${encodeHex(keyFromText("/a"))} 1`,
      `key 61 1`,
      `folder ${encodeHex(keyFromText("a/"))} 1`,
    ]);
  });

  test("above a key are named from the outermost in", () => {
    expect(foldersAbove(keyFromText("/config/db/pool"), slash)).toEqual([
      keyFromText("/config/"),
      keyFromText("/config/db/"),
    ]);
    expect(foldersAbove(keyFromText("a//"), slash)).toEqual([keyFromText("a/")]);
    expect(foldersAbove(keyFromText("plain"), slash)).toEqual([]);
  });
});
