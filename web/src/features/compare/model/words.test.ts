import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { noDifferences } from "@etcd-explorer/shared/read/compare/difference";
import { expect, test } from "vitest";
import {
  countRules,
  describeEqual,
  describeIgnored,
  describeLimits,
  describeProgress,
  describeReach,
} from "./end-words.ts";
import { describeEffects } from "./plan-words.ts";
import { countOfKind } from "./side-words.ts";

const revisions = { left: asRevision(int64(88120)), right: asRevision(int64(1203900)) };
const counts = { ...noDifferences, same: 198, ignored: 2 };
const folders = { folders: [], rest: noDifferences };
const result = { counts, total: { left: 1, right: 1 }, leftOut: { left: 10, right: 4 }, folders, told: 0, unread: 0 };

test("kinds are counted in words that name the side", () => {
  expect(countOfKind("only-left", 12)).toBe("12 only in A");
  expect(countOfKind("only-right", 1203)).toBe("1,203 only in B");
  expect([countOfKind("differs", 1), countOfKind("differs", 41)]).toEqual(["1 differs", "41 differ"]);
  expect(countOfKind("lease", 2)).toBe("2 by lease only");
});

test("a selection is told by what it does to each side", () => {
  const kinds = ["only-left", "only-left", "only-right", "differs", "lease"] as const;
  expect(describeEffects("right", kinds)).toBe("Into B: 2 new, 2 overwritten, 1 deleted");
  expect(describeEffects("left", kinds)).toBe("Into A: 1 new, 2 overwritten, 2 deleted");
  expect(describeEffects("right", ["differs"])).toBe("Into B: 1 overwritten, nothing deleted");
});

test("equal sides are told with the revisions at which they are equal", () => {
  expect(describeEqual(254, revisions)).toBe("254 keys, at revision 88,120 in A and 1,203,900 in B");
  expect(describeProgress({ done: { left: 1200, right: 900 }, total: { left: 5000, right: 4800 } })).toBe(
    "A: 1,200 of 5,000 keys · B: 900 of 4,800",
  );
});

test("rules are told with the keys that they ignore", () => {
  expect(countRules({ prefixes: "/a/\n\n/b/", fields: "x.y", leases: true })).toBe(4);
  expect(describeIgnored(0, result)).toBeUndefined();
  expect(describeIgnored(3, undefined)).toBe("3 rules");
  expect(describeIgnored(3, result)).toBe("3 rules ignore 12 keys");
  expect(describeIgnored(1, result)).toBe("1 rule ignores 12 keys");
});

test("what is not listed, or not certain, is said", () => {
  expect(describeLimits(result)).toBeUndefined();
  const many = { ...result, counts: { ...counts, differs: 120_000 }, told: 100_000, unread: 5000 };
  expect(describeLimits(many)).toBe(
    "Lists the first 100,000 of 120,000 differences. 5,000 keys count as different by revision: their values were not read.",
  );
  expect(describeReach(keyFromText("/config/db/pool"))).toBe("Complete up to /config/db/pool.");
  expect(describeReach(undefined)).toBe("No difference was found before.");
});
