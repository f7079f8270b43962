/** What a command or a request would take away, read before it is sent and told in a sentence. */
import type { QueryClient } from "@tanstack/react-query";
import type { Loss } from "@etcd-explorer/shared/command/api-table/loss";
import { compareBytes } from "@etcd-explorer/shared/model/bytes";
import { hasStarted, memberName, type Member } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped, type Int64 } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { hasEnded, type LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import { removalRefusal, type MemberState } from "@etcd-explorer/shared/cluster/plans/member-refusals";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Connection } from "#/api/connection/connection.ts";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";
import { memberPatienceMs, waysQuery, waysTo } from "#/api/members/member-ways.ts";
import { formatKeyCount } from "#/lib/format.ts";

interface LossContext {
  readonly etcd: Pick<EtcdCalls, "range" | "leaseTimeToLive">;
  readonly admin: AdminCalls;
  readonly connection: Connection;
  readonly queryClient: QueryClient;
}

/** What is said while it is read, and where it could not be. */
export const lossWords: Readonly<Record<Loss["kind"], { readonly reading: string; readonly unknown: string }>> = {
  keys: { reading: "Counting the keys…", unknown: "Not known how many keys there are." },
  lease: { reading: "Reading the attached keys…", unknown: "Not known which keys are attached." },
  member: { reading: "Asking the other members…", unknown: "Not known whether the others keep the quorum." },
};

/** Reads it now. Fails where it cannot be read. */
export async function readLoss(loss: Loss, context: LossContext, signal: AbortSignal): Promise<string> {
  const { etcd, admin } = context;
  switch (loss.kind) {
    case "keys":
      return describeCount((await etcd.range({ ...loss.range, countOnly: true }, signal)).count);
    case "lease":
      return describeAttached(await etcd.leaseTimeToLive(loss.id, { keys: true, signal }));
    case "member": {
      const { members } = await admin.call({ kind: "member-list" }, { signal });
      return describeRemoval(loss.id, await statesOf(members, context, signal));
    }
    default:
      return loss satisfies never;
  }
}

/** How many keys a range has now. */
export function describeCount(count: Int64): string {
  return count === "1" ? "There is 1 key now." : `There are ${formatGrouped(count)} keys now.`;
}

const shownKeys = 3;

/** The keys that go with a lease. */
export function describeAttached(lease: Pick<LeaseTimeToLiveResponse, "keys" | "ttlSeconds">): string {
  if (hasEnded(lease)) return "There is no such lease.";
  if (lease.keys.length === 0) return "No key is attached now.";
  // etcd tells them in no order.
  const names = lease.keys.toSorted(compareBytes).slice(0, shownKeys).map(formatKey).join(", ");
  const more = lease.keys.length - shownKeys;
  const are = lease.keys.length === 1 ? "is" : "are";
  const rest = more > 0 ? ` and ${formatGrouped(more)} more` : "";
  return `${formatKeyCount(lease.keys.length)} ${are} attached now: ${names}${rest}.`;
}

/** Which member leaves, and whether the others go on without it. */
export function describeRemoval(id: Int64, states: readonly MemberState[]): string {
  const found = states.find(({ member }) => member.id === id);
  if (found === undefined) return "There is no such member.";
  const left = states.length - 1;
  const others = left === 1 ? "The other one has" : `The ${left} others have`;
  return `It is ${memberName(found.member)}. ${removalRefusal(found.member, states) ?? `${others} a quorum without it.`}`;
}

/** Which members run, by asking each of them. */
async function statesOf(
  members: readonly Member[],
  { admin, connection, queryClient }: LossContext,
  signal: AbortSignal,
): Promise<readonly MemberState[]> {
  const found = await queryClient.fetchQuery(waysQuery(admin, connection));
  return Promise.all(
    members.map(async (member): Promise<MemberState> => {
      if (!hasStarted(member)) return { member, alive: false };
      const [place] = waysTo(member, connection, found);
      if (place === undefined) return { member, alive: undefined };
      const status = admin.call({ kind: "status" }, { place, timeoutMs: memberPatienceMs, signal });
      return { member, alive: await status.then(({ header }) => header.memberId === member.id || undefined, noAnswer) };
    }),
  );
}

function noAnswer(): false {
  return false;
}
