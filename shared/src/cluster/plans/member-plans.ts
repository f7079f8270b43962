/**
 * Plans that change who belongs to the cluster. A new member is a learner first: it is sent everything and cannot cost
 * the quorum. Source: etcd docs, Runtime reconfiguration; Learner.
 */
import { memberName, type Member } from "../../model/cluster.ts";
import { zeroInt64, type Int64 } from "../../model/int64.ts";
import { planMoveLeader } from "./maintenance-plans.ts";
import { describeQuorum, healthStep, type Plan, type Planned, type PlanStep } from "./plan.ts";
import {
  checkAllVotersRun,
  checkNew,
  checkPeerUrls,
  checkQuorum,
  promotionRefusal,
  removalRefusal,
  votersAmong,
  type MemberState,
  type NewMember,
} from "./member-refusals.ts";
import { quoteSh } from "../../command/shell/sh-quote.ts";

/** The command that starts the new member, with the cluster as it is then. */
export function newMemberCommand(added: NewMember, others: readonly Member[]): string {
  const [peer = ""] = added.peerUrls;
  const client = peer.replace(/:\d+$/, ":2379");
  const initial = [...others, added].flatMap(({ name, peerUrls }) => peerUrls.map((url) => `${name}=${url}`)).join(",");
  const flags = [
    ["--name", added.name],
    ["--data-dir", `${added.name}.etcd`],
    ["--initial-cluster", initial],
    ["--initial-cluster-state", "existing"],
    ["--initial-advertise-peer-urls", added.peerUrls.join(",")],
    ["--listen-peer-urls", added.peerUrls.join(",")],
    ["--listen-client-urls", client],
    ["--advertise-client-urls", client],
  ];
  return ["etcd", ...flags.map(([flag = "", value = ""]) => `  ${flag} ${quoteSh(value)}`)].join(" \\\n");
}

function addSteps(added: NewMember): readonly PlanStep[] {
  return [
    {
      id: "add",
      kind: "request",
      title: `Add ${added.name} as a learner`,
      effect: "It does not vote yet, so the quorum stays the same.",
      request: { kind: "member-add", peerUrls: added.peerUrls, isLearner: true, name: added.name },
      waitsOut: "unsettled",
    },
    {
      id: "started",
      kind: "check",
      title: `Wait until ${added.name} is started`,
      effect: "Run the command below on the new machine.",
      check: { kind: "added-started" },
    },
    ...(added.staysLearner === true ? [] : [promoteAdded(added)]),
  ];
}

function promoteAdded(added: NewMember): PlanStep {
  return {
    id: "promote",
    kind: "request",
    title: `Promote ${added.name} once it has caught up`,
    effect: "It votes from now on.",
    request: { kind: "member-promote", memberId: zeroInt64 },
    aboutAdded: true,
    waitsOut: "learner-behind",
  };
}

/** Adds a member. `members` are those that are there now. */
export function planAdd(added: NewMember, members: readonly MemberState[]): Planned {
  const problem = checkQuorum(members) ?? checkNew(added, members) ?? checkAllVotersRun(members);
  if (problem !== undefined) return { refused: problem };
  const voters = votersAmong(members).length;
  const stays = added.staysLearner === true;
  const learner = members.find(({ member }) => member.isLearner);
  return {
    plan: {
      title: `Add ${added.name}`,
      destructive: false,
      risks: [
        "The leader sends the new member a snapshot of the whole database.",
        ...(stays ? ["A learner does not vote and does not serve linearizable requests."] : []),
        ...(!stays && (voters + 1) % 2 === 0 ? [`${voters + 1} voters tolerate no more failures than ${voters}.`] : []),
        ...(learner === undefined
          ? []
          : [`${memberName(learner.member)} is already a learner. etcd allows one at a time by default.`]),
      ],
      notes: stays
        ? [`Before and after: ${describeQuorum(voters)}.`]
        : [`Before: ${describeQuorum(voters)}.`, `After: ${describeQuorum(voters + 1)}.`],
      steps: addSteps(added),
      newMemberCommand: newMemberCommand(
        added,
        members.map(({ member }) => member),
      ),
    },
  };
}

/** Has a learner vote. */
export function planPromote(learner: Member, members: readonly MemberState[]): Planned {
  if (!learner.isLearner) return { refused: `${memberName(learner)} already votes.` };
  const problem = checkQuorum(members) ?? promotionRefusal(learner, members);
  if (problem !== undefined) return { refused: problem };
  const voters = votersAmong(members).length;
  return {
    plan: {
      title: `Promote ${memberName(learner)}`,
      destructive: false,
      risks: ["A voter counts for the quorum: its machine should be as reliable as the others."],
      notes: [`Before: ${describeQuorum(voters)}.`, `After: ${describeQuorum(voters + 1)}.`],
      steps: [
        {
          id: "promote",
          kind: "request",
          title: `Promote ${memberName(learner)}`,
          effect: "It votes from now on.",
          request: { kind: "member-promote", memberId: learner.id },
          waitsOut: "learner-behind",
        },
      ],
    },
  };
}

