/** What a plan counts while it reads. */
import type { Key } from "../../model/bytes.ts";
import { noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { isInRange } from "../../model/range.ts";
import { changeOverheadBytes } from "../guarded/inverse.ts";
import { targetOf, type BulkAct, type BulkRequest } from "./bulk-request.ts";
import { cutSegments, joinSegments, type Segment } from "./segment.ts";

/** A key of a plan, and where it goes. */
export interface PlannedKey {
  readonly key: Key;
  readonly target?: Key;
}

/** Single keys, between which others may stand; the beginning of a range; or what follows what was counted last. */
export type Place = "single" | "begins" | "follows";

const sampled = 500;

export class PlanTally {
  readonly segments: Segment[] = [];
  readonly sample: PlannedKey[] = [];
  readonly existing: Key[] = [];
  readonly #leases = new Set<LeaseId>();
  readonly #request: BulkRequest;
  count = 0;
  bytes = 0;
  /** What undoing would keep of them. */
  keptBytes = 0;
  leasedKeys = 0;
  existingCount = 0;
  /** Targets that hold already what would be put there. */
  equal = 0;
  /** Targets that are themselves among the keys of the plan. */
  ownTargets = 0;
  first: Key | undefined;
  last: Key | undefined;

  constructor(request: BulkRequest) {
    this.#request = request;
  }

  get leases(): number {
    return this.#leases.size;
  }

  /** Counts the next keys, in etcd's order. */
  add(kvs: readonly KeyValue[], place: Place): void {
    const [next, ...others] = cutSegments(kvs, place === "single");
    const last = this.segments.at(-1);
    const joined =
      place === "follows" && last !== undefined && next !== undefined ? joinSegments(last, next) : undefined;
    if (joined !== undefined) this.segments.splice(-1, 1, joined);
    else if (next !== undefined) this.segments.push(next);
    this.segments.push(...others);
    this.first ??= kvs[0]?.key;
    this.last = kvs.at(-1)?.key ?? this.last;
    this.count += kvs.length;
    const { kind } = this.#request.act;
    for (const { key, value, lease } of kvs) {
      this.bytes += key.length + value.length;
      // Undoing a copy deletes it, and a lease is moved back: neither needs the value.
      const keepsValue = kind === "delete" || kind === "move";
      const changes = kind === "move" ? 2 : 1;
      this.keptBytes += changes * (changeOverheadBytes + key.length) + (keepsValue ? value.length : 0);
      if (lease !== noLease) {
        this.leasedKeys++;
        this.#leases.add(lease);
      }
      if (this.sample.length < sampled) this.sample.push(plannedKey(key, this.#request.act));
    }
  }

  addExisting(targets: readonly Key[]): void {
    this.existingCount += targets.length;
    for (const target of targets) {
      if (this.existing.length < sampled) this.existing.push(target);
      if (this.#request.ranges.some((range) => isInRange(target, range))) this.ownTargets++;
    }
  }
}

function plannedKey(key: Key, act: BulkAct): PlannedKey {
  const target = act.kind === "copy" || act.kind === "move" ? targetOf(key, act) : undefined;
  return target === undefined ? { key } : { key, target };
}
