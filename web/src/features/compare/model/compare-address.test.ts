import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatCompareAddress,
  isOneSide,
  isSameComparison,
  noRules,
  parseCompareAddress,
  swapSides,
  type CompareAddress,
} from "./compare-address.ts";

const side = fc.record({
  connection: fc.constantFrom("prod", "staging", "root@10.0.0.1:2379"),
  prefix: fc.uint8Array({ maxLength: 12 }).map((bytes) => asKey(bytes)),
  at: fc.oneof(
    fc.constant("live" as const),
    fc.integer({ min: 1 }).map((n) => asRevision(int64(n))),
  ),
});
const rules = fc.record({
  prefixes: fc.constantFrom("", "/cache/", "./a\n/b"),
  fields: fc.constantFrom("", "metadata.resourceVersion\n**.at"),
  leases: fc.boolean(),
});
const address = fc.record({ left: side, right: side, ignore: rules });

describe("the address of a comparison", () => {
  test("holds both sides, whatever bytes their prefixes have", () => {
    fc.assert(
      fc.property(address, fc.constantFrom("prod", "other"), (wanted, path) => {
        const fields = formatCompareAddress(wanted, path);
        expect(parseCompareAddress(fields, path)).toEqual({ address: wanted, problems: {} });
      }),
      { seed: 14 },
    );
  });

  test("leaves out what goes without saying", () => {
    const { address: parsed } = parseCompareAddress({}, "prod");
    expect(Object.values(formatCompareAddress(parsed, "prod")).every((field) => field === undefined)).toBe(true);
    expect(isOneSide(parsed)).toBe(true);
  });

  test("names the side and the field that cannot be read", () => {
    expect(parseCompareAddress({ aAt: "0", bPrefix: "\\xzz" }, "prod").problems).toEqual({
      left: { field: "revision", message: "Invalid revision" },
      right: { field: "prefix", message: "Invalid prefix" },
    });
  });
});

test("swapped twice, a comparison is the same; swapped once, it is another where the sides differ", () => {
  fc.assert(
    fc.property(address, (wanted) => {
      expect(isSameComparison(swapSides(swapSides(wanted)), wanted)).toBe(true);
      expect(isSameComparison(swapSides(wanted), wanted)).toBe(isOneSide(wanted));
    }),
    { seed: 14 },
  );
});

test("the same prefix of one cluster at two revisions is not one side", () => {
  const left = { connection: "prod", prefix: keyFromText("/a/"), at: asRevision(int64(7)) };
  const compared: CompareAddress = { left, right: { ...left, at: "live" }, ignore: noRules };
  expect(isOneSide(compared)).toBe(false);
});