/** Tells the cluster where else a member can be reached by its peers. */
export function planUpdate(member: Member, peerUrls: readonly string[], members: readonly MemberState[]): Planned {
  const others = members.map((state) => state.member).filter(({ id }) => id !== member.id);
  const problem = checkQuorum(members) ?? checkPeerUrls(peerUrls, others);
  if (problem !== undefined) return { refused: problem };
  return {
    plan: {
      title: `Change the peer URLs of ${memberName(member)}`,
      destructive: true,
      risks: [
        "The other members reach it only there. If nothing listens there, it is cut off.",
        ...(removalRefusal(member, members) === undefined ? [] : ["Without it there is no quorum. Check the URLs."]),
      ],
      notes: [`Now: ${member.peerUrls.join(", ")}.`],
      steps: [
        {
          id: "update",
          kind: "request",
          title: `Set the peer URLs to ${peerUrls.join(", ")}`,
          request: { kind: "member-update", memberId: member.id, peerUrls },
        },
      ],
    },
  };
}

/** A leader that goes hands over first, so that nobody waits for an election to find another. */
function handOver(member: Member, members: readonly MemberState[], leader: Int64 | undefined): readonly PlanStep[] {
  const next = votersAmong(members).find((state) => state.member.id !== member.id && state.alive === true);
  if (member.id !== leader || next === undefined) return [];
  const moved = planMoveLeader(member, next.member);
  return "plan" in moved ? moved.plan.steps : [];
}

/** Takes a member out for good: its data directory can never join again. `leader`: the one that leads, where it is known. */
export function planRemove(member: Member, members: readonly MemberState[], leader?: Int64): Planned {
  const refused = checkQuorum(members) ?? removalRefusal(member, members);
  if (refused !== undefined) return { refused };
  const voters = votersAmong(members).length;
  const after = member.isLearner ? voters : voters - 1;
  return {
    plan: {
      title: `Remove ${memberName(member)}`,
      destructive: true,
      risks: [
        `${memberName(member)} stops at once. Its data directory can never join again.`,
        "Clients that know only its address lose their connection.",
      ],
      notes: [`Before: ${describeQuorum(voters)}.`, `After: ${describeQuorum(after)}.`],
      steps: [...handOver(member, members, leader), removeStep(member)],
    },
  };
}

function removeStep(member: Member): PlanStep {
  return {
    id: "remove",
    kind: "request",
    title: `Remove ${memberName(member)}`,
    effect: "Never start it again with its old data.",
    request: { kind: "member-remove", memberId: member.id },
    waitsOut: "unsettled",
  };
}

/**
 * Puts a new member in the place of another. One that still runs goes last, so that the quorum never shrinks; one that
 * does not goes first, since etcd takes nobody in while a voter is away.
 */
export function planReplace(old: Member, added: NewMember, members: readonly MemberState[], leader?: Int64): Planned {
  const problem = checkQuorum(members) ?? checkNew(added, members);
  if (problem !== undefined) return { refused: problem };
  const runs = members.find(({ member }) => member.id === old.id)?.alive === true;
  const others = members.filter(({ member }) => member.id !== old.id);
  const refused = (runs ? checkAllVotersRun(members) : undefined) ?? removalRefusal(old, members);
  if (refused !== undefined) return { refused };
  const voters = votersAmong(members).length;
  const handing = handOver(old, members, leader);
  const during = runs ? voters + 1 : voters - 1;
  const plan: Plan = {
    title: `Replace ${memberName(old)} with ${added.name}`,
    destructive: true,
    risks: [
      `${memberName(old)} is removed for good. Its data directory can never join again.`,
      runs
        ? "The old member is removed last, so the quorum never shrinks."
        : "The dead member is removed first: etcd adds no member while a voter is down.",
    ],
    notes: [
      `Before: ${describeQuorum(voters)}.`,
      `Meanwhile: ${describeQuorum(during)}.`,
      `After: ${describeQuorum(voters)}.`,
    ],
    steps: runs
      ? [
          ...addSteps(added),
          ...(handing.length > 0 ? handing : others.slice(0, 1).map(({ member }) => healthStep(member))),
          removeStep(old),
        ]
      : [removeStep(old), ...addSteps(added)],
    newMemberCommand: newMemberCommand(
      added,
      (runs ? members : others).map(({ member }) => member),
    ),
  };
  return { plan };
}
