import { expect, test } from "vitest";
import { leasedWords, leaseKinds, startLeases } from "./lease-field.tsx";

test("a lease of another cluster cannot be kept: one with the same ID there is another lease", () => {
  expect(leaseKinds(false)).not.toContain("keep");
  expect(startLeases(false).kind).toBe("none");
  expect(leaseKinds(true)).toContain(startLeases(true).kind);
});

test("a number of leased keys is told as known only where all leases are", () => {
  expect(leasedWords({ known: 12, unknown: 0 })).toBe("12 keys with a lease:");
  expect(leasedWords({ known: 1, unknown: 900 })).toBe("At least 1 key with a lease:");
  expect(leasedWords({ known: 0, unknown: 900 })).toBe("Keys with a lease:");
});
