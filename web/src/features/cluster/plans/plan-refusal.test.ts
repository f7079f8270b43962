import { known, unknown } from "@etcd-explorer/shared/cluster/verdict/facts";
import { zeroInt64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { aMember, aStatus } from "../../../../../shared/test/cluster-facts.ts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import { applyLook } from "#/features/cluster/state/member-monitor.ts";
import { refusePlan, stillReading } from "./plan-refusal.ts";

const place = { kind: "endpoint", endpoint: 0 } as const;
const away = { kind: "unreachable", host: "h", port: 1, message: "refused" } as const;

const waiting = (index: number): MonitoredMember => ({ member: aMember(index), monitor: undefined });
const silent = (index: number): MonitoredMember => {
  const member = aMember(index);
  return {
    member,
    monitor: applyLook(undefined, member, { place, atMs: 0, status: { kind: "failed", failure: away } }),
  };
};
const telling = (index: number, storageVersion?: string): MonitoredMember => {
  const status = aStatus(storageVersion === undefined ? {} : { storageVersion });
  const monitor = applyLook(undefined, aMember(index), {
    place,
    atMs: 0,
    status: { kind: "told", status, latencyMs: 1, answeredAtMs: 1 },
  });
  return { member: aMember(index), monitor: { ...monitor, status: known(status) } };
};
/** A member of which this is known. */
const seen = (index: number, told: Partial<NonNullable<MonitoredMember["monitor"]>>): MonitoredMember => {
  const { member, monitor } = telling(index);
  return { member, monitor: monitor && { ...monitor, reach: "up", ...told } };
};
const gone = (index: number) => seen(index, { reach: "down", status: unknown("it is silent") });
const led = (index: number) => seen(index, { status: known(aStatus({ storageVersion: "3.6.0" })) });
const leaderless = (index: number) =>
  seen(index, { status: known(aStatus({ leader: zeroInt64, storageVersion: "3.6.0" })) });
const unknownAlarms = unknown("no member answers");
const noAlarms = known([]);

describe("why a plan cannot be made", () => {
  test("nothing is said to be absent while it is still being read", () => {
    for (const members of [undefined, [waiting(0), waiting(1)], [silent(0), waiting(1)]]) {
      for (const kind of ["compact", "defragment", "move-leader", "disarm", "downgrade"] as const) {
        expect(refusePlan(kind, { members, alarms: unknownAlarms })).toBe(stillReading);
      }
    }
    expect(refusePlan("members", { members: undefined, alarms: unknownAlarms })).toBe(stillReading);
    expect(refusePlan("members", { members: [waiting(0)], alarms: unknownAlarms })).toBeUndefined();
  });

  test("members that were asked and are silent are told as that", () => {
    const basis = { members: [silent(0), silent(1)], alarms: unknownAlarms };
    for (const kind of ["compact", "defragment", "move-leader", "downgrade"] as const) {
      expect(refusePlan(kind, basis)).toBe("No member reports a status");
    }
    expect(refusePlan("disarm", basis)).toBe("No member reports alarms");
  });

  test("nothing is offered without a quorum or a leader: each of them needs both, and defragmenting would end what is left", () => {
    const kinds = ["compact", "defragment", "move-leader", "members", "disarm", "downgrade"] as const;
    const alarms = known([{ memberId: aMember(0).id, type: "NOSPACE" as const }]);
    const survivor = { members: [led(0), gone(1), gone(2)], alarms };
    const undecided = { members: [leaderless(0), leaderless(1), gone(2)], alarms };
    for (const kind of kinds) {
      expect(refusePlan(kind, survivor)).toBe("No quorum");
      expect(refusePlan(kind, undecided)).toBe("No leader");
      expect(refusePlan(kind, { members: [led(0), led(1), gone(2)], alarms })).toBeUndefined();
    }
  });

  test("one member that tells is enough", () => {
    const basis = { members: [telling(0), waiting(1)], alarms: noAlarms };
    for (const kind of ["compact", "defragment", "move-leader"] as const)
      expect(refusePlan(kind, basis)).toBeUndefined();
    expect(refusePlan("disarm", basis)).toBe("No alarms");
    expect(refusePlan("downgrade", basis)).toBe("Requires etcd 3.6 or later");
    expect(refusePlan("downgrade", { members: [telling(0, "3.6.0")], alarms: noAlarms })).toBeUndefined();
    expect(refusePlan("move-leader", { members: [telling(0)], alarms: noAlarms })).toBe("The cluster has one member");
  });
});
