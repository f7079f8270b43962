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
import { formatCount, formatKeyCount } from "#/lib/format.ts";

interface LossContext {
  readonly etcd: Pick<EtcdCalls, "range" | "leaseTimeToLive">;
  readonly admin: AdminCalls;
  readonly connection: Connection;
  readonly queryClient: QueryClient;
}

/** What is said while it is read, and where it could not be. */
export const lossWords: Readonly<Record<Loss["kind"], { readonly reading: string; readonly unknown: string }>> = {
  keys: { reading: "Counting keys…", unknown: "The number of keys is unknown." },
  lease: { reading: "Reading attached keys…", unknown: "The attached keys are unknown." },
  member: { reading: "Checking the other members…", unknown: "Unknown whether the other members keep quorum." },
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
  return `Currently ${formatKeyCount(count)}.`;
}

const shownKeys = 3;

/** The keys that go with a lease. */
export function describeAttached(lease: Pick<LeaseTimeToLiveResponse, "keys" | "ttlSeconds">): string {
  if (hasEnded(lease)) return "No lease has this ID.";
  if (lease.keys.length === 0) return "No attached keys.";
  // etcd tells them in no order.
  const names = lease.keys.toSorted(compareBytes).slice(0, shownKeys).map(formatKey).join(", ");
  const more = lease.keys.length - shownKeys;
  const rest = more > 0 ? ` and ${formatGrouped(more)} more` : "";
  const count = formatCount(formatGrouped(lease.keys.length), "attached key", "attached keys");
  return `${count}: ${names}${rest}.`;
}

/** Which member leaves, and whether the others go on without it. */
export function describeRemoval(id: Int64, states: readonly MemberState[]): string {
  const found = states.find(({ member }) => member.id === id);
  if (found === undefined) return "No member has this ID.";
  const left = states.length - 1;
  const others = left === 1 ? "The other member keeps" : `The other ${left} members keep`;
  return `Removes ${memberName(found.member)}. ${removalRefusal(found.member, states) ?? `${others} quorum.`}`;
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
