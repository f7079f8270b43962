import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleted, put } from "#/features/watch/test/watch-events.ts";
import { EventLog } from "./event-log.ts";
import { eventsPerSegment } from "./event-segment.ts";

const listed = (log: EventLog) =>
  log.order.map((number) => {
    const event = log.event(number);
    return event && `${event.revision} ${event.type} ${formatKey(event.key)}`;
  });

describe("the log of events", () => {
  test("gives back what it was given, to the byte", () => {
    const log = new EventLog();
    const binary = put("/b", 3);
    const events: KeyEvent[] = [
      put("/a", 1, { value: "" }),
      put("/a", 2, { before: 1 }),
      binary.type === "put" ? { ...binary, kv: { ...binary.kv, value: asValue(Uint8Array.of(0, 255)) } } : binary,
      deleted("/a", 4, 2),
      deleted("/c", 5),
    ];
    log.append(1, events);
    expect(log.order.map((number) => log.event(number))).toEqual(events);
  });

  test("whatever the order in which watches tell, each event is there once, by its revision", () => {
    const revisions = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
    const keys = fc.subarray(["/a", "/b", "/c"], { minLength: 1 });
    fc.assert(
      fc.property(revisions, keys, fc.array(fc.nat({ max: 2 }), { minLength: 1 }), (found, told, turns) => {
        const all = found
          .toSorted((one, other) => one - other)
          .flatMap((revision) => told.map((key) => put(key, revision)));
        // Three watches tell all of it or a part, each in order, by turns of different lengths.
        const waiting = [
          [...all],
          all.filter((_, at) => at % 2 === 0),
          all.filter(({ key }) => formatKey(key) === "/a"),
        ];
        const log = new EventLog();
        for (let turn = 0; waiting.some((events) => events.length > 0); turn++) {
          const watch = turns[turn % turns.length] ?? 0;
          const next = waiting[watch]?.splice(0, 1 + (turn % 3)) ?? [];
          log.append(1 << watch, next);
          if (next.length === 0) for (const [at, rest] of waiting.entries()) log.append(1 << at, rest.splice(0, 1));
        }
        const lines = listed(log);
        expect(new Set(lines)).toEqual(new Set(all.map(({ revision, key }) => `${revision} put ${formatKey(key)}`)));
        expect(lines).toHaveLength(all.length);
        const numbers = lines.map((line) => Number(line?.split(" ")[0]));
        expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      }),
    );
  });

  test("after etcd's data went back, the same revision of the same key is another event", () => {
    const log = new EventLog({ maxEvents: 2 * eventsPerSegment, maxBytes: 2 ** 40 });
    log.append(1, [put("/a", 5), put("/a", 9)]);
    log.beginHistory();
    expect(log.append(1, [put("/a", 5)])).toMatchObject({ told: 1, isLast: true });
    expect(log.append(2, [put("/a", 5), put("/a", 6)])).toMatchObject({ told: 2, added: [expect.any(Number)] });
    expect(listed(log)).toEqual(["5 put /a", "9 put /a", "5 put /a", "6 put /a"]);
    // What goes first is what is oldest, not what has the lowest revisions.
    log.append(
      1,
      Array.from({ length: 2 * eventsPerSegment - 2 }, (_, at) => put("/b", 10 + at)),
    );
    expect(listed(log).slice(0, 2)).toEqual(["5 put /a", "6 put /a"]);
    expect(log.order).toHaveLength(2 * eventsPerSegment);
    expect(log.dropped).toEqual({ events: 2, upTo: "9" });
  });

  test("counts for each watch what it told first, and for two what both told", () => {
    const log = new EventLog();
    expect(log.append(1, [put("/a", 1), put("/a", 2)])).toMatchObject({ told: 2, isLast: true });
    expect(log.append(2, [put("/a", 2), put("/a", 3)])).toMatchObject({ told: 2, added: [expect.any(Number)] });
    expect(log.append(2, [put("/a", 3)])).toMatchObject({ told: 0, added: [] });
  });

  test("keeps its limits: the lowest revisions go first, and are counted", () => {
    const log = new EventLog({ maxEvents: 2 * eventsPerSegment, maxBytes: 2 ** 40 });
    // A watch that replays the past, beside one that lives.
    log.append(
      1,
      Array.from({ length: 100 }, (_, at) => put("/live", 1_000_000 + at)),
    );
    for (let from = 1; from <= 3 * eventsPerSegment; from += 512) {
      log.append(
        2,
        Array.from({ length: 512 }, (_, at) => put("/past", from + at)),
      );
    }
    expect(log.order.length).toBeLessThanOrEqual(2 * eventsPerSegment);
    expect(log.dropped).toEqual({ events: 2 * eventsPerSegment, upTo: String(2 * eventsPerSegment) });
    expect(listed(log).at(-1)).toBe("1000099 put /live");
    expect(listed(log)[0]).toBe(`${2 * eventsPerSegment + 1} put /past`);
  });

  test("bounds the bytes as well, of few large values", () => {
    const log = new EventLog({ maxEvents: 1e9, maxBytes: 8 * 1024 * 1024 });
    const value = "x".repeat(1024 * 1024);
    for (let revision = 1; revision <= 30; revision++)
      log.append(1, [put("/a", revision, { value: value + revision })]);
    expect(log.sizeBytes).toBeLessThanOrEqual(8 * 1024 * 1024 + 4 * 1024 * 1024);
    expect(log.order.length + (log.dropped?.events ?? 0)).toBe(30);
  });

  test("equal values of one key take their bytes once", () => {
    const log = new EventLog();
    const value = "x".repeat(10_000);
    const events = Array.from({ length: 100 }, (_, at): KeyEvent => {
      const event = put("/a", at + 2, { value });
      const prevKv = event.type === "put" ? event.kv : undefined;
      return prevKv === undefined ? event : { ...event, prevKv };
    });
    log.append(1, events);
    expect(log.sizeBytes).toBeLessThan(100_000);
    expect(log.event(log.order[50] ?? 0)).toEqual(events[50]);
  });

  test("what was cleared can be restored, once more events came too", () => {
    const log = new EventLog();
    log.append(1, [put("/a", 1)]);
    log.clear();
    log.append(1, [put("/a", 2)]);
    const hidden = () => log.order.map((number) => log.find(number)?.segment.isHidden);
    expect(hidden()).toEqual([true, false]);
    expect(log.count).toBe(1);
    log.restore();
    expect(hidden()).toEqual([false, false]);
    expect(log.count).toBe(2);
    log.clear();
    log.clear();
    expect(log.order).toEqual([]);
  });

  test("a watch that gives up its bit takes the events along that only it told", () => {
    const log = new EventLog();
    log.append(1, [put("/a", 1)]);
    log.append(2, [put("/b", 2)]);
    log.forgetWatch(1);
    expect(listed(log)).toEqual(["2 put /b"]);
  });

  test("keys that differ in bytes are different, however they look", () => {
    const log = new EventLog();
    const key = keyFromText("/a");
    log.append(1, [put("/a", 1)]);
    log.append(2, [put("/a ", 1)]);
    expect(log.order).toHaveLength(2);
    expect(log.event(log.order[0] ?? 0)?.key).toEqual(key);
  });
});
