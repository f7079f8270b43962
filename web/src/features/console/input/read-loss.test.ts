import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { parseInt64, zeroInt64 } from "@etcd-explorer/shared/model/int64";
import type { MemberState } from "@etcd-explorer/shared/cluster/plans/member-refusals";
import { expect, test } from "vitest";
import { describeAttached, describeCount, describeRemoval } from "./read-loss.ts";

const lease = (...names: string[]) => ({ ttlSeconds: 5n, keys: names.map(keyFromText) });
const id = (number: number) => parseInt64(String(number)) ?? zeroInt64;

test("a range says how many keys it has", () => {
  expect(describeCount(id(1))).toBe("There is 1 key now.");
  expect(describeCount(id(1234))).toBe("There are 1,234 keys now.");
});

test("a lease says which keys go with it", () => {
  expect(describeAttached(lease())).toBe("No key is attached now.");
  expect(describeAttached(lease("/a"))).toBe("1 key is attached now: /a.");
  expect(describeAttached(lease("/e", "/c", "/a ", "/d", "/b"))).toBe(
    "5 keys are attached now: /a\\x20, /b, /c and 2 more.",
  );
  expect(describeAttached({ ttlSeconds: -1n, keys: [] })).toBe("There is no such lease.");
});

test("a removal says who leaves, and whether the others go on", () => {
  const state = (number: number, alive: boolean | undefined): MemberState => ({
    member: { id: id(number), name: `m${number}`, peerUrls: [], clientUrls: ["http://x:1"], isLearner: false },
    alive,
  });
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, true)])).toBe(
    "It is m1. The 2 others have a quorum without it.",
  );
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, false)])).toContain("stand still");
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, undefined)])).toContain("not known");
  expect(describeRemoval(id(1), [state(1, true)])).toContain("only member");
  expect(describeRemoval(id(9), [state(1, true)])).toBe("There is no such member.");
});
