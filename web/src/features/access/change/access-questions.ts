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
      return "Clients signing in as this user are refused at once. Its password is lost: a new user needs a new one.";
    },
    refused: () => refuseDeletion(name, own, enabled),
  };
}

export function askDeleteRole(name: string): ChangeQuestion {
  return {
    title: `Delete role ${formatName(name)}`,
    verb: "Delete role",
    effect: (now) => `${holdersSentence(name, now)} Its permissions are deleted with it. This cannot be undone.`,
    refused: ({ users }) => (name === rootName && holdersOf(name, users).length > 0 ? "root needs it." : undefined),
  };
}

export function askGrantRole(user: string, role: string): ChangeQuestion {
  return {
    title: `Grant role ${formatName(role)} to ${formatName(user)}`,
    verb: "Grant role",
    effect: (now) => {
      if (role === rootName)
        return `${formatName(user)} may then read and write all keys, and administer users, roles and members.`;
      const granted = now?.roles.find(({ name }) => name === role)?.permissions;
      if (granted === undefined) return `What role ${formatName(role)} allows is not known.`;
      return granted.length === 0
        ? `Role ${formatName(role)} has no permission yet.`
        : `${formatName(user)} may then ${granted.map(describePermission).join(", ")}.`;
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
          ? "Its other roles are not known."
          : left.length === 0
            ? "It is the only role of this user."
            : `These roles stay: ${left.map(formatName).join(", ")}.`;
      return `Requests of ${formatName(name)} that no other role allows are refused at once. ${rest}`;
    },
    refused: ({ users }) => {
      const user = users.find((found) => found.name === name);
      return user === undefined ? undefined : refuseRevoking(user, role, { users, enabled, own });
    },
  };
}

export function askGrantPermission(role: string, permission: Permission): ChangeQuestion {
  return {
    title: `Grant a permission to role ${formatName(role)}`,
    verb: "Grant permission",
    effect: (now) => `Allows to ${describePermission(permission)}. ${holdersSentence(role, now)}`,
  };
}

export function askRevokePermission(role: string, permission: Permission): ChangeQuestion {
  return {
    title: `Revoke ${typeWords[permission.type]} of ${describeRange(permission)}`,
    verb: "Revoke permission",
    effect: (now) =>
      `${holdersSentence(role, now)} Their requests that no other permission covers are refused at once.`,
  };
}

export function askPassword(user: string, own: string): ChangeQuestion {
  return {
    title: `Change the password of ${formatName(user)}`,
    verb: "Change password",
    effect: () =>
      user === own
        ? "This tab signs in with the new password from then on. Other clients of this user need it too."
        : `Clients signing in as ${formatName(user)} with the old password are locked out.`,
  };
}

/** A user or role that does not exist yet takes nothing from anybody. */
export function askCreate(kind: "user" | "role", name: string): ChangeQuestion {
  return {
    title: `Create ${kind} ${formatName(name)}`,
    verb: `Create ${kind}`,
    effect: () => `It has no permission yet.`,
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
  if (now === undefined) return "Who has this role is not known.";
  const holders = holdersOf(role, now.users);
  return holders.length === 0
    ? "Nobody has this role."
    : `Users with this role: ${holders.map(formatName).join(", ")}.`;
}
