import { asValue } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { describe, expect, test } from "vitest";
import { deleted, keyValue, put, revisionOf } from "#/features/watch/test/watch-events.ts";
import { formatEventLine, formatGapLine } from "./event-json.ts";
import { eventLines } from "./event-lines.ts";
import { EventRate, rateSeconds } from "./event-rate.ts";
import { deleteCause, leaseOfDeleted } from "./lease-end.ts";

const texts = (event: KeyEvent) =>
  eventLines(event).map((line) => (line.kind === "note" ? line.text : `${line.line.kind} ${line.line.text}`));

/** A put of one value over another. */
function change(before: string, after: string): KeyEvent {
  const event = put("/a", 5, { value: after });
  return { ...event, prevKv: keyValue("/a", 4, before) };
}

describe("the lines of an event", () => {
  test("show what changed, JSON formatted, with what is the same folded", () => {
    expect(texts(change('{"min":2,"max":16}', '{"min":2,"max":24}'))).toEqual(
      ["same {", '  "min": 2,', 'removed   "max": 16', 'added   "max": 24', "same }"].map((line) =>
        line.startsWith("  ") ? `same ${line}` : line,
      ),
    );
    const lines = Array.from({ length: 60 }, (_, at) => `line ${at}`).join("\n");
    expect(texts(change(`${lines}\nold`, `${lines}\nnew`))[0]).toBe("57 unchanged lines");
  });

  test("are bounded, and say what is left out or not known", () => {
    const many = Array.from({ length: 100 }, (_, at) => `line ${at}`).join("\n");
    expect(texts(change("", many))).toHaveLength(41);
    expect(texts(change("", many)).at(-1)).toMatch(/^\d+ more lines$/);
    expect(texts(change("", "x".repeat(300_000)))).toEqual(["Values of 300 kB are not compared in a list."]);
    expect(texts(put("/a", 5))[0]).toBe("The previous value is not known.");
    expect(texts(deleted("/a", 5))).toEqual(["The previous value is not known."]);
    expect(texts(change("same", "same"))).toEqual(["same same"]);
    expect(texts(change("", ""))).toEqual(["The value is empty."]);
  });
});

test("an exported event has every byte and fact in etcd's names, and the text beside where it is text", () => {
  const event = put("/a", 5, { before: 4 });
  const binary: KeyEvent =
    event.type === "put" ? { ...event, kv: { ...event.kv, value: asValue(Uint8Array.of(255)) } } : event;
  expect(JSON.parse(formatEventLine(binary, 0))).toEqual({
    type: "PUT",
    mod_revision: "5",
    seen_at: "1970-01-01T00:00:00.000Z",
    kv: { key: "L2E=", key_text: "/a", value: "/w==", create_revision: "1", mod_revision: "5", version: "2" },
    prev_kv: {
      key: "L2E=",
      key_text: "/a",
      value: btoa("value 4"),
      value_text: "value 4",
      create_revision: "1",
      mod_revision: "4",
      version: "2",
    },
  });
  expect(JSON.parse(formatEventLine(deleted("/a", 6)))).toEqual({
    type: "DELETE",
    mod_revision: "6",
    kv: { key: "L2E=", key_text: "/a" },
  });
  const gap = { from: revisionOf(1), to: revisionOf(2), why: "compacted" } as const;
  expect(formatGapLine(gap)).toBe('{"type":"GAP","from_revision":"1","to_revision":"2","reason":"compacted"}\n');
});

test("the rate is that of the last whole seconds, and old ones are forgotten", () => {
  const rate = new EventRate();
  for (let second = 0; second < 100; second++) rate.note(second * 1000 + 500, 10);
  expect(rate.perSecond(100_000)).toBe(10);
  expect(rate.seconds(100_000)).toHaveLength(rateSeconds);
  expect(rate.perSecond(103_000)).toBe(4);
  expect(rate.perSecond(200_000)).toBe(0);
});

test("of a deleted key with a lease it is said what is known, and a guess is said to be one", () => {
  const before = { ...keyValue("/a", 4), lease: asLeaseId(int64(7)) };
  const event: KeyEvent = { type: "delete", key: before.key, revision: revisionOf(5), prevKv: before };
  expect(leaseOfDeleted(event)).toBe("7");
  expect(leaseOfDeleted(deleted("/a", 5, 4))).toBeUndefined();
  expect(leaseOfDeleted({ ...put("/a", 5), prevKv: before })).toBeUndefined();
  expect(deleteCause(true)?.text).toBe("deleted by a client");
  expect(deleteCause(false)?.text).toMatch(/probably/);
  expect(deleteCause(undefined)).toBeUndefined();
});
