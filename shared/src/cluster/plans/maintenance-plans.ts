/** Plans of maintenance: compact, defragment, disarm, move the leader. */
import type { Alarm, Member } from "../../model/cluster.ts";
import { alarmSubject, memberName } from "../../model/cluster.ts";
import {
  compareInt64,
  formatGrouped,
  int64,
  parseRevision,
  zeroRevision,
  type Int64,
  type Revision,
} from "../../model/int64.ts";
import { joinNames } from "../verdict/rule.ts";
import { at, healthStep, type MemberAt, type Plan, type Planned, type PlanStep } from "./plan.ts";

/** How many revisions a compaction keeps unless one says otherwise. */
export const keptByDefault = 10_000;

/** The revision to compact to so that the last `keep` revisions stay readable; at least 0. */
export function revisionKeeping(head: Revision, keep: number): Revision {
  const revision = BigInt(head) - BigInt(keep);
  return (revision <= 0n ? undefined : parseRevision(revision.toString())) ?? zeroRevision;
}

export interface CompactChoice {
  readonly revision: Revision;
  /** The newest revision there is. */
  readonly head: Revision;
  readonly physical: boolean;
  /** Says that compacting to the head itself is meant: no history stays at all. */
  readonly allowHead?: boolean;
}

/** Drops history before a revision. */
export function planCompact({ revision, head, physical, allowHead = false }: CompactChoice): Planned {
  if (compareInt64(revision, zeroRevision) <= 0) {
    return { refused: "Nothing to drop: there is less history than that." };
  }
  if (compareInt64(revision, head) > 0) {
    return { refused: `Revision ${formatGrouped(revision)} does not exist yet. The newest is ${formatGrouped(head)}.` };
  }
  if (compareInt64(revision, head) === 0 && !allowHead) {
    return { refused: "This is the newest revision: it drops all history. Confirm below to continue." };
  }
  const dropped = formatGrouped(revision);
  return {
    plan: {
      title: `Compact history up to revision ${dropped}`,
      destructive: true,
      risks: [
        `Revisions before ${dropped} can no longer be read or undone.`,
        "Watches behind that revision are cancelled. Their clients must read again.",
        "The file shrinks only when it is defragmented.",
      ],
      notes: [],
      steps: [
        {
          id: "compact",
          kind: "request",
          title: `Compact to revision ${dropped}`,
          effect: physical
            ? "Waits until the revisions are removed from the database."
            : "etcd removes the revisions in the background.",
          request: { kind: "compact", revision, physical },
        },
      ],
    },
  };
}

/** The members in the order in which they are defragmented: followers, then the leader. */
export function followersFirst(members: readonly Member[], leader: Int64 | undefined): readonly Member[] {
  return [...members.filter(({ id }) => id !== leader), ...members.filter(({ id }) => id === leader)];
}

function defragmentSteps(members: readonly Member[], leader: Int64 | undefined): readonly PlanStep[] {
  return followersFirst(members, leader).flatMap((member): PlanStep[] => [
    {
      id: `defragment ${member.id}`,
      kind: "request",
      title: `Defragment ${memberName(member)}${member.id === leader ? ", the leader" : ""}`,
      effect: "The member is unavailable meanwhile.",
      request: { kind: "defragment" },
      at: at(member),
    },
    healthStep(member),
  ]);
}

const defragmentRisks: readonly string[] = [
  "Each member is unavailable while its database is rewritten: about 1 s per 100 MB.",
  "One member at a time, followers first. A failure stops the plan.",
];

/** A member that stands still beside others that are away may leave no quorum. */
function awayRisks(away: readonly Member[]): readonly string[] {
  if (away.length === 0) return [];
  const verb = away.length === 1 ? "is" : "are";
  const names = joinNames(away.map(memberName));
  return [`${names} ${verb} down and left out. Writes may wait while another member is unavailable.`];
}

/** Gives free space of the databases back to the disks. `away`: members that do not answer. */
export function planDefragment(
  members: readonly Member[],
  leader: Int64 | undefined,
  away: readonly Member[] = [],
): Planned {
  const [only] = members;
  if (only === undefined) return { refused: "No members to defragment." };
  const alone = members.length === 1;
  return {
    plan: {
      title: alone ? `Defragment ${memberName(only)}` : `Defragment ${members.length} members`,
      destructive: false,
      risks: [...defragmentRisks, ...awayRisks(away)],
      notes: [],
      steps: defragmentSteps(members, leader),
    },
  };
}

/** The quota of a member in bytes, where it is known. */
export type Quotas = ReadonlyMap<Int64, number>;

function withQuota(member: Member, quotas: Quotas): MemberAt {
  const quotaBytes = quotas.get(member.id);
  return { ...at(member), ...(quotaBytes !== undefined && { quotaBytes }) };
}

