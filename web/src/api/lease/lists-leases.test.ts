import { expect, test } from "vitest";
import { listsLeases } from "./lists-leases.ts";

test("lists of keys tell their leases up to 3.6, and as long as nobody knows the version", () => {
  expect(["3.4.23", "3.6.16", "3.7.3", "3.10.0", ""].map(listsLeases)).toEqual([true, true, false, false, true]);
});
