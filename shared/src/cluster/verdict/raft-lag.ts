/** How far a member is behind the leader, from what each has told at moments of its own. */
import type { Int64 } from "../../model/int64.ts";

/** The committed index that a member told, and when. */
export interface IndexSample {
  /** When it was asked, and when its answer came: it had that index in between. In milliseconds of one clock. */
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly raftIndex: Int64;
}

/** So many samples of a member are enough for its neighbours' newest. */
export const keptSamples = 4;

/**
 * What the leader has committed reaches the others with its next message, a heartbeat (100 ms by default) later at most,
 * and far-apart members have slower ones. What it told less long ago is not held against anybody.
 */
export const settleMs = 1000;

/**
 * Entries that a member is behind the leader. What it had is held against what the leader had told before it was asked:
 * the leader goes on meanwhile, which is no lag. Undefined: it cannot be told from these.
 */
export function entriesBehind(follower: readonly IndexSample[], leader: readonly IndexSample[]): bigint | undefined {
  const newest = follower.at(-1);
  if (newest === undefined) return undefined;
  const had = BigInt(newest.raftIndex);
  const before = leader.findLast(({ answeredAtMs }) => answeredAtMs + settleMs <= newest.askedAtMs);
  if (before !== undefined) {
    const behind = BigInt(before.raftIndex) - had;
    return behind > 0n ? behind : 0n;
  }
  // It has what the leader told only later: it was level.
  const [later] = leader;
  return later !== undefined && had >= BigInt(later.raftIndex) ? 0n : undefined;
}
