/** Reads one life of a key from its newest version back, page by page. */
import type { Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { zeroRevision, type Revision } from "../../model/int64.ts";
import type { RangeResponse } from "../../model/txn.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { readHorizon, type RangeCall } from "./horizon.ts";
import { readableAt, versionsPerPage, type KeyLife, type KeyVersion, type WalkEnd } from "./key-version.ts";
import { valueBytesPerPage } from "./value-budget.ts";
import { walkVersions } from "./walk-versions.ts";

export interface LifeCall extends TxnCall, RangeCall {
  /** The revision of etcd's compaction, given one that is compacted; undefined: etcd does not tell. */
  askOldest(compacted: Revision): Promise<Revision | undefined>;
}

interface ReadLifeOptions {
  /** How many versions to read at least; fewer where etcd has no more. */
  readonly wanted?: number;
  /** What was read before: nothing of it is read again, while it is the same life. */
  readonly known?: KeyLife | undefined;
}

/** Compactions that may come between the calls of one walk. */
const mostCompactions = 3;

/** Reads the key as it is, and its versions back from there. */
export async function readLife(
  call: LifeCall,
  key: Key,
  { wanted = versionsPerPage, known }: ReadLifeOptions = {},
  signal?: AbortSignal,
): Promise<KeyLife> {
  const reading = call.range({ key }, signal);
  const askOldest = (compacted: Revision) => call.askOldest(compacted);
  const readNewest = async () => revisionOf(await reading);
  const readFloor = () => readHorizon(call, { key, readNewest, askOldest }, signal);
  const [answer, horizon] = await Promise.all([reading, known?.floor ?? readFloor()]);
  const [head] = answer.kvs;
  const revision = revisionOf(answer);
  let floor = horizon;
  if (head === undefined) return { revision, floor, versions: [], end: "created" };
  for (let attempt = 1; ; attempt++) {
    const before = known === undefined ? [] : readableOf(known.versions, head.createRevision, floor);
    try {
      const versions = await walkVersions(
        call,
        { head, floor, wanted, known: before, mostBytes: mostBytesOf(wanted) },
        signal,
      );
      return { head, revision, floor, versions, end: endOf(versions, floor) };
    } catch (error) {
      const isCompacted = error instanceof FailureError && error.failure.kind === "compacted";
      if (!isCompacted || attempt === mostCompactions) throw error;
      floor = await readFloor();
    }
  }
}

function revisionOf({ header, kvs: [head] }: RangeResponse): Revision {
  return header?.revision ?? head?.modRevision ?? zeroRevision;
}

/** What the values of so many versions come to at most. */
function mostBytesOf(wanted: number): number {
  return Math.ceil(wanted / versionsPerPage) * valueBytesPerPage;
}

/** Those of the versions that belong to a life and can still be read. */
function readableOf(versions: readonly KeyVersion[], createRevision: Revision, floor: Revision): KeyVersion[] {
  const ofLife = versions.filter((version) => version.createRevision === createRevision);
  // A version is there until the next one: the first that is older than the floor is the last that can be read.
  const last = ofLife.findIndex((version) => readableAt(version, floor) !== version.modRevision);
  return last === -1 ? ofLife : ofLife.slice(0, last + 1);
}

function endOf(versions: readonly KeyVersion[], floor: Revision): WalkEnd {
  const oldest = versions.at(-1);
  if (oldest === undefined || oldest.version === "1") return "created";
  return BigInt(oldest.modRevision) <= BigInt(floor) ? "compacted" : "more";
}
