import { int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { applyMembers, applyHealth, describeTally, tallyOf, type MemberHealth } from "./member-count.ts";

const [a, b, c] = [int64(1), int64(2), int64(3)] as const;
const place = { kind: "endpoint", endpoint: 0 } as const;

const counted = (...seen: readonly MemberHealth["state"][]) => {
  const ids = [a, b, c].slice(0, seen.length);
  return ids.reduce(
    (count, id, at) => applyHealth(count, id, { state: seen[at] ?? "unknown" }),
    applyMembers(undefined, ids),
  );
};

test("members are counted once each has been asked", () => {
  const listed = applyMembers(undefined, [a, b]);
  expect(tallyOf(listed)).toBeUndefined();
  expect(tallyOf(applyHealth(listed, a, { state: "healthy" }))).toBeUndefined();
  expect(tallyOf(counted("healthy", "unhealthy", "unreachable"))).toEqual({
    answered: 2,
    total: 3,
    unhealthy: 1,
    unreachable: 1,
    unknown: 0,
  });
  expect(tallyOf(counted("healthy", "unknown"))).toMatchObject({ answered: 1, total: 2, unreachable: 0, unknown: 1 });
});

test("who has gone is forgotten, and who is new has not been asked", () => {
  const next = applyMembers(counted("healthy", "unreachable"), [b, c]);
  expect(next.health).toEqual({ [b]: { state: "unreachable" } });
  expect(tallyOf(next)).toBeUndefined();
});

test("the way that has led to a member is kept while it is away", () => {
  const found = applyHealth(applyMembers(undefined, [a]), a, { state: "healthy", place });
  expect(applyHealth(found, a, { state: "unreachable" }).health[a]).toEqual({ state: "unreachable", place });
});

const told = (...seen: readonly MemberHealth["state"][]) => {
  const tally = tallyOf(counted(...seen));
  return tally === undefined ? undefined : describeTally(tally);
};

test("the count is told in a sentence", () => {
  expect(told("healthy")).toBe("1 of 1 member answered");
  expect(told("healthy", "unreachable", "unknown")).toBe("1 of 3 members answered, 1 did not, 1 cannot be checked");
  expect(told("unhealthy", "healthy")).toBe("2 of 2 members answered, 1 has an alarm or no leader");
});
