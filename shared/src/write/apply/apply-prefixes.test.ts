import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { asKey, encodeHex, startsWith, valueFromText, type Key } from "../../model/bytes.ts";
import { compareSides } from "../../read/compare/compare-sides.ts";
import type { Difference } from "../../read/compare/difference.ts";
import { mapKey } from "../../read/compare/prefix-map.ts";
import { pinSide } from "../../read/compare/side.ts";
import { createApplyRun } from "./apply-run.ts";
import { wantedChange } from "./wanted-change.ts";

/** Few bytes, among them those by which etcd writes open ends: keys are prefixes of each other. */
const bytes = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(0, 0x61, 0xff), { minLength, maxLength }).map((each) => asKey(Uint8Array.from(each)));
const written = fc.array(fc.tuple(bytes(1, 4), fc.constantFrom("1", "2")), { maxLength: 14, size: "max" });

async function etcdWith(puts: readonly (readonly [key: Key, value: string])[]): Promise<MemoryEtcd> {
  const etcd = new MemoryEtcd();
  for (const [key, text] of puts) {
    const put = { kind: "put", request: { key, value: valueFromText(text) } } as const;
    await etcd.txn({ compare: [], success: [put], failure: [] });
  }
  return etcd;
}

/** Values by the names of their keys below a prefix, and those of all other keys by their whole names. */
function contentOf(etcd: MemoryEtcd, prefix: Key) {
  const [below, others] = [new Map<string, string>(), new Map<string, string>()];
  for (const { key, value } of etcd.all()) {
    if (startsWith(key, prefix)) below.set(encodeHex(key.subarray(prefix.length)), String(value));
    else others.set(encodeHex(key), String(value));
  }
  return { below, others };
}

test("applied from any prefix to any other, keys land under its names, and only the empty name is left out", async () => {
  let unnamedSeen = 0;
  const given = fc.tuple(written, written, bytes(0, 2), bytes(0, 2));
  await fc.assert(
    fc.asyncProperty(given, async ([ones, others, from, to]) => {
      const [source, target] = [await etcdWith(ones), await etcdWith(others)];
      const sides = { left: await pinSide(source, from, "live"), right: await pinSide(target, to, "live") };
      const found: Difference[] = [];
      await compareSides({ ...sides, isSameCluster: false }, (batch) => found.push(...batch));
      const planned = found.map((each) => wantedChange(each, "right", (key) => mapKey(key, from, to)));
      const changes = planned.filter((change) => change.target.length > 0);
      const [wanted, before] = [contentOf(source, from), contentOf(target, to)];
      const hasNoName = to.length === 0 && wanted.below.has("");
      expect(planned.length - changes.length).toBe(hasNoName ? 1 : 0);
      if (hasNoName) unnamedSeen++;
      if (hasNoName) wanted.below.delete("");

      const writes = {
        txn: (request: Parameters<MemoryEtcd["txn"]>[0]) => target.txn(request),
        leaseGrant: () => Promise.reject(new Error("no lease is granted")),
        leaseTimeToLive: () => Promise.resolve({ ttlSeconds: -1n }),
      };
      const plan = { changes, revision: sides.left.revision, leases: { kind: "none" }, keep: true } as const;
      const run = createApplyRun({ source, target: writes }, plan);
      for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
        expect(step.kind).toBe("going");
      }
      expect(run.report()).toMatchObject({ done: changes.length, refused: 0, changed: 0 });
      const after = contentOf(target, to);
      expect(after.below).toEqual(wanted.below);
      expect(after.others).toEqual(before.others);
    }),
    { seed: 14, numRuns: 150 },
  );
  expect(unnamedSeen).toBeGreaterThan(5);
});
