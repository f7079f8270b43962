/** Maintenance as plans: what is done, in what order, what it risks. A plan is data; run-plan.ts carries it out. */
import type { AdminRequest } from "../../model/admin-request.ts";
import { failuresTolerated, memberName, quorumOf, type Member } from "../../model/cluster.ts";
import type { Int64 } from "../../model/int64.ts";
import type { PassingRefusal } from "./passing-refusal.ts";

/** The member that a request goes to; left out: whichever answers. */
export interface MemberAt {
  readonly id: Int64;
  readonly name: string;
  /** Where it is known otherwise than by its status, which tells it from 3.6 on. */
  readonly quotaBytes?: number;
}

/** What must be so before the plan goes on; it is looked at until it is, or time is up. */
export type PlanCheck =
  /** It answers, knows a leader and has applied nearly all that is committed. */
  | { readonly kind: "healthy"; readonly member: MemberAt }
  | { readonly kind: "leads"; readonly member: MemberAt }
  /** The databases of these members are below their quota, by a margin. */
  | { readonly kind: "space-free"; readonly members: readonly MemberAt[] }
  /** The member that this plan added has been started by somebody. */
  | { readonly kind: "added-started" };

interface StepBase {
  readonly id: string;
  /** In the imperative: "Defragment etcd-2". */
  readonly title: string;
  /** What it does to those who use the cluster. */
  readonly effect?: string;
}

export interface RequestStep extends StepBase {
  readonly kind: "request";
  readonly request: AdminRequest;
  readonly at?: MemberAt;
  /** The request is about the member that this plan added: its ID is put in when it is known. */
  readonly aboutAdded?: true;
  /** As long as etcd refuses so, the request is sent again. */
  readonly waitsOut?: PassingRefusal;
}

export interface CheckStep extends StepBase {
  readonly kind: "check";
  readonly check: PlanCheck;
}

export type PlanStep = RequestStep | CheckStep;

export interface Plan {
  readonly title: string;
  /** What may go wrong, or stands still meanwhile, one sentence each. */
  readonly risks: readonly string[];
  readonly steps: readonly PlanStep[];
  /** What else one should know, such as the quorum before and after. */
  readonly notes: readonly string[];
  /** Cannot be undone, or takes something away: its button is red. What is asked is web's to say. */
  readonly destructive: boolean;
  /** The command that starts the new member on its machine. */
  readonly newMemberCommand?: string;
}

/** A plan, or why there is none. */
export type Planned = { readonly plan: Plan } | { readonly refused: string };

/** A member as the target of a step. */
export function at(member: Member): MemberAt {
  return { id: member.id, name: memberName(member) };
}

/** `3 voting members: 2 must run, 1 may fail`. */
export function describeQuorum(voters: number): string {
  const may = failuresTolerated(voters);
  return `${voters} voting member${voters === 1 ? "" : "s"}: ${quorumOf(voters)} must run, ${may === 0 ? "none" : may} may fail`;
}

/** A check that a member is well before the next one is touched. */
export function healthStep(member: Member): CheckStep {
  return {
    id: `healthy ${member.id}`,
    kind: "check",
    title: `Wait until ${memberName(member)} answers and has caught up`,
    check: { kind: "healthy", member: at(member) },
  };
}
