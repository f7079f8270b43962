import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { asValue, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asRevision, compareInt64, int64, noLease, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { KeyEvent } from "../../model/watch.ts";
import { joinWrites, overwrittenBy } from "./past-writes.ts";
import { readLife } from "./read-life.ts";
import {
  applyFound,
  beginSearch,
  joinSearches,
  nearestPart,
  unsearchedOf,
  withoutCompacted,
  type PastWrite,
  type Searched,
  type Unsearched,
} from "./replay.ts";

const key = keyFromText("/a");
const revision = (at: number): Revision => asRevision(int64(at));

/** What etcd's watch tells of the key, of all revisions. */
function eventsOf(etcd: CompactedEtcd): KeyEvent[] {
  const at = (index: number) =>
    [...(etcd.history[index]?.keys.values() ?? [])].find((kv) => kv.key.join() === key.join());
  return etcd.history.flatMap(({ revision: when }, index): KeyEvent[] => {
    const [before, kv] = [at(index - 1), at(index)];
    if (kv !== undefined && kv.modRevision === when) return [{ type: "put", key, revision: when, kv }];
    return before !== undefined && kv === undefined ? [{ type: "delete", key, revision: when }] : [];
  });
}

/** Replays as the page does: the events of the range, and the version that was there where it begins. */
async function search(etcd: CompactedEtcd, { from, to }: Pick<Unsearched, "from" | "to">): Promise<Searched> {
  const events = eventsOf(etcd).filter((event) => compareInt64(event.revision, from) >= 0);
  return applyFound(beginSearch(from, to), events);
}

async function baseOf(etcd: CompactedEtcd, { from }: Searched): Promise<KeyValue | undefined> {
  const at = compareInt64(from, etcd.floor) > 0 ? revision(Number(from) - 1) : etcd.floor;
  return (await etcd.range({ key, revision: at })).kvs[0];
}

const spell = (write: PastWrite) =>
  `${write.revision} ${write.kind === "put" ? Buffer.from(write.version.value ?? []).toString() : "deleted"}`;

const act = fc.oneof(
  { weight: 6, arbitrary: fc.constant("put") },
  { weight: 4, arbitrary: fc.constant("other") },
  { weight: 2, arbitrary: fc.constant("delete") },
);

async function writeAll(etcd: CompactedEtcd, acts: readonly string[]): Promise<void> {
  for (const [index, what] of acts.entries()) {
    const target = what === "other" ? keyFromText("/b") : key;
    const value = valueFromText(`v${index}`);
    const operation =
      what === "delete"
        ? ({ kind: "delete", request: { key } } as const)
        : ({ kind: "put", request: { key: target, value } } as const);
    await etcd.txn({ compare: [], success: [operation], failure: [] });
  }
}

describe("the past of a key", () => {
  test("is every put and delete that etcd has left, in whichever parts it was searched", async () => {
    const share = fc.integer({ min: 0, max: 100 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 40 }),
        share,
        fc.integer({ min: 1, max: 30 }),
        async (acts, floorAt, most) => {
          const etcd = new CompactedEtcd();
          await writeAll(etcd, acts);
          etcd.floor = revision(1 + Math.floor(((Number(etcd.revision) - 1) * floorAt) / 100));
          const life = await readLife(etcd, key);
          let searched: Searched | undefined;
          for (;;) {
            const left = unsearchedOf(life, searched);
            if (left === undefined) break;
            expect(left.cost).toBe(BigInt(life.revision) - BigInt(left.from) + 1n);
            const next = await search(etcd, nearestPart(left, life.revision, most) ?? left);
            searched = searched === undefined ? next : joinSearches(searched, next);
          }
          const base = searched === undefined ? undefined : await baseOf(etcd, searched);
          const writes = joinWrites(life, searched, base);

          const all = eventsOf(etcd);
          const from = all.filter((event) => compareInt64(event.revision, etcd.floor) >= 0);
          const there = (await etcd.range({ key, revision: etcd.floor })).kvs[0];
          const expected = from
            .toReversed()
            .map((event): PastWrite =>
              event.type === "put"
                ? { kind: "put", revision: event.revision, version: event.kv }
                : { kind: "delete", revision: event.revision },
            );
          if (there !== undefined && !expected.some((each) => each.revision === there.modRevision)) {
            expected.push({ kind: "put", revision: there.modRevision, version: there });
          }
          expect(writes.map(spell)).toEqual(expected.map(spell));

          // Each knows what it overwrote, but for the oldest that is left.
          for (const [index, each] of writes.entries()) {
            const before = overwrittenBy(each, writes[index + 1]);
            const isFirst = index === writes.length - 1;
            const creates = each.kind === "put" && each.version.version === "1";
            expect([spell(each), before !== undefined]).toEqual([spell(each), !creates && !isFirst]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

const put = (at: number, bytes = 1): KeyEvent => ({
  type: "put",
  key,
  revision: revision(at),
  kv: {
    key,
    createRevision: revision(1),
    modRevision: revision(at),
    version: int64(at),
    lease: noLease,
    value: asValue(new Uint8Array(bytes)),
  },
});

describe("a search", () => {
  test("keeps the newest writes and their values within its bounds, and says how many it dropped", () => {
    const events = [put(1, 10), put(2, 10), put(3, 10), put(4, 10)];
    const found = applyFound(beginSearch(revision(1), revision(9)), events, { writes: 3, bytes: 25 });
    expect(found.writes.map((write) => write.revision)).toEqual(["4", "3", "2"]);
    expect(found.writes.map((write) => write.kind === "put" && write.version.value?.length)).toEqual([
      10,
      10,
      undefined,
    ]);
    expect(found.dropped).toBe(1);
  });

  test("begins after what etcd compacted meanwhile", () => {
    const searched = beginSearch(revision(10), revision(90));
    expect(withoutCompacted(searched, revision(40)).from).toBe("41");
    expect(withoutCompacted(searched, revision(9)).from).toBe("10");
  });

  test("that does not touch the one before takes its place where it is newer", () => {
    const [older, newer] = [beginSearch(revision(1), revision(10)), beginSearch(revision(20), revision(30))];
    expect(joinSearches(older, newer)).toBe(newer);
  });
});

describe("what is offered", () => {
  const life = { revision: revision(1_000_000), floor: revision(1), versions: [], end: "created" } as const;

  test("of much is the newest part as well, whose cost is bounded", () => {
    const all = unsearchedOf(life, undefined);
    expect(all).toEqual({ from: "1", to: "1000000", cost: 1_000_000n });
    expect(all && nearestPart(all, life.revision, 100_000)).toEqual({ from: "900001", to: "1000000", cost: 100_000n });
  });

  test("is no part where the whole costs no more, or where the part lies elsewhere", () => {
    const near = { from: revision(950_000), to: revision(1_000_000), cost: 50_001n };
    expect(nearestPart(near, life.revision, 100_000)).toBeUndefined();
    const far = { from: revision(1), to: revision(10), cost: 1_000_000n };
    expect(nearestPart(far, life.revision, 100_000)).toBeUndefined();
  });

  test("is nothing before older versions of the present life are read", () => {
    expect(unsearchedOf({ ...life, end: "more" }, undefined)).toBeUndefined();
    expect(unsearchedOf({ ...life, end: "compacted" }, undefined)).toBeUndefined();
  });
});
