/** Requests on the cluster as gateway calls. Source: the http annotations of etcd's rpc.proto. */
import type { AdminRequest, AdminRequestKind } from "../model/admin-request.ts";
import type { Json } from "../model/json.ts";
import { encodePermission, ownAuthPaths } from "./auth.ts";
import { base64, compact } from "./fields.ts";

/** The path of every kind of request. */
export const adminPaths: Readonly<Record<AdminRequestKind, string>> = {
  status: "/v3/maintenance/status",
  "alarm-list": "/v3/maintenance/alarm",
  "alarm-disarm": "/v3/maintenance/alarm",
  defragment: "/v3/maintenance/defragment",
  // `/v3/maintenance/hash` is another thing: the raw backend, never the same on two members.
  "hash-kv": "/v3/maintenance/hashkv",
  "move-leader": "/v3/maintenance/transfer-leadership",
  downgrade: "/v3/maintenance/downgrade",
  // The documented /v3/maintenance/compact is 404 on every version.
  compact: "/v3/kv/compaction",
  "member-list": "/v3/cluster/member/list",
  "member-add": "/v3/cluster/member/add",
  "member-promote": "/v3/cluster/member/promote",
  "member-update": "/v3/cluster/member/update",
  "member-remove": "/v3/cluster/member/remove",
  "auth-enable": "/v3/auth/enable",
  "auth-disable": "/v3/auth/disable",
  "auth-status": "/v3/auth/status",
  authenticate: "/v3/auth/authenticate",
  ...ownAuthPaths,
  "user-list": "/v3/auth/user/list",
  "user-add": "/v3/auth/user/add",
  "user-delete": "/v3/auth/user/delete",
  "user-password": "/v3/auth/user/changepw",
  "user-grant": "/v3/auth/user/grant",
  "user-revoke": "/v3/auth/user/revoke",
  "role-list": "/v3/auth/role/list",
  "role-add": "/v3/auth/role/add",
  "role-delete": "/v3/auth/role/delete",
  "role-grant": "/v3/auth/role/grant",
  "role-revoke": "/v3/auth/role/revoke",
};

/** The body that goes to the request's path. */
export function encodeAdminRequest(request: AdminRequest): Json {
  switch (request.kind) {
    case "status":
    case "defragment":
    case "member-list":
    case "auth-enable":
    case "auth-disable":
    case "auth-status":
    case "user-list":
    case "role-list":
      return {};
    case "alarm-list":
      return { action: "GET" };
    case "alarm-disarm":
      return { action: "DEACTIVATE", memberID: request.memberId, alarm: request.alarm };
    case "hash-kv":
      return { revision: request.revision };
    case "move-leader":
      return { targetID: request.targetId };
    case "downgrade":
      return { action: request.action, version: request.version };
    case "compact":
      return { revision: request.revision, physical: request.physical };
    case "member-add":
      return { peerURLs: request.peerUrls, isLearner: request.isLearner };
    case "member-promote":
    case "member-remove":
      return { ID: request.memberId };
    case "member-update":
      return { ID: request.memberId, peerURLs: request.peerUrls };
    case "authenticate":
    case "user-add":
    case "user-delete":
    case "user-get":
    case "user-password":
      return encodeUser(request);
    case "user-grant":
    case "user-revoke":
      return { [request.kind === "user-grant" ? "user" : "name"]: request.user, role: request.role };
    case "role-get":
    case "role-delete":
      return { role: request.role };
    case "role-add":
      return { name: request.role };
    case "role-grant":
      return { name: request.role, perm: encodePermission(request.permission) };
    case "role-revoke":
      return compact({
        role: request.role,
        key: base64(request.range.key),
        range_end: base64(request.range.rangeEnd),
      });
    default:
      return request satisfies never;
  }
}

type UserRequest = Extract<
  AdminRequest,
  { kind: "authenticate" | "user-add" | "user-delete" | "user-get" | "user-password" }
>;

function encodeUser(request: UserRequest): Json {
  if (request.kind === "authenticate") return { name: request.name, password: request.password };
  if (request.kind === "user-password") return { name: request.user, password: request.password };
  if (request.kind !== "user-add") return { name: request.user };
  return request.password === undefined
    ? { name: request.user, options: { no_password: true } }
    : { name: request.user, password: request.password };
}
