/** What would lock people out, and how permissions are typed. */
import {
  rootName,
  type Permission,
  type PermissionType,
  type RangeShape,
  type User,
} from "@etcd-explorer/shared/model/auth";
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { isEmptyRange, openEnd, prefixRange, type KeyRange } from "@etcd-explorer/shared/model/range";
import { badEscape } from "#/lib/key-text-problem.ts";

/** Why authentication may not be enabled with this password of root; undefined: it may. */
export function refuseEnabling(password: string, again: string): string | undefined {
  if (password === "") return "Enter a password for root.";
  return refusePassword(password, again);
}

/** Why a password that was typed twice may not be set; undefined: it may. One that was mistyped would lock its user out. */
export function refusePassword(password: string, again: string): string | undefined {
  if (new TextEncoder().encode(password).length > 72) return "Password too long: at most 72 bytes (bcrypt).";
  if (again !== password) return "Passwords do not match.";
  return undefined;
}

/** Why a user may not be deleted; undefined: it may. */
export function refuseDeletion(user: string, own: string, enabled: boolean | undefined): string | undefined {
  if (user === own) return "You are signed in as this user.";
  if (user === rootName && enabled !== false) return "User root is needed to manage authentication.";
  return undefined;
}

/** Why a role may not be taken from a user by `own`; undefined: it may. */
export function refuseRevoking(
  user: User,
  role: string,
  {
    users,
    enabled,
    own,
  }: { readonly users: readonly User[]; readonly enabled: boolean | undefined; readonly own: string },
): string | undefined {
  if (role !== rootName || enabled === false) return undefined;
  if (user.name === rootName) return "User root needs the role root.";
  if (user.name === own) return "You are signed in as this user. Sign in as another user to revoke its role root.";
  const others = users.filter(({ name, roles }) => name !== user.name && roles.includes(rootName));
  return others.length === 0 ? "No other user has the role root." : undefined;
}

/** A permission as it is typed. */
export interface PermissionDraft {
  readonly type: PermissionType;
  readonly shape: RangeShape;
  readonly key: string;
  readonly end: string;
}

/** The keys that a draft means, or what is wrong with it. */
export function rangeOf({
  shape,
  key,
  end,
}: Pick<PermissionDraft, "shape" | "key" | "end">): { readonly range: KeyRange } | { readonly problem: string } {
  if (shape === "every-key") return { range: { key: asKey(new Uint8Array()), rangeEnd: openEnd } };
  const from = parseKeyText(key);
  if (from === undefined) return { problem: badEscape };
  if (from.length === 0) return { problem: "Enter a key" };
  if (shape === "key") return { range: { key: from } };
  if (shape === "prefix") return { range: prefixRange(from) };
  if (shape === "from-key") return { range: { key: from, rangeEnd: openEnd } };
  const to = parseKeyText(end);
  if (to === undefined || to.length === 0) return { problem: "Enter the end of the range" };
  const range = { key: from, rangeEnd: to };
  return isEmptyRange(range) ? { problem: "The end must be after the start" } : { range };
}

/** A permission from its draft, or what is wrong with it. */
export function permissionOf(
  draft: PermissionDraft,
): { readonly permission: Permission } | { readonly problem: string } {
  const read = rangeOf(draft);
  return "problem" in read ? read : { permission: { type: draft.type, ...read.range } };
}
