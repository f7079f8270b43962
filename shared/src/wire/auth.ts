/** Users, roles and permissions on the wire. Source: etcd api/etcdserverpb/rpc.proto, Auth; api/authpb/auth.proto. */
import { permissionTypes, type AuthStatus, type Permission } from "../model/auth.ts";
import { asKey } from "../model/bytes.ts";
import { asRevision } from "../model/int64.ts";
import type { Json } from "../model/json.ts";
import {
  base64,
  compact,
  malformed,
  readBoolean,
  readBytes,
  readInt64,
  readList,
  readObject,
  readText,
  readWord,
} from "./fields.ts";

/** The paths of what a user may ask of itself, without root. */
export const ownAuthPaths = { "user-get": "/v3/auth/user/get", "role-get": "/v3/auth/role/get" } as const;

/** Reads a permission; an absent type is READ. */
export function decodePermission(value: unknown): Permission {
  const json = readObject(value, "a permission");
  const rangeEnd = readBytes(json, "range_end");
  return {
    type: readWord(json, "perm_type", permissionTypes) ?? "READ",
    key: asKey(readBytes(json, "key")),
    ...(rangeEnd.length === 0 ? {} : { rangeEnd: asKey(rangeEnd) }),
  };
}

/** Writes a permission. */
export function encodePermission({ type, key, rangeEnd }: Permission): Json {
  return compact({ permType: type, key: base64(key), range_end: base64(rangeEnd) });
}

/** Reads whether authentication is on. */
export function decodeAuthStatus(value: unknown): AuthStatus {
  const json = readObject(value, "the authentication status");
  return { enabled: readBoolean(json, "enabled"), authRevision: asRevision(readInt64(json, "auth_revision")) };
}

/** Reads the names of users. */
export function decodeUserNames(value: unknown): readonly string[] {
  return readList(readObject(value, "the list of users"), "users", String);
}

/** Reads the names of roles, of the cluster or of one user. */
export function decodeRoleNames(value: unknown): readonly string[] {
  return readList(readObject(value, "the list of roles"), "roles", String);
}

/** Reads the permissions of a role. */
export function decodeRolePermissions(value: unknown): readonly Permission[] {
  return readList(readObject(value, "a role"), "perm", decodePermission);
}

/** Reads the token that a login gives. A secret. */
export function decodeToken(value: unknown): string {
  const token = readText(readObject(value, "the login response"), "token");
  if (token === "") throw malformed("the login response has no token");
  return token;
}
