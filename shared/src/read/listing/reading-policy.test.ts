import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { slash } from "./child.ts";
import { nodeOf } from "./outline.ts";
import { readFolder, ReadingPolicy, readTogether } from "./reading-policy.ts";

const one = asRevision(int64(1));
const folder = { prefix: keyFromText(""), delimiters: slash };
const factsOf = (name: string) => ({
  key: keyFromText(name),
  createRevision: one,
  modRevision: one,
  version: int64(1),
  lease: noLease,
});
const nodeAt = (count: number, first: string, mustSplit = false) =>
  nodeOf({ ...prefixRange(keyFromText("a")), count, first: factsOf(first) }, folder, mustSplit);
const child = (name: string, count: number) => ({ kind: "folder", prefix: keyFromText(name), count }) as const;

/** What is done with the one stretch of a folder of so many keys. */
const ofWhole = (total: number, first: string) => new ReadingPolicy(folder, total).decide(nodeAt(total, first)).kind;

test("few keys are read, even where a stretch should be split", () => {
  expect(new ReadingPolicy(folder, 1_000_000).decide(nodeAt(64, "a/x", true))).toEqual({ kind: "read", limit: 64 });
});

test("a whole folder is read up to a size, a larger one where it holds keys alone", () => {
  expect([ofWhole(1000, "a/x"), ofWhole(1001, "a/x")]).toEqual(["read", "split"]);
  expect([ofWhole(readFolder, "ax"), ofWhole(readFolder + 1, "ax")]).toEqual(["read", "split"]);
});

test("where children are small, a stretch is read piece by piece", () => {
  const policy = new ReadingPolicy(folder, 1_000_000);
  expect(policy.usualSize).toBeUndefined();
  expect(policy.decide(nodeAt(40_000, "a/x")).kind).toBe("split");
  for (const name of ["a1/", "a2/", "a3/"]) policy.note(child(name, 4));
  expect(policy.usualSize).toBe(4);
  expect(policy.decide(nodeAt(40_000, "a/x"))).toEqual({ kind: "read", limit: readTogether });
  expect(policy.decide(nodeAt(60_000, "a/x")).kind).toBe("split");
});

test("a stretch that is hardly more than one child is asked about what follows that child, once", () => {
  const policy = new ReadingPolicy(folder, 1_000_000);
  for (const name of ["a1/", "a2/", "a3/"]) policy.note(child(name, 30_000));
  const reading = policy.decide(nodeAt(32_000, "a4/x"));
  expect(reading).toMatchObject({ kind: "split", ranges: { length: 1 } });
});
