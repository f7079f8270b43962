import { expect, test } from "vitest";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { folderOf, slash } from "@etcd-explorer/shared/read/listing/child";
import { Activity, formatRate } from "./activity.ts";
import type { LoggedChange } from "./change-log.ts";

const began = 1_700_000_000_000;
const change = (name: string, revision: number): LoggedChange => {
  const key = keyFromText(name);
  return { key, hex: encodeHex(key), revision: asRevision(int64(revision)), facts: undefined };
};
const hexOf = (name: string) => encodeHex(keyFromText(name));
const begin = () =>
  new Activity(began, ({ key }) => {
    const folder = folderOf(key, 0, slash);
    return folder && encodeHex(folder);
  });

test("counts writes a second, in all and by child folder", () => {
  const activity = begin();
  for (let second = 0; second < 20; second++) {
    activity.note([change("/a/1", second), change("/a/2", second), change("b", second)], began + second * 1000);
  }
  const now = began + 20_000;
  expect(activity.all(now).perSecond).toBe(3);
  expect(activity.in(hexOf("/a/"), now).perSecond).toBe(2);
  expect(activity.in(hexOf("/b/"), now).perSecond).toBe(0);
  // Nothing more comes: after the span of the rate it is quiet again.
  expect(activity.all(now + 5000).perSecond).toBe(1.5);
  expect(activity.all(now + 10_000).perSecond).toBe(0);
});

test("a rate of the first seconds is over those alone", () => {
  const activity = begin();
  activity.note([change("/a/1", 1), change("/a/1", 2)], began + 500);
  expect(activity.all(began + 2000).perSecond).toBe(1);
});

test("the line holds ten minutes and no more, whatever pause lies in between", () => {
  const activity = begin();
  activity.note([change("/a/1", 1)], began);
  const sum = (nowMs: number) => activity.all(nowMs).line.reduce<number>((one, other) => one + (other ?? 0), 0);
  expect(sum(began + 60_000)).toBe(1);
  expect(activity.in(hexOf("/a/"), began + 60_000).line).toEqual(activity.all(began + 60_000).line);
  expect(sum(began + 570_000)).toBe(1);
  expect(sum(began + 615_000)).toBe(0);
  activity.note([change("/a/1", 2)], began + 3_600_000);
  expect(sum(began + 3_630_000)).toBe(1);
});

test("holds the last changes, the newest first", () => {
  const activity = begin();
  activity.note([change("a", 1), change("b", 2)], began);
  activity.note([change("c", 3)], began + 1000);
  expect(activity.changes.map(({ revision, atMs }) => [revision, atMs - began])).toEqual([
    ["3", 1000],
    ["2", 0],
    ["1", 0],
  ]);
  activity.note(
    Array.from({ length: 50 }, (_, at) => change("d", 4 + at)),
    began + 2000,
  );
  expect(activity.changes.map(({ revision }) => revision)).toEqual(
    Array.from({ length: 20 }, (_, at) => String(53 - at)),
  );
});

test("of what nobody told nothing is known: no rate, no point of the line, and no list across it", () => {
  const activity = begin();
  const known = (nowMs: number) => activity.all(nowMs).line.filter((value) => value !== undefined).length;
  // Before it began nobody told either.
  expect(known(began + 60_000)).toBe(4);
  activity.note([change("/a/1", 1)], began + 60_000);
  activity.pause(began + 60_000);
  activity.pause(began + 61_000);
  expect(activity.pausedMs).toBe(began + 60_000);
  expect(activity.all(began + 65_000).perSecond).toBeUndefined();
  expect(activity.in(hexOf("/a/"), began + 65_000).perSecond).toBeUndefined();
  expect(activity.in(hexOf("/none/"), began + 65_000).perSecond).toBeUndefined();
  expect(known(began + 180_000)).toBe(5);

  // What comes after is counted over those seconds alone.
  activity.resume(began + 180_000);
  activity.miss(began + 180_000);
  expect([activity.pausedMs, activity.changes, activity.sinceMs]).toEqual([undefined, [], began + 180_000]);
  activity.note([change("/a/1", 2), change("/a/2", 3)], began + 181_000);
  expect(activity.all(began + 183_000).perSecond).toBe(1);
  expect(known(began + 240_000)).toBe(9);

  // Where nothing was missed, the list goes on.
  activity.pause(began + 240_000);
  activity.resume(began + 250_000);
  expect([activity.changes.length, activity.sinceMs]).toEqual([2, began + 180_000]);
});

test("a rate is short", () => {
  expect([0, 0.04, 0.4, 13.12, 1204.3, undefined].map(formatRate)).toEqual(["0", "< 0.1", "0.4", "13.1", "1,204", "–"]);
});
