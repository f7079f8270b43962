import { int64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test, vi } from "vitest";
import { aMember } from "../../../../../shared/test/cluster-facts.ts";
import type { PlanRequest } from "#/features/cluster/plans/plan-kind.ts";
import { memberActions } from "./member-actions.ts";
import type { MemberRow } from "./member-row.ts";

const row = (bent: Partial<MemberRow> = {}): MemberRow => ({
  member: aMember(1),
  name: "m1",
  idHex: "b",
  reach: "up",
  tone: "ok",
  role: "follower",
  isLeader: false,
  isDown: false,
  isAsking: false,
  ...bent,
});
const free = { members: undefined, moveLeader: undefined };

function actions(bent: Partial<MemberRow> = {}, refusals: { members?: string; moveLeader?: string } = {}) {
  const onOpen = vi.fn<(opened: MemberRow) => void>();
  const onCopy = vi.fn<(text: string, said: string) => void>();
  const onPlan = vi.fn<(request: PlanRequest) => void>();
  const items = memberActions(row(bent), { onOpen, onCopy, onPlan, refusals: { ...free, ...refusals } });
  return { items, labels: items.map(({ label }) => label), onOpen, onCopy, onPlan };
}
const pick = ({ items }: ReturnType<typeof actions>, label: string) =>
  items.find((item) => item.label === label)?.onPick();

describe("what can be done to a member", () => {
  test("is a plan about this one, with the change chosen", () => {
    const follower = actions();
    for (const [label, change] of [
      ["Change peer URLs…", "update"],
      ["Replace…", "replace"],
      ["Remove…", "remove"],
    ] as const) {
      pick(follower, label);
      expect(follower.onPlan).toHaveBeenLastCalledWith({ kind: "members", change, memberId: int64(11) });
    }
    pick(follower, "Make leader…");
    expect(follower.onPlan).toHaveBeenLastCalledWith({ kind: "move-leader", memberId: int64(11) });
  });

  test("is leading only for one that follows, and promoting only for one that learns", () => {
    const learner = { member: aMember(1, { isLearner: true }) };
    const idle = { member: aMember(1, { name: "", clientUrls: [] }) };
    expect(actions().labels).toContain("Make leader…");
    for (const bent of [{ isLeader: true }, { isDown: true }, learner, idle]) {
      expect(actions(bent).labels).not.toContain("Make leader…");
    }
    expect(actions().labels).not.toContain("Promote…");
    expect(actions(learner).labels).toContain("Promote…");
  });

  test("says why it cannot be done just now, and reading can be done always", () => {
    const { items } = actions({}, { members: "Read-only", moveLeader: "There is one member only" });
    const why = Object.fromEntries(items.map(({ label, unavailable }) => [label, unavailable]));
    expect(why).toMatchObject({
      "Show metrics": undefined,
      "Copy ID": undefined,
      "Make leader…": "There is one member only",
      "Remove…": "Read-only",
    });
  });

  test("is copying the ID as etcdctl writes it", () => {
    const follower = actions();
    pick(follower, "Copy ID");
    expect(follower.onCopy).toHaveBeenCalledWith("b", "Copied the ID of m1");
  });
});
