/** Users, roles and what they may do. Source: etcd api/authpb/auth.proto, server/auth/range_perm_cache.go. */
import { asKey, compareBytes, equalBytes, type Key } from "./bytes.ts";
import type { Revision } from "./int64.ts";
import { formatKey } from "./key-text.ts";
import { isOpenEnd, openEnd, prefixEnd, type KeyRange } from "./range.ts";

export const permissionTypes = ["READ", "WRITE", "READWRITE"] as const;
export type PermissionType = (typeof permissionTypes)[number];

/** What a role allows. An empty key with an open end is every key. */
export interface Permission extends KeyRange {
  readonly type: PermissionType;
}

export interface Role {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export interface User {
  readonly name: string;
  readonly roles: readonly string[];
}

/** From 3.5. */
export interface AuthStatus {
  readonly enabled: boolean;
  readonly authRevision: Revision;
}

/** The user and the role that etcd wants before authentication can be enabled, and that may do everything. */
export const rootName = "root";

export type Access = "read" | "write";

/** Whether a permission of that type allows that access. */
export function allows(type: PermissionType, access: Access): boolean {
  return type === "READWRITE" || type === (access === "read" ? "READ" : "WRITE");
}

/** How a permission's range is meant: one key, a prefix, all keys from one on, every key, or a range between two. */
export type RangeShape = "key" | "prefix" | "from-key" | "every-key" | "range";

/** Tells the shape of a range. */
export function shapeOf({ key, rangeEnd }: KeyRange): RangeShape {
  if (rangeEnd === undefined || rangeEnd.length === 0) return "key";
  if (isOpenEnd(rangeEnd)) return key.length === 0 || isOpenEnd(key) ? "every-key" : "from-key";
  return equalBytes(prefixEnd(key), rangeEnd) ? "prefix" : "range";
}

/** `/config/…` for a prefix, `/flag` for a key, and so on. */
export function describeRange(range: KeyRange): string {
  const shape = shapeOf(range);
  switch (shape) {
    case "key":
      return formatKey(range.key);
    case "prefix":
      return `${formatKey(range.key)}…`;
    case "from-key":
      return `all keys from ${formatKey(range.key)}`;
    case "every-key":
      return "all keys";
    case "range":
      return `from ${formatKey(range.key)} up to ${formatKey(range.rangeEnd ?? openEnd)}`;
    default:
      return shape satisfies never;
  }
}

/** The end of a range as the first key beyond it; undefined where no key lies beyond. */
export function endOf({ key, rangeEnd }: KeyRange): Key | undefined {
  if (rangeEnd === undefined || rangeEnd.length === 0) return asKey(Uint8Array.of(...key, 0));
  return isOpenEnd(rangeEnd) ? undefined : rangeEnd;
}

/** Whether every key of `inner` lies in `outer`. */
export function covers(outer: KeyRange, inner: KeyRange): boolean {
  if (compareBytes(outer.key, inner.key) > 0) return false;
  const [outerEnd, innerEnd] = [endOf(outer), endOf(inner)];
  if (outerEnd === undefined) return true;
  return innerEnd !== undefined && compareBytes(innerEnd, outerEnd) <= 0;
}

/** Whether two ranges have a key in common. */
export function overlaps(a: KeyRange, b: KeyRange): boolean {
  const [endOfA, endOfB] = [endOf(a), endOf(b)];
  const aBeforeB = endOfA !== undefined && compareBytes(endOfA, b.key) <= 0;
  const bBeforeA = endOfB !== undefined && compareBytes(endOfB, a.key) <= 0;
  return !aBeforeB && !bBeforeA;
}

/** The other permissions of a role that speak of keys that this one speaks of, too. */
export function overlapping(permission: Permission, all: readonly Permission[]): readonly Permission[] {
  return all.filter((other) => other !== permission && overlaps(permission, other));
}
