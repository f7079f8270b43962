import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleted, put, revisionOf } from "#/features/watch/test/watch-events.ts";
import { EventLog } from "./event-log.ts";
import { eventsPerSegment } from "./event-segment.ts";
import { EventRows, openAtOnce } from "./event-rows.ts";
import { everything, type RowFilter } from "./row-filter.ts";

function begin(lines = 2) {
  const log = new EventLog();
  const rows = new EventRows(log, () => lines);
  const tell = (events: readonly KeyEvent[], watchBit = 1) => rows.add(log.append(watchBit, events));
  const all = () =>
    Array.from({ length: rows.count }, (_, index) => {
      const row = rows.at(index);
      if (row?.kind === "gap") return `gap ${row.gap.from}-${row.gap.to}`;
      if (row?.kind === "group") return `group ${row.group.text} ${row.group.events.length}`;
      const event = row && log.event(row.event);
      if (row === undefined || event === undefined) return "missing";
      return row.kind === "line" ? `line ${row.line}` : `${event.revision} ${formatKey(event.key)}`;
    });
  return { log, rows, tell, all };
}

describe("the rows of a watch", () => {
  test("are newest first, with those of a replay in their places", () => {
    const { tell, all } = begin();
    tell([put("/a", 10), put("/a", 12)]);
    tell([put("/b", 5), put("/b", 11)], 2);
    expect(all()).toEqual(["12 /a", "11 /b", "10 /a", "5 /b"]);
  });

  test("pass the filters: type, watch, and a text in keys, values and values before", () => {
    const { rows, tell, all } = begin();
    tell([put("/Apple", 1, { value: "pie" }), put("/b", 2, { value: "APPLE", before: 1 }), deleted("/c", 3, 2)]);
    tell([put("/d", 4, { value: "other" })], 2);
    const filter = (change: Partial<RowFilter>) => {
      rows.setFilter({ ...everything, ...change });
      return all();
    };
    expect(filter({ find: "apple" })).toEqual(["2 /b", "1 /Apple"]);
    expect(filter({ find: "value 2" })).toEqual(["3 /c"]);
    expect(filter({ types: new Set(["delete"]) })).toEqual(["3 /c"]);
    expect(filter({ watchBits: 2 })).toEqual(["4 /d"]);
    expect(filter({})).toHaveLength(4);
  });

  test("stay as they are while paused; what comes is counted, and all of it is there afterwards", () => {
    const { rows, tell, all } = begin();
    tell([put("/a", 1)]);
    rows.pause();
    tell([put("/a", 2), put("/b", 3)]);
    tell([put("/c", 1)], 2);
    expect(all()).toEqual(["1 /a"]);
    expect(rows.backlog).toBe(3);
    rows.setFilter({ ...everything, find: "/b" });
    expect(rows.backlog).toBe(1);
    rows.setFilter(everything);
    rows.resume();
    expect(all()).toEqual(["3 /b", "2 /a", "1 /c", "1 /a"]);
    expect(rows.backlog).toBe(0);
  });

  test("open into lines below their event, one or all", () => {
    const { rows, tell, all } = begin();
    tell([put("/a", 1), put("/a", 2)]);
    const second = rows.at(1);
    if (second !== undefined) rows.toggle(second);
    expect(all()).toEqual(["2 /a", "1 /a", "line 0", "line 1"]);
    rows.setFilter({ ...everything, opensAll: true });
    tell([put("/b", 3)]);
    expect(all()).toHaveLength(9);
    const first = rows.at(0);
    if (first !== undefined) rows.toggle(first);
    expect(all().slice(0, 3)).toEqual(["3 /b", "2 /a", "line 0"]);
  });

  test("with all of many open, those further down are opened as one comes near", () => {
    const { rows, tell } = begin(1);
    rows.setFilter({ ...everything, opensAll: true });
    tell(Array.from({ length: 3 * openAtOnce }, (_, at) => put("/a", at + 1)));
    rows.rebuild();
    expect(rows.count).toBe(4 * openAtOnce);
    expect(rows.openMore(openAtOnce - 1)).toBe(false);
    expect(rows.openMore(openAtOnce + 1)).toBe(true);
    expect(rows.count).toBe(5 * openAtOnce);
  });

  test("have a gap where its revisions would be", () => {
    const { rows, tell, all } = begin();
    tell([put("/a", 3), put("/a", 20)]);
    const gap = { id: 1, watchBit: 1, from: revisionOf(4), to: revisionOf(15), why: "compacted" as const, history: 0 };
    rows.setGaps([gap, { ...gap, id: 2, watchBit: 2, from: revisionOf(30), to: revisionOf(31) }]);
    rows.setFilter({ ...everything, watchBits: 1 });
    expect(all()).toEqual(["20 /a", "gap 4-15", "3 /a"]);
    rows.setFilter({ ...everything, watchBits: 1, byKey: true });
    expect(all()).toEqual(["gap 4-15", "group /a 2"]);
  });

  test("stand above all rows of before once etcd's data has gone back, whatever their revisions", () => {
    const { log, rows, tell, all } = begin();
    tell([put("/a", 8), put("/a", 20)]);
    const gap = { watchBit: 3, from: revisionOf(22), to: revisionOf(7), history: 0 };
    rows.setGaps([{ ...gap, id: 1, why: "rolled-back" }]);
    log.beginHistory();
    tell([put("/a", 8), put("/b", 9)]);
    tell([put("/a", 8), put("/c", 10)], 2);
    const later = { from: revisionOf(9), to: revisionOf(9), history: 1, watchBit: 2 };
    rows.setGaps([
      { ...later, id: 2, why: "compacted" },
      { ...gap, id: 1, why: "rolled-back" },
    ]);
    expect(all()).toEqual(["10 /c", "gap 9-9", "9 /b", "8 /a", "gap 22-7", "20 /a", "8 /a"]);
  });

  test("lose what the log drops, opened or not, and keep the rest as it is", () => {
    const log = new EventLog({ maxEvents: 2 * eventsPerSegment, maxBytes: 1e9 });
    const rows = new EventRows(log, () => 1);
    rows.setFilter({ ...everything, opensAll: true });
    for (let from = 1; from <= 3 * eventsPerSegment; from += 256) {
      rows.add(
        log.append(
          1,
          Array.from({ length: 256 }, (_, at) => put("/a", from + at)),
        ),
      );
      void rows.count;
    }
    expect(log.dropped?.events).toBe(eventsPerSegment);
    expect(rows.shownEvents).toBe(2 * eventsPerSegment);
    expect(rows.count).toBe(4 * eventsPerSegment);
    const last = rows.at(rows.count - 1);
    expect(last?.kind === "line" && log.event(last.event)?.revision).toBe(String(eventsPerSegment + 1));
  });

  test("by key, each has its events below it, and stays in its place as they come", () => {
    const { rows, tell, all } = begin();
    rows.setFilter({ ...everything, byKey: true });
    tell([put("/b", 1), put("/a", 2)]);
    expect(all()).toEqual(["group /a 1", "group /b 1"]);
    const group = rows.at(1);
    if (group !== undefined) rows.toggle(group);
    tell([put("/b", 3)]);
    expect(all()).toEqual(["group /a 1", "group /b 2", "3 /b", "1 /b"]);
  });

  test("are the same whether they were added one by one or made at once", () => {
    const event = fc.record({ key: fc.constantFrom("/a", "/b", "/c"), isPut: fc.boolean() });
    const filter = fc.record({ find: fc.constantFrom("", "b"), byKey: fc.boolean(), opensAll: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event), filter, fc.nat({ max: 30 }), (events, change, pausedAt) => {
        const told = events.map(({ key, isPut }, at) => (isPut ? put(key, at + 1) : deleted(key, at + 1)));
        const [added, made] = [begin(), begin()];
        added.rows.setFilter({ ...everything, ...change });
        for (const [at, each] of told.entries()) {
          if (at === pausedAt) added.rows.pause();
          added.tell([each]);
          added.all();
        }
        added.rows.resume();
        made.tell(told);
        made.rows.setFilter({ ...everything, ...change });
        expect(added.all()).toEqual(made.all());
      }),
    );
  });
});
