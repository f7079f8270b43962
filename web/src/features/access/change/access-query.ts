/** Users, roles and whether authentication is on: as much of it as one may see. */
import { queryOptions } from "@tanstack/react-query";
import { rootName, type Permission, type Role, type User } from "@etcd-explorer/shared/model/auth";
import { failureOf, FailureError } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { formatName } from "@etcd-explorer/shared/model/key-text";
import type { AdminClient } from "#/api/client/admin-calls.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { refusedBy, type Expected } from "#/api/client/exchange-log.ts";

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
export function accessQuery(admin: AdminClient, connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.users(connection.id),
    queryFn: async ({ signal }): Promise<AccessState> => {
      const enabled = await readEnabled(admin, signal);
      try {
        return { enabled, everybody: await readEverybody(admin, signal) };
      } catch (error) {
        if (!isDenied(failureOf(error)) || connection.user === "") throw error;
        return { enabled: true, own: await readOwn(admin, connection.user, signal) };
      }
    },
    staleTime: 0,
  });
}

async function readEnabled(admin: AdminClient, signal: AbortSignal): Promise<boolean | undefined> {
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
async function askByLogin(admin: AdminClient, signal: AbortSignal): Promise<boolean | undefined> {
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
export async function readEverybody(admin: AdminClient, signal: AbortSignal): Promise<Everybody> {
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

async function readOwn(admin: AdminClient, user: string, signal: AbortSignal) {
  const names = await admin.call({ kind: "user-get", user }, { signal });
  const roles = await inTurns(names, async (role): Promise<Role> => {
    const permissions: readonly Permission[] = await admin.call({ kind: "role-get", role }, { signal });
    return { name: role, permissions };
  });
  return { user, roles };
}

const together = 4;

/** A few at a time: a cluster may have thousands of users. */
async function inTurns<Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += together) {
    results.push(...(await Promise.all(items.slice(at, at + together).map(ask))));
  }
  return results;
}

/**
 * Turns authentication on so that nobody is locked out. etcd tries no password while it is off, and keeps no password of
 * a user that was made without one, though it says that it was changed: so root is made anew with the one that was typed,
 * and given back its roles. Afterwards its login is tried. Yields what is being done.
 */
export async function* enableAuth(admin: AdminClient, password: string): AsyncGenerator<string> {
  yield "Looking for the user root";
  const exists = (await admin.call({ kind: "user-list" })).includes(rootName);
  const held = exists ? await admin.call({ kind: "user-get", user: rootName }) : [];
  yield exists ? "Making the user root anew" : "Creating the user root";
  if (exists) await admin.call({ kind: "user-delete", user: rootName });
  await admin.call({ kind: "user-add", user: rootName, password });
  for (const role of new Set([rootName, ...held])) {
    yield `Granting root the role ${formatName(role)}`;
    await admin.call({ kind: "user-grant", user: rootName, role });
  }
  yield "Seeing that root may do everything";
  if (!(await admin.call({ kind: "user-get", user: rootName })).includes(rootName)) {
    throw new FailureError({ kind: "internal", message: "root does not have the role root: nothing was enabled" });
  }
  yield "Enabling authentication";
  await admin.call({ kind: "auth-enable" });
  yield "Signing in as root";
  await admin.call({ kind: "authenticate", name: rootName, password });
}
