/** Walks back through the versions of one life of a key, by few reads of single keys at chosen revisions. */
import { FailureError } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { hasTooManyOperations, readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { readableAt, type KeyVersion } from "./key-version.ts";
import { planProbes } from "./probe-plan.ts";
import { withoutValue } from "./replay.ts";
import { ValueBudget } from "./value-budget.ts";

/** Reads of one call: half of what etcd takes in a transaction unless it is told otherwise. */
const readsPerCall = 64;

interface WalkOptions {
  /** The newest version of this life. */
  readonly head: KeyValue;
  /** Nothing older can be read. */
  readonly floor: Revision;
  /** How many versions to know, the head among them. */
  readonly wanted: number;
  /** Versions of this life that are known already. */
  readonly known: readonly KeyVersion[];
  /** What the values come to at most; those of the newest versions come first. */
  readonly mostBytes: number;
}

/**
 * The newest versions of a life without a gap, the newest first: as many as are wanted, fewer only where etcd has no
 * more. Each step asks for at most {@link readsPerCall} places and finds one more version at least; evenly spread
 * writes take two. What values there is room for is read in the same steps, beside the places. Fails as `compacted`
 * where the floor has risen meanwhile.
 */
export async function walkVersions(
  call: TxnCall,
  { head, floor, wanted, known, mostBytes }: WalkOptions,
  signal?: AbortSignal,
): Promise<KeyVersion[]> {
  const { key, createRevision } = head;
  const found = new Map<bigint, KeyVersion>();
  for (const version of known) found.set(BigInt(version.version), version);
  const newest = BigInt(head.version);
  found.set(newest, head);
  const downTo = newest - BigInt(wanted - 1) < 1n ? 1n : newest - BigInt(wanted - 1);
  const values = new ValueBudget(mostBytes, [...found.values()]);
  // Those whose value was asked for: what did not come is read when it is looked at.
  const asked = new Set<bigint>();
  const isLacking = (version: bigint) => version >= downTo && !asked.has(version);

  /** Reads at revisions, the first so many of them with the values. */
  const readAt = async (revisions: readonly Revision[], valued: number): Promise<void> => {
    const requests = revisions.map((revision, at) => ({ key, revision, keysOnly: at >= valued }));
    // Values that are too large have a rule of their own.
    const { ranges } = await readRanges(call, requests, signal, hasTooManyOperations);
    const read: KeyVersion[] = [];
    for (const [at, { kvs }] of ranges.entries()) {
      const [kv] = kvs;
      if (kv?.createRevision !== createRevision) continue;
      const place = BigInt(kv.version);
      const isNew = found.get(place)?.value === undefined && at < valued;
      if (isNew) read.push(kv);
      if (isNew || !found.has(place)) found.set(place, at < valued ? kv : withoutValue(kv));
    }
    if (valued > 0) values.take(read);
  };
  /** Values that are more than a response may hold are asked for in smaller parts, and at last not at all. */
  const readValues = async (count: number, read: () => Promise<void>, otherwise: () => Promise<void> | void) => {
    try {
      await read();
    } catch (error) {
      if (count === 0 || !(error instanceof FailureError) || error.failure.kind !== "too-large") throw error;
      values.refuse(count);
      await otherwise();
    }
  };

  for (let isWalking = true; ;) {
    const places = [...found.values()].toSorted((a, b) => (BigInt(a.version) < BigInt(b.version) ? 1 : -1));
    const probes = isWalking ? planProbes(places, { createRevision, floor, downTo, most: readsPerCall }) : [];
    const { room } = values;
    const lacking = places
      .filter(({ version, value }) => value === undefined && isLacking(BigInt(version)))
      .slice(0, room);
    if (probes.length === 0 && lacking.length === 0) break;
    const before = found.size;
    const valued = Math.min(probes.length, room - lacking.length);
    const settle = () => lacking.forEach(({ version }) => asked.add(BigInt(version)));
    const fill = async () => {
      await readAt(
        lacking.map((version) => readableAt(version, floor)),
        lacking.length,
      );
      settle();
    };
    await Promise.all([
      readValues(
        valued,
        () => readAt(probes, valued),
        () => readAt(probes, 0),
      ),
      readValues(lacking.length, fill, () => (lacking.length === 1 ? settle() : undefined)),
    ]);
    // An etcd that contradicts itself is not asked for ever.
    isWalking &&= found.size > before;
  }
  const versions: KeyVersion[] = [];
  for (let at = newest; at >= downTo; at--) {
    const version = found.get(at);
    if (version === undefined) break;
    versions.push(version);
  }
  return versions;
}
