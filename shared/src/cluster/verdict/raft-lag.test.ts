import { describe, expect, test } from "vitest";
import { int64 } from "../../model/int64.ts";
import { entriesBehind, settleMs, type IndexSample } from "./raft-lag.ts";

const told = (askedAtMs: number, answeredAtMs: number, raftIndex: number): IndexSample => ({
  askedAtMs,
  answeredAtMs,
  raftIndex: int64(raftIndex),
});

describe("a follower is behind", () => {
  test("what the leader had told before it was asked", () => {
    const leader = [told(0, 10, 500), told(5000, 5010, 549)];
    const heard = 5010 + settleMs;
    expect(entriesBehind([told(heard + 1, heard + 9, 546)], leader)).toBe(3n);
    expect(entriesBehind([told(heard, heard + 9, 546)], leader)).toBe(3n);
    // Asked a moment earlier, it is held against the look before: the newest may be on its way.
    expect(entriesBehind([told(heard - 1, heard + 9, 546)], leader)).toBe(0n);
  });

  test("nothing, where it tells more than the leader did a moment before", () => {
    expect(entriesBehind([told(9020, 9030, 552)], [told(5000, 5010, 549)])).toBe(0n);
    expect(entriesBehind([told(9020, 9030, 549)], [told(5000, 5010, 549)])).toBe(0n);
  });

  test("nothing, where it is level with a leader that goes on while the members are asked one after the other", () => {
    // 1,000 entries a second; both are asked every 5 s, the leader 200 ms later.
    const leader = Array.from({ length: 4 }, (_, at) => told(at * 5000 + 200, at * 5000 + 210, at * 5000 + 205));
    const follower = Array.from({ length: 4 }, (_, at) => told(at * 5000, at * 5000 + 10, at * 5000 + 5));
    expect(entriesBehind(follower, leader)).toBe(0n);
  });

  test("nobody knows how much, before there is anything to hold it against", () => {
    expect(entriesBehind([], [told(0, 10, 5)])).toBeUndefined();
    expect(entriesBehind([told(0, 10, 5)], [])).toBeUndefined();
    expect(entriesBehind([told(0, 10, 5)], [told(5, 15, 6)])).toBeUndefined();
    expect(entriesBehind([told(0, 10, 6)], [told(5, 15, 6)])).toBe(0n);
  });
});
