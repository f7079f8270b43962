import { expect, test } from "vitest";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { SeenChange } from "#/features/keys/live/activity.ts";
import { lastWrites } from "./last-writes.ts";

const facts = (name: string, version: number, revision: number): KeyFacts => ({
  key: keyFromText(name),
  createRevision: asRevision(int64(1)),
  modRevision: asRevision(int64(revision)),
  version: int64(version),
  lease: noLease,
});
const seen = (name: string, version: number | undefined, revision: number): SeenChange => {
  const key = keyFromText(name);
  const now = version === undefined ? undefined : facts(name, version, revision);
  return { key, hex: encodeHex(key), revision: asRevision(int64(revision)), facts: now, atMs: 5 };
};
const spell = (rows: ReturnType<typeof lastWrites>) =>
  rows.map(({ key, revision, kind }) => `${kind} ${String.fromCharCode(...key)} ${revision}`);

test("what was told stands above what was read, and a key that changed since is not told twice of before", () => {
  const told = [seen("b", undefined, 12), seen("c", 1, 11), seen("b", 3, 10)];
  expect(spell(lastWrites(told, [facts("b", 2, 9), facts("a", 2, 8), facts("d", 1, 7)]))).toEqual([
    "deleted b 12",
    "created c 11",
    "changed b 10",
    "changed a 8",
    "created d 7",
  ]);
});

test("ten are enough", () => {
  expect(
    lastWrites(
      [],
      Array.from({ length: 30 }, (_, at) => facts(`k${at}`, 1, at)),
    ),
  ).toHaveLength(10);
});
