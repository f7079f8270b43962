/** A plan: what an act on many keys would do, read at one revision before anything is written. */
import { encodeHex, type Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { isSingle, rangeGroups } from "../../model/range-groups.ts";
import { keyAfter, type KeyRange } from "../../model/range.ts";
import { readInPieces, valueBytes } from "../../read/scan/read-fitting.ts";
import { scanRange } from "../../read/scan/scan-range.ts";
import { refuseRequest, targetOf, type BulkRequest } from "./bulk-request.ts";
import { isEqualTarget } from "./equal-target.ts";
import { existingPieces } from "./existing-targets.ts";
import { PlanTally, type Place, type PlannedKey } from "./plan-tally.ts";
import { segmentLimits, type BulkCall, type Segment } from "./segment.ts";

/** What is kept so that it can be undone, in bytes of keys and values. */
export const undoLimitBytes: number = 64 * 1024 * 1024;

/** Single keys that follow one another are read and told of together, so many at the most. */
const singlesAtOnce = 1_000;

export interface BulkPlan {
  readonly request: BulkRequest;
  /** What everything below was read at, and what is compared when it is done. */
  readonly revision: Revision;
  readonly segments: readonly Segment[];
  readonly count: number;
  readonly first?: Key;
  readonly last?: Key;
  /** The first keys, in order. */
  readonly sample: readonly PlannedKey[];
  /** Bytes of keys and values. Not `exact`: not all values were read, and it is more than that. */
  readonly size: { readonly bytes: number; readonly exact: boolean };
  /** Keys under a lease, and different leases. Not `exact`: there may be more. */
  readonly leases: { readonly keys: number; readonly leases: number; readonly exact: boolean };
  /** Targets of copies that exist already and hold something else, and the first of them. */
  readonly existing: { readonly count: number; readonly sample: readonly Key[] };
  /** Targets that hold already what would be put there. */
  readonly equal: number;
  /** Whether all of it can be undone afterwards. */
  readonly undoable: boolean;
  /** Why it is not done as it stands, as a sentence; undefined: it may be. */
  readonly blocked?: string;
}

/** What was read so far. */
export interface PlanProgress {
  readonly keys: number;
  readonly bytes: number;
}

export interface PlanOptions {
  readonly onProgress?: (progress: PlanProgress) => void;
  readonly signal?: AbortSignal;
  /** What is kept for undoing; {@link undoLimitBytes} unless a test says otherwise. */
  readonly undoBytes?: number;
}

/** Reads what a request is about, and writes nothing. Fails with what the call fails with; `signal` gives it up. */
export async function makePlan(call: BulkCall, request: BulkRequest, options: PlanOptions = {}): Promise<BulkPlan> {
  const refused = refuseRequest(request);
  if (refused !== undefined) throw new FailureError({ kind: "invalid", field: "plan", message: refused });
  const { act } = request;
  const { onProgress, signal, undoBytes = undoLimitBytes } = options;
  const revision = await revisionNow(call, request);
  const tally = new PlanTally(request);
  /** Keys alone are enough to delete; their values are read as long as they are to be kept and still fit. */
  const keysOnly = () => act.kind === "delete" && (!act.keep || tally.keptBytes > undoBytes);

  const take = async (kvs: readonly KeyValue[], place: Place): Promise<void> => {
    signal?.throwIfAborted();
    tally.add(kvs, place);
    if (act.kind === "copy" || act.kind === "move") {
      const placed = kvs.map((base) => ({ base, target: requireTarget(base.key, act) }));
      const targets = placed.map(({ target }) => target);
      const bases = new Map(placed.map(({ base, target }) => [encodeHex(target), base]));
      for await (const piece of existingPieces(call, targets, revision, false, signal)) {
        const isEqual = (over: KeyValue) => {
          const base = bases.get(encodeHex(over.key));
          return base !== undefined && isEqualTarget(base, over, request);
        };
        tally.equal += piece.filter(isEqual).length;
        tally.addExisting(piece.filter((over) => !isEqual(over)).map(({ key }) => key));
      }
    }
    onProgress?.({ keys: tally.count, bytes: tally.bytes });
  };
  const takeRange = async (range: KeyRange, start: Place = "begins"): Promise<void> => {
    const only = keysOnly();
    const scan = { range, keysOnly: only, revision, ...(signal === undefined ? {} : { signal }) };
    let place = start;
    for await (const { kvs, done, total } of scanRange(call, scan)) {
      await take(kvs, place);
      place = "follows";
      const last = kvs.at(-1);
      if (only || !keysOnly() || last === undefined || done === total) continue;
      await takeRange({ ...range, key: keyAfter(last.key) }, "follows");
      return;
    }
  };
  const takeKeys = async (keys: readonly Key[]): Promise<void> => {
    let read = 0;
    while (read < keys.length) {
      const only = keysOnly();
      const found: KeyValue[] = [];
      let bytes = 0;
      for await (const piece of readInPieces(call, keys.slice(read), { revision, keysOnly: only }, signal)) {
        found.push(...piece.filter((kv) => kv !== undefined));
        read += piece.length;
        bytes += valueBytes(piece);
        if (bytes >= segmentLimits.bytes) break;
      }
      await take(found, "single");
    }
  };
  for (const group of rangeGroups(request.ranges, singlesAtOnce)) {
    const [range] = group;
    if (range !== undefined && !isSingle(range)) {
      await takeRange(range);
      continue;
    }
    await takeKeys(group.map(({ key }) => key));
  }
  return toPlan(request, revision, tally, undoBytes);
}

/** The revision of now, for one key's worth of work. */
async function revisionNow(call: BulkCall, { ranges }: BulkRequest): Promise<Revision> {
  const key = ranges[0]?.key;
  if (key === undefined) throw new Error("a request has at least one range");
  const { header } = await call.range({ key, limit: int64(1), countOnly: true });
  if (header === undefined) throw new Error("the response to a range has no header");
  return header.revision;
}

export function requireTarget(key: Key, act: { readonly from: Key; readonly to: Key }): Key {
  const target = targetOf(key, act);
  if (target === undefined) {
    throw new FailureError({ kind: "invalid", field: "target", message: "A key would get an empty name." });
  }
  return target;
}

function toPlan(request: BulkRequest, revision: Revision, tally: PlanTally, undoBytes: number): BulkPlan {
  const { act } = request;
  const fits = tally.keptBytes <= undoBytes;
  const exact = act.kind !== "delete" || (act.keep && fits);
  const blocked = blockedBy(request, tally);
  return {
    request,
    revision,
    segments: tally.segments,
    count: tally.count,
    ...(tally.first === undefined ? {} : { first: tally.first }),
    ...(tally.last === undefined ? {} : { last: tally.last }),
    sample: tally.sample,
    size: { bytes: tally.bytes, exact },
    leases: { keys: tally.leasedKeys, leases: tally.leases, exact },
    existing: { count: tally.existingCount, sample: tally.existing },
    equal: tally.equal,
    undoable: fits && (act.kind !== "delete" || act.keep),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

function blockedBy({ act }: BulkRequest, tally: PlanTally): string | undefined {
  if (tally.count === 0) return "No keys left to change.";
  if (act.kind !== "copy" && act.kind !== "move") return undefined;
  if (tally.existingCount > 0 && act.onExisting === "stop") {
    return "Some target keys already exist. Skip or overwrite them, or choose another target.";
  }
  if (tally.ownTargets > 0 && act.onExisting === "overwrite") {
    return "Some target keys are also selected: overwriting them would lose their values.";
  }
  return undefined;
}
