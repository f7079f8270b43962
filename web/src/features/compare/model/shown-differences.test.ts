import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import type { Difference, DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFilter, isUnfiltered, keyOn, parseFilter, showDifferences } from "./shown-differences.ts";

const prefixes = { left: keyFromText("/old/"), right: keyFromText("/new/") };

function difference(kind: DifferenceKind, name: string): Difference {
  const facts = (prefix: string) => ({
    key: keyFromText(prefix + name),
    createRevision: asRevision(int64(1)),
    modRevision: asRevision(int64(2)),
    version: int64(1),
    lease: noLease,
  });
  if (kind === "only-left") return { kind, left: facts("/old/") };
  if (kind === "only-right") return { kind, right: facts("/new/") };
  return { kind, left: facts("/old/"), right: facts("/new/") };
}

const found = [
  difference("only-left", "a"),
  difference("differs", "db/pool"),
  difference("only-right", "db/Replica"),
  difference("lease", "web/x"),
];
const shown = (search: Parameters<typeof parseFilter>[0]) =>
  showDifferences(found, parseFilter(search), { prefixes, delimiters: slash });

describe("the differences that are shown", () => {
  test("are all of them where nothing filters", () => {
    expect(shown({})).toEqual([0, 1, 2, 3]);
  });

  test("are those of the chosen kinds", () => {
    expect(shown({ kind: "differs,lease" })).toEqual([1, 3]);
    expect(shown({ kind: "nonsense" })).toEqual([0, 1, 2, 3]);
  });

  test("are those of one folder, or of none, whatever the prefixes of the sides", () => {
    expect(shown({ folder: "db/" })).toEqual([1, 2]);
    expect(shown({ folder: "." })).toEqual([0]);
  });

  test("are those whose name holds what is searched for, in any case", () => {
    expect(shown({ find: "REPL" })).toEqual([2]);
    // The prefixes are no part of the name.
    expect(shown({ find: "/old/" })).toEqual([]);
  });

  test("have to pass every filter", () => {
    expect(shown({ kind: "differs", folder: "db/", find: "pool" })).toEqual([1]);
    expect(shown({ kind: "lease", folder: "db/" })).toEqual([]);
  });
});

test("a filter comes back from the address as it was", () => {
  const kinds = fc.subarray<DifferenceKind>(["only-left", "only-right", "differs", "lease"]);
  const folder = fc.option(fc.constantFrom("db/", "ä/", "."), { nil: undefined });
  fc.assert(
    fc.property(kinds, folder, fc.string(), (some, place, find) => {
      const filter = parseFilter({ kind: some.join(","), folder: place, find });
      expect(parseFilter(formatFilter(filter))).toEqual(filter);
      expect(isUnfiltered(filter)).toBe(some.length === 0 && place === undefined && find === "");
    }),
    { seed: 14 },
  );
});

test("a key has its name below the prefix of either side", () => {
  expect(keyOn("right", keyFromText("db/pool"), prefixes)).toEqual(keyFromText("/new/db/pool"));
  expect(keyOn("left", asKey(new Uint8Array()), prefixes)).toEqual(keyFromText("/old/"));
});