function disarmSteps(alarms: readonly Alarm[], members: readonly Member[], quotas: Quotas): readonly PlanStep[] {
  const full = members.filter(({ id }) => alarms.some((alarm) => alarm.memberId === id && alarm.type === "NOSPACE"));
  const check: PlanStep[] =
    full.length === 0
      ? []
      : [
          {
            id: "space",
            kind: "check",
            title: "Check that the databases are below their quota",
            check: { kind: "space-free", members: full.map((member) => withQuota(member, quotas)) },
          },
        ];
  return [
    ...check,
    ...alarms.map((alarm): PlanStep => ({
      id: `disarm ${alarm.memberId} ${alarm.type}`,
      kind: "request",
      title: `Disarm ${alarm.type} of ${alarmSubject(alarm.memberId, members)}`,
      effect: alarm.type === "NOSPACE" ? "etcd accepts writes again." : "etcd trusts the member's data again.",
      request: { kind: "alarm-disarm", memberId: alarm.memberId, alarm: alarm.type },
    })),
  ];
}

/** Takes alarms away, for a full database only once there is space. */
export function planDisarm(alarms: readonly Alarm[], members: readonly Member[], quotas: Quotas): Planned {
  if (alarms.length === 0) return { refused: "No alarms." };
  const corrupt = alarms.some(({ type }) => type === "CORRUPT");
  return {
    plan: {
      title: alarms.length === 1 ? `Disarm ${alarms[0]?.type}` : `Disarm ${alarms.length} alarms`,
      destructive: corrupt,
      risks: corrupt
        ? ["A corrupt member serves wrong data once its alarm is disarmed. Replace it first."]
        : ["Without free space etcd raises the alarm again. The plan checks this first."],
      notes: [],
      steps: disarmSteps(alarms, members, quotas),
    },
  };
}

export interface ReclaimChoice extends CompactChoice {
  readonly members: readonly Member[];
  readonly leader: Int64 | undefined;
  /** Members that do not answer: they are left out. */
  readonly away?: readonly Member[];
  readonly alarms: readonly Alarm[];
  readonly quotas: Quotas;
}

/** Out of space: compact, defragment every member, look, disarm. Source: etcd docs, Maintenance: Space quota. */
export function planReclaim(choice: ReclaimChoice): Planned {
  const compacted = planCompact({ ...choice, physical: true });
  if ("refused" in compacted) return compacted;
  const plan: Plan = {
    title: "Reclaim space and disarm",
    destructive: true,
    risks: [...compacted.plan.risks.slice(0, 2), ...defragmentRisks, ...awayRisks(choice.away ?? [])],
    notes: [],
    steps: [
      ...compacted.plan.steps,
      ...defragmentSteps(choice.members, choice.leader),
      ...disarmSteps(choice.alarms, choice.members, choice.quotas),
    ],
  };
  return { plan };
}

/** Has another member lead. Only the leader can hand over. */
export function planMoveLeader(leader: Member, target: Member): Planned {
  if (leader.id === target.id) return { refused: `${memberName(target)} is already the leader.` };
  if (target.isLearner) return { refused: `${memberName(target)} is a learner. Promote it first.` };
  return {
    plan: {
      title: `Move the leader to ${memberName(target)}`,
      destructive: false,
      risks: ["Writes pause for some milliseconds while the leader changes."],
      notes: [],
      steps: [
        healthStep(target),
        {
          id: "move",
          kind: "request",
          title: `Hand over from ${memberName(leader)} to ${memberName(target)}`,
          request: { kind: "move-leader", targetId: target.id },
          at: at(leader),
        },
        {
          id: "leads",
          kind: "check",
          title: `Check that ${memberName(target)} is the leader`,
          check: { kind: "leads", member: at(target) },
        },
      ],
    },
  };
}

/** Prepares a cluster for members of the minor version before. From 3.6. */
export function planDowngrade(version: string): Planned {
  if (!/^\d+\.\d+\.0$/.test(version)) return { refused: "Enter a version as MAJOR.MINOR.0, for example 3.5.0." };
  return {
    plan: {
      title: `Allow a downgrade to ${version}`,
      destructive: true,
      risks: [
        "Data that only the newer version knows is removed from the storage format.",
        "Then replace the binaries one member at a time. The cluster runs mixed versions meanwhile.",
      ],
      notes: [],
      steps: [
        {
          id: "validate",
          kind: "request",
          title: `Check that the cluster can downgrade to ${version}`,
          request: { kind: "downgrade", action: "VALIDATE", version },
        },
        {
          id: "enable",
          kind: "request",
          title: `Enable the downgrade to ${version}`,
          request: { kind: "downgrade", action: "ENABLE", version },
        },
      ],
    },
  };
}

/** Ends the permission to downgrade. */
export const downgradeCancelPlan: Plan = {
  title: "Cancel the downgrade",
  destructive: false,
  risks: ["Upgrade the members that already run the older version again."],
  notes: [],
  steps: [
    {
      id: "cancel",
      kind: "request",
      title: "Cancel the downgrade",
      request: { kind: "downgrade", action: "CANCEL", version: "" },
    },
  ],
};

/** How many revisions a plan would drop, as far as is known. */
export function droppedRevisions(revision: Revision, compacted: number | undefined): Int64 | undefined {
  if (compacted === undefined) return undefined;
  return int64(Math.max(0, Number(revision) - Math.max(0, compacted)));
}
