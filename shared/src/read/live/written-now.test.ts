import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import type { WatchMessage } from "../../wire/watch.ts";
import { WrittenNow } from "./written-now.ts";

const rev = (value: number) => asRevision(int64(value));
const created = (id: string, revision: number): WatchMessage => ({ kind: "created", id, revision: rev(revision) });
const events = (id: string, ...revisions: number[]): WatchMessage => ({
  kind: "events",
  id,
  revision: rev(revisions.at(-1) ?? 0),
  events: revisions.map((revision) => ({ type: "delete", key: keyFromText("a"), revision: rev(revision) })),
});

test("what a watch replays was written long before, and what follows as it comes", () => {
  const now = new WrittenNow();
  const messages = [
    created("1", 100),
    events("1", 40, 100),
    events("1", 101, 102),
    { kind: "progress", id: "1", revision: rev(200) } as const,
    created("2", 102),
    events("2", 102),
    events("1", 103),
  ];
  expect(messages.map((message) => now.take(message))).toEqual([
    undefined,
    undefined,
    "102",
    undefined,
    undefined,
    undefined,
    "103",
  ]);
});

test("after a break, what was written meanwhile is replayed first", () => {
  const now = new WrittenNow();
  now.take(created("1", 100));
  expect(now.take({ kind: "opened" })).toBeUndefined();
  expect(now.take(events("1", 150))).toBeUndefined();
  now.take(created("2", 160));
  expect([events("2", 101, 160), events("2", 161)].map((message) => now.take(message))).toEqual([undefined, "161"]);
});

test("where the worker goes on with a watch at another member, what was written meanwhile is replayed first", () => {
  const now = new WrittenNow();
  const messages = [created("1", 100), events("1", 101), created("1", 160), events("1", 102, 160), events("1", 161)];
  expect(messages.map((message) => now.take(message))).toEqual([undefined, "101", undefined, undefined, "161"]);
});
