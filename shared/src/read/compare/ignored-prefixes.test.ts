import fc from "fast-check";
import { expect, test } from "vitest";
import { modelOfCompare, spellDifference } from "../../../test/compare-model.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { asKey, concatBytes, valueFromText, type Key } from "../../model/bytes.ts";
import { prefixRange, type KeyRange } from "../../model/range.ts";
import type { CompareRequest } from "./compare-request.ts";
import { compareSides } from "./compare-sides.ts";
import { nameSizes } from "./compare-sizes.ts";
import { ignoreNothing } from "./ignore-rules.ts";
import { pinSide, type Side } from "./side.ts";

/** Few bytes, among them those by which etcd writes open ends: keys are prefixes of each other, and of the rules. */
const bytes = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(0, 0, 0x61, 0xff), { minLength, maxLength }).map((each) => asKey(Uint8Array.from(each)));
const written = fc.array(fc.tuple(bytes(1, 4), fc.constantFrom("1", "2", undefined)), { maxLength: 14, size: "max" });
const rule = fc.record({ isRelative: fc.boolean(), prefix: bytes(1, 4) });
const sizes = fc.record({ headKeys: fc.integer({ min: 1, max: 4 }), partKeys: fc.integer({ min: 1, max: 4 }) });

/** A key below a prefix, or all keys that start with it. */
function choiceOf(prefix: Key, name: Key, isFolder: boolean): readonly KeyRange[] {
  const key = asKey(concatBytes([prefix, name]));
  if (isFolder) return [prefixRange(key)];
  return key.length === 0 ? [] : [{ key }];
}

type Write = readonly [key: Key, value: string | undefined];

/** Writes one after another; without a value the key is deleted. */
async function writeAll(etcd: MemoryEtcd, writes: readonly Write[]): Promise<void> {
  for (const [key, text] of writes) {
    const operation =
      text === undefined
        ? ({ kind: "delete", request: { key } } as const)
        : ({ kind: "put", request: { key, value: valueFromText(text) } } as const);
    await etcd.txn({ compare: [], success: [operation], failure: [] });
  }
}

const keysOf = async ({ call, prefix }: Side) => (await call.range(prefixRange(prefix))).kvs;

test("rules that name keys, prefixes and what is around them leave out exactly those, whatever their bytes", async () => {
  const given = fc.record({
    writes: fc.tuple(written, written),
    prefixes: fc.tuple(bytes(0, 2), bytes(0, 2)),
    rules: fc.array(rule, { maxLength: 3, size: "max" }),
    chosen: fc.option(fc.tuple(bytes(0, 2), fc.boolean()), { freq: 2 }),
    isOneEtcd: fc.boolean(),
    sizes,
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ writes, prefixes, rules, chosen, isOneEtcd, sizes: used }) => {
      const etcd = new MemoryEtcd();
      await writeAll(etcd, writes[0]);
      const left = await pinSide(etcd, prefixes[0], "live");
      const other = isOneEtcd ? etcd : new MemoryEtcd();
      await writeAll(other, writes[1]);
      const right = await pinSide(other, isOneEtcd ? left.prefix : prefixes[1], "live");
      const within = chosen === null ? undefined : choiceOf(left.prefix, ...chosen);
      const request: CompareRequest = {
        left,
        right,
        isSameCluster: isOneEtcd,
        ignore: { ...ignoreNothing, prefixes: rules },
        sizes: { ...nameSizes, ...used },
        ...(within && { within }),
      };
      const model = modelOfCompare(request, { left: await keysOf(left), right: await keysOf(right) });
      const lines: string[] = [];
      const result = await compareSides(request, (batch) =>
        lines.push(...batch.map((each) => spellDifference(each, request))),
      );
      expect(lines).toEqual(model.told);
      expect(result.counts).toEqual(model.counts);
      expect(result.leftOut).toEqual(model.leftOut);
    }),
    { seed: 14, numRuns: 600 },
  );
});
