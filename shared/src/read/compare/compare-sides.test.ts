import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { asKey, compareBytes, encodeHex, keyFromText, valueFromText, type Key } from "../../model/bytes.ts";
import { asLeaseId, int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import { compareSides } from "./compare-sides.ts";
import type { CompareRequest } from "./compare-request.ts";
import { factsOn, type Difference } from "./difference.ts";
import { pinSide } from "./side.ts";

const names = fc.constantFrom("", "a", "a/b", "a/c", "a/c/d", "b/", "b/1", "b/2", "c", "ä", "z/z");
const write = fc.record({
  prefix: fc.constantFrom("/one/", "/two/", "/one", ""),
  name: names,
  value: fc.constantFrom("1", "2", "3"),
  lease: fc.constantFrom(0, 0, 7, 8),
  isDelete: fc.boolean(),
});
type Write = typeof write extends fc.Arbitrary<infer T> ? T : never;

/** Writes one after another, and gives the revision after each. */
async function writeAll(etcd: MemoryEtcd, writes: readonly Write[]): Promise<Revision[]> {
  const revisions = [etcd.revision];
  for (const { prefix, name, value, lease, isDelete } of writes) {
    if (`${prefix}${name}` === "") continue;
    const key = keyFromText(`${prefix}${name}`);
    const put = { key, value: valueFromText(value), lease: asLeaseId(int64(lease)) };
    const operation = isDelete
      ? ({ kind: "delete", request: { key } } as const)
      : ({ kind: "put", request: put } as const);
    await etcd.txn({ compare: [], success: [operation], failure: [] });
    revisions.push(etcd.revision);
  }
  return revisions;
}

async function keysAt(etcd: MemoryEtcd, prefix: Key, revision: Revision): Promise<readonly KeyValue[]> {
  return (await etcd.range({ ...prefixRange(prefix), revision })).kvs;
}

interface Expected {
  readonly told: string[];
  readonly same: number;
}

/** What the two sides differ in, by reading both whole. */
async function expectedOf(
  { left, right, isSameCluster }: CompareRequest,
  etcds: { left: MemoryEtcd; right: MemoryEtcd },
) {
  const sides = {
    left: await keysAt(etcds.left, left.prefix, left.revision),
    right: await keysAt(etcds.right, right.prefix, right.revision),
  };
  const byName = (side: "left" | "right", prefix: Key) =>
    new Map(sides[side].map((kv) => [encodeHex(kv.key.subarray(prefix.length)), kv]));
  const [lefts, rights] = [byName("left", left.prefix), byName("right", right.prefix)];
  const expected: Expected = { told: [], same: 0 };
  return [...new Set([...lefts.keys(), ...rights.keys()])].toSorted().reduce((all, name) => {
    const [one, other] = [lefts.get(name), rights.get(name)];
    const kind = kindOf(one, other, isSameCluster);
    if (kind === undefined) return { ...all, same: all.same + 1 };
    all.told.push(`${kind} ${name} ${one?.modRevision ?? "-"} ${other?.modRevision ?? "-"}`);
    return all;
  }, expected);
}

function kindOf(one: KeyValue | undefined, other: KeyValue | undefined, isSameCluster: boolean): string | undefined {
  if (one === undefined) return "only-right";
  if (other === undefined) return "only-left";
  if (compareBytes(one.value, other.value) !== 0) return "differs";
  const isSameLease = isSameCluster ? one.lease === other.lease : (one.lease === "0") === (other.lease === "0");
  return isSameLease ? undefined : "lease";
}

const spell = (found: Difference, prefixes: { left: Key; right: Key }): string => {
  const [one, other] = [factsOn(found, "left"), factsOn(found, "right")];
  const name = one === undefined ? other?.key.subarray(prefixes.right.length) : one.key.subarray(prefixes.left.length);
  return `${found.kind} ${encodeHex(name ?? asKey(new Uint8Array()))} ${one?.modRevision ?? "-"} ${other?.modRevision ?? "-"}`;
};

async function run(request: CompareRequest) {
  const told: Difference[] = [];
  const result = await compareSides(request, (batch) => told.push(...batch));
  const prefixes = { left: request.left.prefix, right: request.right.prefix };
  return { result, told: told.map((each) => spell(each, prefixes)) };
}

describe("two sides", () => {
  test("of two prefixes and two clusters differ as a model says, in order", async () => {
    const prefix = fc.constantFrom("", "/", "/one/", "/two/", "/three/");
    const given = fc.tuple(
      fc.array(write, { maxLength: 30 }),
      fc.array(write, { maxLength: 30 }),
      prefix,
      prefix,
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(given, async ([writes, others, leftPrefix, rightPrefix, isSameCluster]) => {
        const etcd = new MemoryEtcd();
        const other = isSameCluster ? etcd : new MemoryEtcd();
        await writeAll(etcd, writes);
        await writeAll(other, others);
        const request = {
          left: await pinSide(etcd, keyFromText(leftPrefix), "live"),
          right: await pinSide(other, keyFromText(rightPrefix), "live"),
          isSameCluster,
        };
        const expected = await expectedOf(request, { left: etcd, right: other });
        const { told, result } = await run(request);
        expect(told).toEqual(expected.told);
        expect(result.counts.same).toBe(expected.same);
      }),
      { seed: 14, numRuns: 300 },
    );
  });
});
