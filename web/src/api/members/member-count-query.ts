import { matchQuery, queryOptions, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { parseInt64, zeroInt64 } from "@etcd-explorer/shared/model/int64";
import type { Member, MemberList } from "@etcd-explorer/shared/model/cluster";
import { useEffect, useMemo } from "react";
import { loadPart, MissingPartError } from "#/lib/page-error.ts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { applyMembers, applyHealth, type MemberAsked, type MemberCount, type MemberHealth } from "./member-count.ts";
import { membersQuery } from "./members-query.ts";
import { memberPatienceMs, nextWay, waysQuery, waysTo, type FoundPlaces } from "./member-ways.ts";
import { quietClientOf } from "#/api/client/page-client.ts";

/** What counting needs of it. */
type MemberClient = Pick<AdminCalls, "call">;

/** The pace at which members are counted while nothing else asks them. */
export const countEveryMs = 10_000;

/**
 * Counts the members that answer: their list, then the status of each; small requests, and none while nobody looks.
 * What a screen asks meanwhile is counted by {@link followMembers}. Null: one may not see members.
 */
export function memberCountQuery(admin: MemberClient, connection: Connection, queryClient: QueryClient) {
  const queryKey = etcdCache.memberCount(connection.id);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<MemberCount | null> => {
      const known = queryClient.getQueryData<MemberCount | null>(queryKey) ?? undefined;
      const members = await listMembers(queryClient, admin, connection);
      if (members === null) return null;
      const found = await queryClient.ensureQueryData(waysQuery(admin, connection));
      let count = applyMembers(
        known,
        members.map(({ id }) => id),
      );
      const look = async (member: Member) => lookAt({ admin, connection, found }, member, count.health[member.id]);
      const looks = await Promise.all(members.map(look));
      const leads = canReachAll(connection, looks);
      for (const [at, { id }] of members.entries()) {
        const { health, isSilent } = looks[at] ?? { health: { state: "unknown" as const }, isSilent: false };
        // A way like those of the others leads to nobody: it is down, and not only out of sight.
        count = applyHealth(count, id, isSilent && leads ? { state: "unreachable" } : health);
      }
      signal.throwIfAborted();
      return count;
    },
    staleTime: countEveryMs,
    refetchInterval: countEveryMs,
    refetchOnWindowFocus: true,
  });
}

async function listMembers(
  queryClient: QueryClient,
  admin: MemberClient,
  connection: Connection,
): Promise<readonly Member[] | null> {
  try {
    return (await queryClient.fetchQuery({ ...membersQuery(admin, connection), staleTime: 0 })).members;
  } catch (error) {
    // That a part of the page does not load says nothing of the cluster.
    if (error instanceof MissingPartError || failureOf(error).kind === "rejected") return null;
    throw error;
  }
}

interface LookContext {
  readonly admin: MemberClient;
  readonly connection: Connection;
  readonly found: FoundPlaces;
}

interface Looked {
  readonly health: MemberHealth;
  /** Nothing answered where it should be. */
  readonly isSilent: boolean;
  /** It was asked at the address that it tells of itself. */
  readonly byOwnUrl: boolean;
}

/**
 * Whether every member could be asked from here if it ran: another one answers at the address that it tells of itself, or
 * the connection has an endpoint for each. After a reload nobody remembers whether a member that is down ever answered.
 */
function canReachAll({ endpoints = 0 }: Pick<Connection, "endpoints">, looks: readonly Looked[]): boolean {
  return endpoints >= looks.length || looks.some(({ byOwnUrl, isSilent }) => byOwnUrl && !isSilent);
}

/** One request: another way to a member that none has led to yet is for the cluster screen to find. */
async function lookAt(
  { admin, connection, found }: LookContext,
  member: Member,
  known: MemberHealth | undefined,
): Promise<Looked> {
  const place = known?.place ?? nextWay(waysTo(member, connection, found), 0);
  const byOwnUrl = place !== undefined && place !== found.get(member.id);
  const told = (health: MemberHealth, isSilent = false): Looked => ({ health, isSilent, byOwnUrl });
  if (place === undefined) return told({ state: "unknown" }, false);
  const led = known?.place !== undefined || found.has(member.id);
  try {
    const { header, leader, errors } = await admin.call({ kind: "status" }, { place, timeoutMs: memberPatienceMs });
    if (header.memberId !== member.id) return { ...told({ state: "unknown" }), byOwnUrl: false };
    return told({ state: leader === zeroInt64 || errors.length > 0 ? "unhealthy" : "healthy", place });
  } catch (error) {
    // Whoever refuses has answered.
    const { kind } = failureOf(error);
    if (kind === "rejected") return told({ state: "healthy", place });
    const isSilent = kind === "unreachable" || kind === "timeout";
    return { ...told({ state: led ? "unreachable" : "unknown" }, isSilent), byOwnUrl: byOwnUrl && isSilent };
  }
}

/**
 * Counts what a screen hears that asks the members itself: their list, and how each is. The count is then as new as the
 * screen, and nothing is asked besides. The returned function ends that.
 */
export function followMembers(queryClient: QueryClient, connectionId: string): () => void {
  const { members, memberMonitors, memberCount } = etcdCache;
  const apply = (change: (known: MemberCount | undefined) => MemberCount | undefined) =>
    queryClient.setQueryData(memberCount(connectionId), (known?: MemberCount | null) => change(known ?? undefined));
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || !event.query.isActive()) return;
    const { queryKey } = event.query;
    if (matchQuery({ queryKey: memberMonitors(connectionId) }, event.query)) {
      const id = parseInt64(queryKey.at(-1));
      const health = queryClient.getQueryData<MemberAsked>(queryKey)?.health;
      if (id !== undefined && health !== undefined) apply((known) => known && applyHealth(known, id, health));
    } else if (matchQuery({ queryKey: members(connectionId), exact: true }, event.query)) {
      const ids = queryClient.getQueryData<MemberList>(queryKey)?.members.map(({ id }) => id);
      if (ids !== undefined) apply((known) => applyMembers(known, ids));
    }
  });
}

/** The options of the count for a connection. The footer goes on telling of the person's own requests. */
export function useMemberCountQuery(connection: Connection) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stop = followMembers(queryClient, connection.id);
    return stop;
  }, [queryClient, connection.id]);
  const admin = useMemo(() => createMemberClient(connection), [connection]);
  return memberCountQuery(admin, connection, queryClient);
}

/** Loads what it asks by when it first does: the first screen has no members to count. */
function createMemberClient(connection: Connection): MemberClient {
  return {
    call: async (request, options) => {
      const { createAdminCalls } = await loadPart(() => import("#/api/client/admin-calls.ts"));
      return createAdminCalls(quietClientOf(connection)).call(request, options);
    },
  };
}
