/** Who can read or write keys, and why: from users and roles, by etcd's own rules. */
import { allows, covers, endOf, rootName, type Access, type Permission, type Role, type User } from "./auth.ts";
import { openEnd, type KeyRange } from "./range.ts";

/** One reason why a user may. */
export interface AccessReason {
  readonly role: string;
  /** Absent: the role `root`, which may do everything. */
  readonly permissions?: readonly Permission[];
}

export interface UserAccess {
  readonly user: string;
  readonly read: readonly AccessReason[];
  readonly write: readonly AccessReason[];
  /** Roles that the user has and that could not be looked into. */
  readonly unknownRoles: readonly string[];
}

/**
 * What each user may do with all keys of `range`. With authentication off, everybody may do everything: the caller
 * says so. The permissions of several roles of a user count together, as etcd merges them.
 */
export function explainAccess(range: KeyRange, users: readonly User[], roles: readonly Role[]): readonly UserAccess[] {
  return users.map(({ name, roles: held }) => {
    const known = roles.filter((role) => held.includes(role.name));
    return {
      user: name,
      read: reasonsFor(range, "read", held, known),
      write: reasonsFor(range, "write", held, known),
      unknownRoles: held.filter((role) => role !== rootName && !known.some((found) => found.name === role)),
    };
  });
}

function reasonsFor(
  range: KeyRange,
  access: Access,
  held: readonly string[],
  roles: readonly Role[],
): readonly AccessReason[] {
  const root: readonly AccessReason[] = held.includes(rootName) ? [{ role: rootName }] : [];
  const others = roles.filter(({ name }) => name !== rootName);
  const single = others.flatMap(({ name, permissions }) => {
    const granting = permissions.filter((permission) => allows(permission.type, access) && covers(permission, range));
    return granting.length === 0 ? [] : [{ role: name, permissions: granting }];
  });
  return [...root, ...(single.length > 0 ? single : joinedReasons(range, access, others))];
}

/** Ranges that only together cover: each must touch the next. Source: server/auth/range_perm_cache.go (interval tree). */
function joinedReasons(range: KeyRange, access: Access, roles: readonly Role[]): readonly AccessReason[] {
  const needed = new Map<string, Permission[]>();
  let left: KeyRange | undefined = range;
  for (let turn = 0; left !== undefined && turn < maxJoined; turn++) {
    const found = findStarting(left, access, roles);
    if (found === undefined) return [];
    needed.set(found.role, [...(needed.get(found.role) ?? []), found.permission]);
    left = rest(left, found.permission);
  }
  return left === undefined ? [...needed].map(([role, permissions]) => ({ role, permissions })) : [];
}

const maxJoined = 1000;

function findStarting(range: KeyRange, access: Access, roles: readonly Role[]) {
  for (const { name, permissions } of roles) {
    for (const permission of permissions) {
      if (allows(permission.type, access) && covers(permission, { key: range.key })) return { role: name, permission };
    }
  }
  return undefined;
}

/** What a grant leaves of a range that it covers the start of; undefined: nothing. */
function rest(range: KeyRange, granted: Permission): KeyRange | undefined {
  if (covers(granted, range)) return undefined;
  const [key, rangeEnd] = [endOf(granted), endOf(range) ?? openEnd];
  return key === undefined ? undefined : { key, rangeEnd };
}
