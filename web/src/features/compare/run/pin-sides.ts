/** Pins both sides of a comparison before anything of them is read, and finds out what reading them costs. */
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import { int64, type Revision } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { pinSide, SideFailure, type OfSides, type Side, type SideName } from "@etcd-explorer/shared/read/compare/side";
import { estimateCost, isCostly, type FindCost } from "@etcd-explorer/shared/read/find/find-cost";
import type { PinnedCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { countRanges } from "@etcd-explorer/shared/read/scan/count-ranges";
import { spreadLimits, spreadSample } from "@etcd-explorer/shared/read/scan/spread-sample";
import type { SideAddress } from "#/features/compare/model/compare-address.ts";

export interface PinnedSide {
  readonly revision: Revision;
  readonly keys: number;
}

export interface PinnedSides {
  readonly pinned: OfSides<PinnedSide>;
  /** What reading both is going to cost. */
  readonly cost: FindCost;
}

/** Whether the contents of keys are compared by their `mod_revision`, and no value is read. */
export function readsNamesAlone({ left, right }: OfSides<SideAddress>): boolean {
  return left.connection === right.connection && equalBytes(left.prefix, right.prefix);
}

/**
 * Pins the sides; two sides of one connection that are both of now get the same revision. Fails as a `SideFailure`, or
 * as aborted.
 */
export async function pinSides(
  calls: OfSides<PinnedCall>,
  sides: OfSides<SideAddress>,
  signal: AbortSignal,
): Promise<PinnedSides> {
  const { left, right } = sides;
  const of = async <Answer>(name: SideName, reading: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await reading();
    } catch (error) {
      signal.throwIfAborted();
      throw new SideFailure(name, error);
    }
  };
  const pin = (name: SideName, at = sides[name].at) =>
    of(name, () => pinSide(calls[name], sides[name].prefix, at, signal));
  const isTogether = left.connection === right.connection && left.at === "live" && right.at === "live";
  let one: Side;
  let other: Side;
  if (isTogether) {
    one = await pin("left");
    other = await pin("right", one.revision);
  } else [one, other] = await Promise.all([pin("left"), pin("right")]);
  const measure = (name: SideName, side: Side) => of(name, () => measureSide(side, readsNamesAlone(sides), signal));
  const [first, second] = await Promise.all([measure("left", one), measure("right", other)]);
  return {
    pinned: {
      left: { revision: one.revision, keys: first.keys },
      right: { revision: other.revision, keys: second.keys },
    },
    cost: {
      keys: first.keys + second.keys,
      sizeBytes: first.sizeBytes + second.sizeBytes,
      durationMs: first.durationMs + second.durationMs,
    },
  };
}

/** Names are much alike, so that the first keys tell of all; values are taken from all over the side. */
async function measureSide({ call, prefix }: Side, isNamesAlone: boolean, signal: AbortSignal): Promise<FindCost> {
  const range = prefixRange(prefix);
  const [keys = 0] = await countRanges(call, [range], undefined, signal);
  // So little is read at once that its size need not be known.
  if (keys <= freeKeys) return { keys, sizeBytes: 0, durationMs: 0 };
  const kvs = isNamesAlone
    ? (await call.range({ ...range, keysOnly: true, limit: int64(sampled) }, signal)).kvs
    : await spreadSample(call, [range], [keys], signal, { ...spreadLimits, keys: sampled });
  return estimateCost({ kvs, count: int64(keys), more: false });
}

/** Sides of at most so many keys are compared without a question. */
const freeKeys = 500;
const sampled = 100;

/** Whether it is confirmed first. */
export const asksFirst: (cost: FindCost) => boolean = isCostly;
