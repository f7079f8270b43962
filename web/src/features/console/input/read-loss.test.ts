import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { parseInt64, zeroInt64 } from "@etcd-explorer/shared/model/int64";
import type { MemberState } from "@etcd-explorer/shared/cluster/plans/member-refusals";
import { expect, test } from "vitest";
import { describeAttached, describeCount, describeRemoval } from "./read-loss.ts";

const lease = (...names: string[]) => ({ ttlSeconds: 5n, keys: names.map(keyFromText) });
const id = (number: number) => parseInt64(String(number)) ?? zeroInt64;

test("a range says how many keys it has", () => {
  expect(describeCount(id(1))).toBe("Currently 1 key.");
  expect(describeCount(id(1234))).toBe("Currently 1,234 keys.");
});

test("a lease says which keys go with it", () => {
  expect(describeAttached(lease())).toBe("No attached keys.");
  expect(describeAttached(lease("/a"))).toBe("1 attached key: /a.");
  expect(describeAttached(lease("/e", "/c", "/a ", "/d", "/b"))).toBe("5 attached keys: /a\\x20, /b, /c and 2 more.");
  expect(describeAttached({ ttlSeconds: -1n, keys: [] })).toBe("No lease has this ID.");
});

test("a removal says who leaves, and whether the others go on", () => {
  const state = (number: number, alive: boolean | undefined): MemberState => ({
    member: { id: id(number), name: `m${number}`, peerUrls: [], clientUrls: ["http://x:1"], isLearner: false },
    alive,
  });
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, true)])).toBe(
    "Removes m1. The other 2 members keep quorum.",
  );
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, false)])).toContain("would lose quorum");
  expect(describeRemoval(id(1), [state(1, true), state(2, true), state(3, undefined)])).toContain("Cannot tell");
  expect(describeRemoval(id(1), [state(1, true)])).toContain("only member");
  expect(describeRemoval(id(9), [state(1, true)])).toBe("No member has this ID.");
});
