/** What a user may do, found without root: a user may see itself and its own roles. */
import { rootName, type Permission, type Role } from "@etcd-explorer/shared/model/auth";
import { allKeys } from "@etcd-explorer/shared/model/range";
import { decodeRoleNames, decodeRolePermissions, ownAuthPaths } from "@etcd-explorer/shared/wire/auth";
import type { CallOptions, Client } from "#/api/client/client.ts";
import { inTurns } from "#/lib/in-turns.ts";

/** The roles of a user, each with what it grants. */
export async function readOwnRoles(
  client: Pick<Client, "call">,
  user: string,
  options: Pick<CallOptions, "signal" | "isExpected"> = {},
): Promise<readonly Role[]> {
  const names = decodeRoleNames(await client.call(ownAuthPaths["user-get"], { name: user }, options));
  return await inTurns(names, async (name) => ({
    name,
    permissions: decodeRolePermissions(await client.call(ownAuthPaths["role-get"], { role: name }, options)),
  }));
}

/** Everything that roles grant. etcd lets the role root do everything, whatever it is granted besides. */
export function permissionsOf(roles: readonly Role[]): readonly Permission[] {
  return roles.flatMap(({ name, permissions }) =>
    name === rootName ? [{ type: "READWRITE", ...allKeys }, ...permissions] : permissions,
  );
}
