import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { asKey, compareBytes, concatBytes, keyFromText, startsWith, valueFromText } from "../../model/bytes.ts";
import { isEmptyRange, isInRange, prefixEnd, prefixRange } from "../../model/range.ts";
import { compareSides } from "./compare-sides.ts";
import type { Difference } from "./difference.ts";
import { mapKey, mapSpan } from "./prefix-map.ts";
import { pinSide } from "./side.ts";

/** Few bytes, among them those by which etcd writes open ends. */
const bytes = (maxLength: number) =>
  fc.array(fc.constantFrom(0, 1, 0x61, 0xfe, 0xff), { maxLength }).map((each) => asKey(Uint8Array.from(each)));
const emptyPrefix = keyFromText("");

test("a span of the other side holds the keys that stand for those of this one, whatever their bytes", () => {
  const given = fc.tuple(bytes(2), bytes(2), bytes(3), bytes(3), bytes(3));
  let empty = 0;
  fc.assert(
    fc.property(given, ([from, to, start, end, name]) => {
      const below = (rest: Uint8Array) => asKey(concatBytes([from, rest]));
      const key = below(name);
      const whole = prefixRange(from);
      const isWhole = end.length === 0;
      const span = {
        key: start.length === 0 ? whole.key : below(start),
        rangeEnd: isWhole ? whole.rangeEnd : below(end),
      };
      // An end that is the open one by its bytes is no end of a span below an empty prefix.
      fc.pre(key.length > 0 && (isWhole || compareBytes(span.rangeEnd, asKey(Uint8Array.of(0))) !== 0));
      const theirs = mapKey(key, from, to);
      if (theirs.length === 0) {
        empty++;
        return;
      }
      expect(startsWith(theirs, to)).toBe(true);
      expect(isInRange(theirs, mapSpan(span, from, to))).toBe(isInRange(key, span));
    }),
    { seed: 14, numRuns: 5_000 },
  );
  expect(empty).toBeGreaterThan(10);
});

test("a span of only the key that is the prefix has nothing below an empty prefix, not everything", () => {
  const span = { key: keyFromText("a"), rangeEnd: asKey(Uint8Array.of(0x61, 0)) };
  expect(isEmptyRange(mapSpan(span, keyFromText("a"), emptyPrefix))).toBe(true);
  expect(prefixEnd(emptyPrefix)).toEqual(Uint8Array.of(0));
});

test("the key that is the prefix itself is only on its side, where the other side is all keys", async () => {
  const etcd = new MemoryEtcd();
  const key = keyFromText("a");
  for (const each of [key, keyFromText("ab")]) {
    const put = { kind: "put", request: { key: each, value: valueFromText("1") } } as const;
    // One after another: each is a revision.
    // oxlint-disable-next-line no-await-in-loop
    await etcd.txn({ compare: [], success: [put], failure: [] });
  }
  const left = await pinSide(etcd, key, "live");
  const right = await pinSide(etcd, emptyPrefix, "live");
  const told: Difference[] = [];
  await compareSides({ left, right, isSameCluster: true, within: [{ key }] }, (batch) => told.push(...batch));
  expect(told).toMatchObject([{ kind: "only-left", left: { key } }]);
});
