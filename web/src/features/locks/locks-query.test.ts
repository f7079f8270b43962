import { int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { describeFound, describeLeftOut } from "./locks-query.ts";

test("what was found says among what it was searched", () => {
  expect(describeFound(1, { kind: "names", keys: int64(1) })).toBe("1 found among 1 key");
  expect(describeFound(9, { kind: "names", keys: int64(4000) })).toBe("9 found among 4,000 keys");
  const leases = { kind: "leases", searched: 120, leases: 120, refused: 0 } as const;
  expect(describeFound(9, leases)).toBe("9 found · searched the keys of 120 leases");
  expect(describeLeftOut(leases)).toBeUndefined();
});

test("what was left out is said", () => {
  const some = { kind: "leases", searched: 4990, leases: 12_000, refused: 10 } as const;
  expect(describeLeftOut(some)).toBe(
    "Searched 4,990 of 12,000 leases. Enter a prefix to search the keys below it. No permission to read the keys of 10 leases.",
  );
  expect(describeLeftOut({ ...some, searched: 119, leases: 120, refused: 1 })).toBe(
    "No permission to read the keys of 1 lease.",
  );
  expect(describeLeftOut({ kind: "names", keys: int64(0) })).toBeUndefined();
});
