import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asValue, encodeUtf8, keyFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { findLocks } from "../../model/locks.ts";
import type { KeyEvent } from "../../model/watch.ts";
import { followLocks } from "./follow-locks.ts";
import type { LocksFound } from "./search-locks.ts";

const at = (revision: number) => asRevision(int64(revision));
const id = (lease: number) => asLeaseId(int64(lease));

interface Put {
  readonly lease?: LeaseId;
  readonly value?: string;
  readonly created?: number;
}

const kv = (
  name: string,
  revision: number,
  { lease = noLease, value = "", created = revision }: Put = {},
): KeyValue => ({
  key: keyFromText(name),
  value: asValue(encodeUtf8(value)),
  lease,
  createRevision: at(created),
  modRevision: at(revision),
  version: int64(created === revision ? 1 : 2),
});
const contender = (name: string, lease: number, revision: number, put: Put = {}) =>
  kv(`${name}/${lease.toString(16)}`, revision, { lease: id(lease), ...put });

const put = (written: KeyValue): KeyEvent => ({
  type: "put",
  key: written.key,
  revision: written.modRevision,
  kv: written,
});
const del = (name: string, revision: number): KeyEvent => ({
  type: "delete",
  key: keyFromText(name),
  revision: at(revision),
});

/** A search at revision 10 that found these keys among as many. */
const foundAmong = (kvs: readonly KeyValue[]): LocksFound => ({
  revision: at(10),
  locks: findLocks(kvs),
  searched: { kind: "names", keys: int64(kvs.length) },
});
const found = (...kvs: readonly KeyValue[]) => foundAmong(kvs);
/** `/a: 1000 < 1001`: the holder and its queue. */
const told = ({ locks }: LocksFound) =>
  locks.map(({ name, kind, holder, queue }) => {
    const leases = [holder, ...queue].map(({ lease }) => BigInt(lease).toString(16));
    return `${kind} ${formatKey(name)}: ${leases.join(" < ")}`;
  });
const keysOf = ({ searched }: LocksFound) => (searched.kind === "names" ? searched.keys : undefined);

describe("locks follow a watch", () => {
  const read = found(contender("/a", 0x1000, 3), contender("/a", 0x1001, 5), contender("/c", 0x1002, 4));

  test("one that is taken, one that is waited for and an election stand where a search finds them", () => {
    const after = followLocks(read, [
      put(contender("/b", 0x1003, 11)),
      put(contender("/a", 0x1004, 12)),
      put(contender("/0", 0x1005, 13, { value: "node-1" })),
    ]);
    expect(told(after)).toEqual(["election /0: 1005", "lock /a: 1000 < 1001 < 1004", "lock /b: 1003", "lock /c: 1002"]);
    expect(keysOf(after)).toBe("6");
  });

  test("a release passes the lock on, and the last one takes it from the list", () => {
    const after = followLocks(read, [del("/a/1000", 11), del("/c/1002", 11)]);
    expect(told(after)).toEqual(["lock /a: 1001"]);
    expect(keysOf(after)).toBe("1");
  });

  test("other keys are counted alone, and another version of one is none more", () => {
    const after = followLocks(read, [put(kv("/x", 11)), put(kv("/x", 12, { created: 11 })), del("/x", 13)]);
    expect(after).toBe(read);
    expect(keysOf(followLocks(read, [put(kv("/x", 11))]))).toBe("4");
    expect(followLocks(read, [put(kv("/x", 11))]).locks).toBe(read.locks);
  });

  test("a key that loses its own lease is no contender any more", () => {
    expect(told(followLocks(read, [put(kv("/a/1000", 11, { created: 3 }))]))).toEqual([
      "lock /a: 1001",
      "lock /c: 1002",
    ]);
  });

  test("what a later part of the search saw already is not taken back", () => {
    // Released and taken again at 11 and 12; the search read the key at 12.
    const later = found(contender("/a", 0x1000, 12));
    expect(told(followLocks(later, [del("/a/1000", 11)]))).toEqual(["lock /a: 1000"]);
    expect(followLocks(later, [put(contender("/a", 0x1000, 12))]).locks[0]?.holder.kv.modRevision).toBe("12");
    expect(told(followLocks(later, [del("/a/1000", 13)]))).toEqual([]);
  });

  test("whatever is written, what is followed is what another search finds", () => {
    const names = ["/a/1000", "/a/1001", "/a/b/1000", "/b/1002", "/b/x"];
    const write = fc.record({
      name: fc.constantFrom(...names),
      lease: fc.option(fc.constantFrom(0x1000, 0x1001, 0x1002)),
      isDelete: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 40 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        (writes, readUpTo, size) => {
          const kvs = new Map<string, KeyValue>();
          const events = writes.flatMap(({ name, lease, isDelete }, index): KeyEvent[] => {
            const revision = index + 2;
            const before = kvs.get(name);
            if (isDelete) return kvs.delete(name) ? [del(name, revision)] : [];
            const leaseId = lease === null ? noLease : id(lease);
            const created = before === undefined ? revision : Number(before.createRevision);
            const after = kv(name, revision, { lease: leaseId, created });
            kvs.set(name, after);
            return [put(after)];
          });
          const searchAt = (upTo: number) => {
            const there = new Map<string, KeyValue>();
            for (const event of events.slice(0, upTo)) {
              if (event.type === "put") there.set(formatKey(event.key), event.kv);
              else there.delete(formatKey(event.key));
            }
            return foundAmong([...there].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each));
          };
          let followed = searchAt(readUpTo);
          for (let from = readUpTo; from < events.length; from += size) {
            followed = followLocks(followed, events.slice(from, from + size));
          }
          expect(followed).toEqual(searchAt(events.length));
        },
      ),
    );
  });

  test("of leases that were searched nothing is counted", () => {
    const leases = { kind: "leases", searched: 5, leases: 9, refused: 1 } as const;
    const after = followLocks({ ...read, searched: leases }, [put(contender("/b", 0x1003, 11))]);
    expect(after.searched).toEqual(leases);
    expect(after.locks).toHaveLength(3);
  });
});
