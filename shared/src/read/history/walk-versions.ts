/** Walks back through the versions of one life of a key, by few reads of single keys at chosen revisions. */
import type { Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import type { TxnCall } from "../scan/txn-call.ts";
import { planProbes } from "./probe-plan.ts";

/** Versions that one page has at most, and reads of one call. */
export const versionsPerPage = 40;

interface WalkOptions {
  /** The newest version of this life. */
  readonly head: KeyFacts;
  /** Nothing older can be read. */
  readonly floor: Revision;
  /** How many versions to know, the head among them. */
  readonly wanted: number;
  /** Versions of this life that are known already. */
  readonly known: readonly KeyFacts[];
}

/**
 * The newest versions of a life without a gap, the newest first: as many as are wanted, fewer only where etcd has no
 * more. Each call asks for at most {@link versionsPerPage}, and finds one more at least; evenly spread writes take two.
 * Fails as `compacted` where the floor has risen meanwhile.
 */
export async function walkVersions(
  call: TxnCall,
  { head, floor, wanted, known }: WalkOptions,
  signal?: AbortSignal,
): Promise<KeyFacts[]> {
  const found = new Map<bigint, KeyFacts>();
  for (const facts of known) found.set(BigInt(facts.version), facts);
  const newest = BigInt(head.version);
  found.set(newest, head);
  const downTo = newest - BigInt(wanted - 1) < 1n ? 1n : newest - BigInt(wanted - 1);
  const { createRevision } = head;
  for (;;) {
    const places = [...found.values()].toSorted((a, b) => (BigInt(a.version) < BigInt(b.version) ? 1 : -1));
    const probes = planProbes(places, { createRevision, floor, downTo, most: versionsPerPage });
    if (probes.length === 0) break;
    const before = found.size;
    for (const kv of await readAtEach(call, head.key, probes, { keysOnly: true }, signal)) {
      if (kv?.createRevision === createRevision && !found.has(BigInt(kv.version))) found.set(BigInt(kv.version), kv);
    }
    // An etcd that contradicts itself is not asked for ever.
    if (found.size === before) break;
  }
  const versions: KeyFacts[] = [];
  for (let at = newest; at >= downTo; at--) {
    const facts = found.get(at);
    if (facts === undefined) break;
    versions.push(facts);
  }
  return versions;
}

/** Reads one key at each of these revisions by one call; undefined where it was not there. */
export async function readAtEach(
  call: TxnCall,
  key: Key,
  revisions: readonly Revision[],
  { keysOnly }: { readonly keysOnly: boolean },
  signal?: AbortSignal,
): Promise<(KeyValue | undefined)[]> {
  const success = revisions.map((revision) => ({ kind: "range" as const, request: { key, revision, keysOnly } }));
  const { responses } = await call.txn({ compare: [], success, failure: [] }, signal);
  return revisions.map((_, at) => {
    const read = responses[at];
    if (read?.kind !== "range") throw new Error("the response lacks a revision");
    return read.response.kvs[0];
  });
}
