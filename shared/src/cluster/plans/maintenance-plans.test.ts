import { describe, expect, test } from "vitest";
import { aMember, idOf } from "../../../test/cluster-facts.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import * as maintenance from "./maintenance-plans.ts";
import type { Planned } from "./plan.ts";

const three = [aMember(0), aMember(1), aMember(2)];
const titles = (planned: Planned) =>
  "plan" in planned ? planned.plan.steps.map(({ title }) => title) : planned.refused;
const revision = (value: number) => asRevision(int64(value));
const memberAt = (index: number) => three[index] ?? aMember(index);

describe("compact", () => {
  const head = revision(100);
  const compact = (to: number, allowHead = false) =>
    maintenance.planCompact({ revision: revision(to), head, physical: false, allowHead });

  test("keeps the last revisions, and never more than there are", () => {
    expect(maintenance.revisionKeeping(head, 10)).toBe("90");
    expect(maintenance.revisionKeeping(head, 100)).toBe("0");
    expect(maintenance.revisionKeeping(head, 1000)).toBe("0");
    expect(maintenance.droppedRevisions(revision(90), 40)).toBe("50");
    expect(maintenance.droppedRevisions(revision(90), undefined)).toBeUndefined();
  });

  test("never drops the whole history unless that is said", () => {
    expect(titles(compact(99))).toEqual(["Compact to revision 99"]);
    expect(titles(compact(100))).toContain("it drops all history");
    expect(titles(compact(100, true))).toEqual(["Compact to revision 100"]);
    expect(titles(compact(101, true))).toContain("does not exist yet");
    expect(titles(compact(0))).toContain("Nothing to drop");
  });
});

test("defragment takes followers first, the leader last, and waits for each to be well", () => {
  expect(titles(maintenance.planDefragment(three, idOf(0)))).toEqual([
    "Defragment m1",
    "Wait until m1 answers and has caught up",
    "Defragment m2",
    "Wait until m2 answers and has caught up",
    "Defragment m0, the leader",
    "Wait until m0 answers and has caught up",
  ]);
  expect(titles(maintenance.planDefragment([memberAt(1)], idOf(0)))).toHaveLength(2);
  expect(maintenance.planDefragment([], undefined)).toHaveProperty("refused");
  const beside = maintenance.planDefragment(three.slice(0, 2), idOf(0), [memberAt(2)]);
  expect(beside).toMatchObject({ plan: { risks: [{}, {}, expect.stringContaining("m2 is down and left out")] } });
});

const alarm = (type: "NOSPACE" | "CORRUPT") => [{ memberId: idOf(1), type }];

test("an alarm for space is disarmed after a look at the space, a corrupt one with a warning", () => {
  const quotas = new Map([[idOf(1), 4096]]);
  const planned = maintenance.planDisarm(alarm("NOSPACE"), three, quotas);
  expect(titles(planned)).toEqual(["Check that the databases are below their quota", "Disarm NOSPACE of m1"]);
  expect(planned).toMatchObject({ plan: { steps: [{ check: { members: [{ id: idOf(1), quotaBytes: 4096 }] } }, {}] } });
  expect(maintenance.planDisarm(alarm("CORRUPT"), three, quotas)).toMatchObject({
    plan: { destructive: true, risks: [expect.stringContaining("wrong data")] },
  });
  expect(maintenance.planDisarm([], three, quotas)).toHaveProperty("refused");
});

test("reclaiming space is compact, defragment, look and disarm, in that order", () => {
  const planned = maintenance.planReclaim({
    revision: revision(90),
    head: revision(100),
    physical: true,
    members: three,
    leader: idOf(2),
    alarms: [{ memberId: idOf(0), type: "NOSPACE" }],
    quotas: new Map(),
  });
  expect(titles(planned)).toMatchObject({ 0: "Compact to revision 90", 5: "Defragment m2, the leader", length: 9 });
  expect(titles(planned)?.at(-1)).toBe("Disarm NOSPACE of m0");
});

test("the leader moves to a voter that is not the leader yet, and the request goes to the leader", () => {
  expect(maintenance.planMoveLeader(memberAt(0), memberAt(1))).toMatchObject({
    plan: { steps: [{}, { request: { kind: "move-leader", targetId: idOf(1) }, at: { id: idOf(0) } }, {}] },
  });
  expect(maintenance.planMoveLeader(memberAt(0), memberAt(0))).toHaveProperty("refused");
  expect(maintenance.planMoveLeader(memberAt(0), aMember(1, { isLearner: true }))).toHaveProperty("refused");
});

test("a downgrade names a minor version and is validated first", () => {
  expect(titles(maintenance.planDowngrade("3.5.0"))).toHaveLength(2);
  expect(maintenance.planDowngrade("3.5.30")).toHaveProperty("refused");
});
