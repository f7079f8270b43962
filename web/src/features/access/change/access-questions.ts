/** What is asked before users and roles are changed: what comes of it, by what is so when it is asked. */
import { formatName } from "@etcd-explorer/shared/model/key-text";
import { describeRange, rootName, type Permission } from "@etcd-explorer/shared/model/auth";
import { refuseDeletion, refuseRevoking } from "./access-model.ts";
import type { Everybody } from "./everybody-query.ts";
import type { ChangeQuestion } from "./use-change.tsx";

/** Who asks, and whether etcd asks anybody to sign in. */
interface Asker {
  readonly own: string;
  readonly enabled: boolean | undefined;
}

export function askDeleteUser(name: string, { own, enabled }: Asker): ChangeQuestion {
  return {
    title: `Delete user ${formatName(name)}`,
    verb: "Delete user",
    effect: (now) => {
      if (now !== undefined && now.users.every((user) => user.name !== name))
        return `User ${formatName(name)} no longer exists.`;
      return "Clients signing in as this user are refused immediately. This cannot be undone.";
    },
    refused: () => refuseDeletion(name, own, enabled),
  };
}

export function askDeleteRole(name: string): ChangeQuestion {
  return {
    title: `Delete role ${formatName(name)}`,
    verb: "Delete role",
    effect: (now) => `${holdersSentence(name, now)} Its permissions are deleted with it. This cannot be undone.`,
    refused: ({ users }) =>
      name === rootName && holdersOf(name, users).length > 0 ? "Users have the role root. Revoke it first." : undefined,
  };
}

export function askGrantRole(user: string, role: string): ChangeQuestion {
  return {
    title: `Grant role ${formatName(role)} to ${formatName(user)}`,
    verb: "Grant role",
    effect: (now) => {
      if (role === rootName)
        return `${formatName(user)} can then read and write all keys and manage users, roles and members.`;
      const granted = now?.roles.find(({ name }) => name === role)?.permissions;
      if (granted === undefined) return `The permissions of role ${formatName(role)} are unknown.`;
      return granted.length === 0
        ? `Role ${formatName(role)} has no permissions yet.`
        : `${formatName(user)} can then ${granted.map(describePermission).join(", ")}.`;
    },
  };
}

export function askRevokeRole(name: string, role: string, { own, enabled }: Asker): ChangeQuestion {
  return {
    title: `Revoke role ${formatName(role)} from ${formatName(name)}`,
    verb: "Revoke role",
    effect: (now) => {
      const left = now?.users.find((user) => user.name === name)?.roles.filter((held) => held !== role);
      const rest =
        left === undefined
          ? "Its other roles are unknown."
          : left.length === 0
            ? "This user has no other roles."
            : `Remaining roles: ${left.map(formatName).join(", ")}.`;
      return `Requests by ${formatName(name)} that no other role allows are refused immediately. ${rest}`;
    },
    refused: ({ users }) => {
      const user = users.find((found) => found.name === name);
      return user === undefined ? undefined : refuseRevoking(user, role, { users, enabled, own });
    },
  };
}

export function askGrantPermission(role: string, permission: Permission): ChangeQuestion {
  return {
    title: `Grant permission to role ${formatName(role)}`,
    verb: "Grant permission",
    effect: (now) => `Users with this role can then ${describePermission(permission)}. ${holdersSentence(role, now)}`,
  };
}

export function askRevokePermission(role: string, permission: Permission): ChangeQuestion {
  return {
    title: `Revoke ${typeWords[permission.type]} access to ${describeRange(permission)}`,
    verb: "Revoke permission",
    effect: (now) => `${holdersSentence(role, now)} Requests that no other permission covers are refused immediately.`,
  };
}

export function askPassword(user: string, own: string): ChangeQuestion {
  return {
    title: `Change password of ${formatName(user)}`,
    verb: "Change password",
    effect: () =>
      user === own
        ? "This tab then signs in with the new password. Other clients of this user need it too."
        : `Clients signing in as ${formatName(user)} with the old password are locked out.`,
  };
}

/** A user or role that does not exist yet takes nothing from anybody. */
export function askCreate(kind: "user" | "role", name: string): ChangeQuestion {
  return {
    title: `Create ${kind} ${formatName(name)}`,
    verb: `Create ${kind}`,
    effect: () => "It has no permissions yet.",
  };
}

export const typeWords = { READ: "read", WRITE: "write", READWRITE: "read and write" } as const;

function describePermission(permission: Permission): string {
  return `${typeWords[permission.type]} ${describeRange(permission)}`;
}

function holdersOf(role: string, users: Everybody["users"]): readonly string[] {
  return users.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
}

/** Who has a role, by what was read just now. */
export function holdersSentence(role: string, now: Everybody | undefined): string {
  if (now === undefined) return "The users with this role are unknown.";
  const holders = holdersOf(role, now.users);
  return holders.length === 0
    ? "No users have this role."
    : `Users with this role: ${holders.map(formatName).join(", ")}.`;
}
