import { expect, test } from "vitest";
import { leaseKinds, startLeases } from "./lease-field.tsx";

test("a lease of another cluster cannot be kept: one with the same ID there is another lease", () => {
  expect(leaseKinds(false)).not.toContain("keep");
  expect(startLeases(false).kind).toBe("none");
  expect(leaseKinds(true)).toContain(startLeases(true).kind);
});
