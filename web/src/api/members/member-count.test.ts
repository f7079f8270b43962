import { int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { applyMembers, applySight, describeTally, tallyOf, type Sight } from "./member-count.ts";

const [a, b, c] = [int64(1), int64(2), int64(3)] as const;
const place = { kind: "endpoint", endpoint: 0 } as const;

const counted = (...seen: readonly Sight["seen"][]) => {
  const ids = [a, b, c].slice(0, seen.length);
  return ids.reduce(
    (count, id, at) => applySight(count, id, { seen: seen[at] ?? "unseen" }),
    applyMembers(undefined, ids),
  );
};

test("members are counted once each has been asked", () => {
  const listed = applyMembers(undefined, [a, b]);
  expect(tallyOf(listed)).toBeUndefined();
  expect(tallyOf(applySight(listed, a, { seen: "well" }))).toBeUndefined();
  expect(tallyOf(counted("well", "unwell", "away"))).toEqual({ answered: 2, total: 3, unwell: 1, away: 1, unseen: 0 });
  expect(tallyOf(counted("well", "unseen"))).toMatchObject({ answered: 1, total: 2, away: 0, unseen: 1 });
});

test("who has gone is forgotten, and who is new has not been asked", () => {
  const next = applyMembers(counted("well", "away"), [b, c]);
  expect(next.sights).toEqual({ [b]: { seen: "away" } });
  expect(tallyOf(next)).toBeUndefined();
});

test("the way that has led to a member is kept while it is away", () => {
  const found = applySight(applyMembers(undefined, [a]), a, { seen: "well", place });
  expect(applySight(found, a, { seen: "away" }).sights[a]).toEqual({ seen: "away", place });
});

const told = (...seen: readonly Sight["seen"][]) => {
  const tally = tallyOf(counted(...seen));
  return tally === undefined ? undefined : describeTally(tally);
};

test("the count is told in a sentence", () => {
  expect(told("well")).toBe("1 of 1 member answered");
  expect(told("well", "away", "unseen")).toBe("1 of 3 members answered, 1 did not, 1 cannot be asked from here");
  expect(told("unwell", "well")).toBe("2 of 2 members answered, 1 tells of an alarm or knows no leader");
});
