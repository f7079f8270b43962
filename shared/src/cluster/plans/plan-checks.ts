/** What a plan looks at between its steps. */
import type { AdminRequest } from "../../model/admin-request.ts";
import type { MemberStatus } from "../../model/cluster.ts";
import { failureOf, describeFailure } from "../../model/failure.ts";
import { subtractInt64, zeroInt64, type Int64 } from "../../model/int64.ts";
import type { AdminAnswers } from "../../wire/admin-answers.ts";
import type { MemberAt, PlanCheck } from "./plan.ts";

/** Calls the cluster; `at`: that member and no other. */
export type AdminCall = <Request extends AdminRequest>(
  request: Request,
  at?: MemberAt,
) => Promise<AdminAnswers[Request["kind"]]>;

/** `waiting`: not yet; look again. */
export type CheckResult = { readonly kind: "done" } | { readonly kind: "waiting"; readonly why: string };

const done: CheckResult = { kind: "done" };
const waiting = (why: string): CheckResult => ({ kind: "waiting", why });

/** Entries that a member may have to apply still and be well. */
const fewEntries = 100n;

/** A database below this share of its quota has space: the alarm would otherwise come back at the next write. */
const freeShare = 0.9;

/** Looks once. What cannot be asked is waited for. */
export async function lookAt(check: PlanCheck, call: AdminCall, added: Int64): Promise<CheckResult> {
  try {
    switch (check.kind) {
      case "healthy":
        return judgeHealth(check.member, await statusOf(call, check.member));
      case "leads": {
        const { leader } = await statusOf(call, check.member);
        return leader === check.member.id ? done : waiting(`${check.member.name} is not the leader yet`);
      }
      case "space-free":
        return await judgeSpace(check.members, call);
      case "added-started": {
        const { members } = await call({ kind: "member-list" });
        const found = members.find(({ id }) => id === added);
        return found !== undefined && found.name !== "" ? done : waiting("Not started yet");
      }
      default:
        return check satisfies never;
    }
  } catch (error) {
    return waiting(describeFailure(failureOf(error)));
  }
}

const statusOf = (call: AdminCall, member: MemberAt): Promise<MemberStatus> => call({ kind: "status" }, member);

function judgeHealth({ name }: MemberAt, { leader, raftIndex, raftAppliedIndex }: MemberStatus): CheckResult {
  if (leader === zeroInt64) return waiting(`${name} has no leader`);
  const left = raftAppliedIndex === undefined ? 0n : subtractInt64(raftIndex, raftAppliedIndex);
  return left > fewEntries ? waiting(`${name} has ${left} entries left to apply`) : done;
}

async function judgeSpace(members: readonly MemberAt[], call: AdminCall): Promise<CheckResult> {
  for (const member of members) {
    const { dbSize, dbSizeInUse, dbSizeQuota } = await statusOf(call, member);
    const quota = dbSizeQuota === undefined ? member.quotaBytes : Number(dbSizeQuota);
    if (quota !== undefined && Number(dbSize) > quota * freeShare)
      return waiting(`${member.name} is still out of space`);
    // Where nobody tells the quota, a file much larger than what it holds was not defragmented.
    if (quota === undefined && Number(dbSize) > 2 * Number(dbSizeInUse ?? dbSize)) {
      return waiting(`${member.name} is not defragmented yet: its free space still counts against the quota`);
    }
  }
  return done;
}
