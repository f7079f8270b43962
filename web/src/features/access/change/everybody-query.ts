/** Users, roles and whether authentication is on: as much of it as one may see. */
import { queryOptions } from "@tanstack/react-query";
import type { Role, User } from "@etcd-explorer/shared/model/auth";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { readOwnRoles } from "#/api/access/own-roles.ts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refusedBy, type Expected } from "#/api/client/exchange-log.ts";
import { clientOf } from "#/api/client/page-client.ts";
import { inTurns } from "#/lib/in-turns.ts";

export interface Everybody {
  readonly users: readonly User[];
  readonly roles: readonly Role[];
}

export interface AccessState {
  /** Undefined: this version does not tell. */
  readonly enabled: boolean | undefined;
  readonly everybody?: Everybody;
  /** What one may do oneself, where one may not see the others. */
  readonly own?: { readonly user: string; readonly roles: readonly Role[] };
}

const isDenied: Expected = refusedBy(grpcCode.permissionDenied);

/** All users with their roles, all roles with their permissions; or only one's own. */
export function everybodyQuery(admin: AdminCalls, connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.users(connection.id),
    queryFn: async ({ signal }): Promise<AccessState> => {
      const enabled = await readEnabled(admin, signal);
      try {
        return { enabled, everybody: await readEverybody(admin, signal) };
      } catch (error) {
        const { user } = connection;
        if (!isDenied(failureOf(error)) || user === "") throw error;
        return { enabled: true, own: { user, roles: await readOwnRoles(clientOf(connection), user, { signal }) } };
      }
    },
    staleTime: 0,
  });
}

async function readEnabled(admin: AdminCalls, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    return (
      await admin.call(
        { kind: "auth-status" },
        { signal, isExpected: refusedBy(grpcCode.permissionDenied, grpcCode.notFound) },
      )
    ).enabled;
  } catch (error) {
    const failure = failureOf(error);
    if (isDenied(failure)) return true;
    if (!isRefusedBy(failure, grpcCode.notFound)) throw error;
    return askByLogin(admin, signal);
  }
}

/** Nobody's login is refused in any case; how, tells whether authentication is on. */
const isRefused: Expected = (failure) => failure.kind === "rejected";

/** 3.4 has no such call, but a login of nobody is refused in other words while authentication is off. */
async function askByLogin(admin: AdminCalls, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    await admin.call({ kind: "authenticate", name: "", password: "" }, { signal, isExpected: isRefused });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "rejected") return undefined;
    return !(failure.code === grpcCode.failedPrecondition && failure.message.includes("not enabled"));
  }
}

/** Users with their roles, and roles with their permissions, as they are now. */
export async function readEverybody(admin: AdminCalls, signal: AbortSignal): Promise<Everybody> {
  const names = await admin.call({ kind: "user-list" }, { signal, isExpected: isDenied });
  const roleNames = await admin.call({ kind: "role-list" }, { signal });
  const users = await inTurns(names, async (user) => ({
    name: user,
    roles: await admin.call({ kind: "user-get", user }, { signal }),
  }));
  const roles = await inTurns(roleNames, async (role) => ({
    name: role,
    permissions: await admin.call({ kind: "role-get", role }, { signal }),
  }));
  return { users, roles };
}
