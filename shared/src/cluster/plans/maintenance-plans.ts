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
    return { refused: "There is not that much history: nothing would be dropped." };
  }
  if (compareInt64(revision, head) > 0) {
    return { refused: `Revision ${formatGrouped(revision)} is not there yet: the newest is ${formatGrouped(head)}.` };
  }
  if (compareInt64(revision, head) === 0 && !allowHead) {
    return { refused: "That is the newest revision: no history at all would stay. Confirm it if you mean it." };
  }
  const dropped = formatGrouped(revision);
  return {
    plan: {
      title: `Compact history up to revision ${dropped}`,
      destructive: true,
      risks: [
        `Revisions before ${dropped} can be read no more: no history, no time travel, no undo behind it.`,
        "Watches that are further behind than that are cancelled, and their clients must read anew.",
        "Space within the database becomes free; the file shrinks only when it is defragmented.",
      ],
      notes: [],
      steps: [
        {
          id: "compact",
          kind: "request",
          title: `Compact to revision ${dropped}`,
          effect: physical
            ? "Answers once the revisions are gone from the database."
            : "The database is cleaned in the background.",
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
      effect: "This member answers nobody while it does.",
      request: { kind: "defragment" },
      at: at(member),
    },
    healthStep(member),
  ]);
}

const defragmentRisks: readonly string[] = [
  "Each member stands still while its database is rewritten: about a second for each 100 MB, more on slow disks.",
  "One member at a time, followers first, each well again before the next; a failure stops the plan.",
];

/** A member that stands still beside others that are away may leave no quorum. */
function awayRisks(away: readonly Member[]): readonly string[] {
  if (away.length === 0) return [];
  const verb = away.length === 1 ? "is" : "are";
  const names = away.map(memberName).join(", ");
  return [`${names} ${verb} away and left out: while another stands still, writes may wait for the want of a quorum.`];
}

/** Gives free space of the databases back to the disks. `away`: members that do not answer. */
export function planDefragment(
  members: readonly Member[],
  leader: Int64 | undefined,
  away: readonly Member[] = [],
): Planned {
  const [only] = members;
  if (only === undefined) return { refused: "There is no member to defragment." };
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
            title: "See that the databases are below their quota again",
            check: { kind: "space-free", members: full.map((member) => withQuota(member, quotas)) },
          },
        ];
  return [
    ...check,
    ...alarms.map((alarm): PlanStep => ({
      id: `disarm ${alarm.memberId} ${alarm.type}`,
      kind: "request",
      title: `Disarm ${alarm.type} of ${alarmSubject(alarm.memberId, members)}`,
      effect: alarm.type === "NOSPACE" ? "Writes are accepted again." : "etcd trusts that member's data again.",
      request: { kind: "alarm-disarm", memberId: alarm.memberId, alarm: alarm.type },
    })),
  ];
}

/** Takes alarms away, for a full database only once there is space. */
export function planDisarm(alarms: readonly Alarm[], members: readonly Member[], quotas: Quotas): Planned {
  if (alarms.length === 0) return { refused: "No alarm is raised." };
  const corrupt = alarms.some(({ type }) => type === "CORRUPT");
  return {
    plan: {
      title: alarms.length === 1 ? `Disarm ${alarms[0]?.type}` : `Disarm ${alarms.length} alarms`,
      destructive: corrupt,
      risks: corrupt
        ? ["A corrupt member whose alarm is disarmed serves wrong data as if it were right: replace it first."]
        : [
            "Without free space etcd raises the alarm again at once: the plan looks first, and stops where there is none.",
          ],
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
  if (leader.id === target.id) return { refused: `${memberName(target)} leads already.` };
  if (target.isLearner) return { refused: `${memberName(target)} is a learner: it cannot lead before it is promoted.` };
  return {
    plan: {
      title: `Move the leader to ${memberName(target)}`,
      destructive: false,
      risks: ["Writes wait for some milliseconds while the leader changes."],
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
          title: `See that ${memberName(target)} leads`,
          check: { kind: "leads", member: at(target) },
        },
      ],
    },
  };
}

/** Prepares a cluster for members of the minor version before. From 3.6. */
export function planDowngrade(version: string): Planned {
  if (!/^\d+\.\d+\.0$/.test(version)) return { refused: "Name the version as MAJOR.MINOR.0, such as 3.5.0." };
  return {
    plan: {
      title: `Allow a downgrade to ${version}`,
      destructive: true,
      risks: [
        "What only the newer version knows is taken out of the storage format.",
        "Then replace the program of one member after another; until all are done, the cluster mixes versions.",
      ],
      notes: [],
      steps: [
        {
          id: "validate",
          kind: "request",
          title: `Ask whether the cluster can go down to ${version}`,
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
  risks: ["Members that run the older version already must be brought up again."],
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
