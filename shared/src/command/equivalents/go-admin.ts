/** Requests on the cluster as Go code against clientv3. Source: etcd client/v3/{auth,cluster,kv,maintenance}.go. */
import type { AdminRequest, AuthRequest, DowngradeAction, MemberRequest } from "../../model/admin-request.ts";
import type { Permission } from "../../model/auth.ts";
import { quoteGo } from "../../model/go-string.ts";
import type { KeyRange } from "../../model/range.ts";
import { encodeUtf8 } from "../../model/bytes.ts";
import type { Equivalent } from "./target.ts";

interface Call {
  readonly call: string;
  readonly notes?: readonly string[];
}

/** The statement; none for a login, which clientv3 does by itself. A password is read from the environment. */
export function formatAdminGo(request: AdminRequest): Equivalent {
  if (request.kind === "authenticate") return { unavailable: "clientv3 signs in automatically with its Config." };
  const { call, notes = [] } = callOf(request);
  return { text: `resp, err := cli.${call}`, notes: [clientNote, ...notes] };
}

const clientNote = 'import clientv3 "go.etcd.io/etcd/client/v3"; ctx is a context.Context, cli a *clientv3.Client.';
const endpointNote = "endpoint is the member's address.";
const passwordNote = 'import "os"; set ETCD_NEW_PASSWORD to the new password.';
const newPassword = 'os.Getenv("ETCD_NEW_PASSWORD")';

const downgradeNames: Readonly<Record<DowngradeAction, string>> = {
  VALIDATE: "DowngradeValidate",
  ENABLE: "DowngradeEnable",
  CANCEL: "DowngradeCancel",
};

function isAuthRequest<Request extends AdminRequest>(request: Request): request is Extract<Request, AuthRequest> {
  return /^(?:auth|user|role)/.test(request.kind);
}

function callOf(request: Exclude<AdminRequest, { kind: "authenticate" }>): Call {
  if (isAuthRequest(request)) return authCall(request);
  switch (request.kind) {
    case "status":
      return { call: "Status(ctx, endpoint)", notes: [endpointNote] };
    case "defragment":
      return { call: "Defragment(ctx, endpoint)", notes: [endpointNote] };
    case "hash-kv":
      return { call: `HashKV(ctx, endpoint, ${request.revision})`, notes: [endpointNote] };
    case "alarm-list":
      return { call: "AlarmList(ctx)" };
    case "alarm-disarm":
      return {
        call: `AlarmDisarm(ctx, &clientv3.AlarmMember{MemberID: ${goId(request.memberId)}, Alarm: pb.AlarmType_${request.alarm}})`,
        notes: ['import pb "go.etcd.io/etcd/api/v3/etcdserverpb".'],
      };
    case "move-leader":
      return { call: `MoveLeader(ctx, ${goId(request.targetId)})`, notes: ["Send it to the leader's endpoint."] };
    case "downgrade":
      return { call: `Downgrade(ctx, clientv3.${downgradeNames[request.action]}, ${quote(request.version)})` };
    case "compact": {
      const physical = request.physical ? ", clientv3.WithCompactPhysical()" : "";
      return { call: `Compact(ctx, ${request.revision}${physical})` };
    }
    case "member-list":
    case "member-add":
    case "member-promote":
    case "member-update":
    case "member-remove":
      return { call: memberCall(request) };
    default:
      return request satisfies never;
  }
}

function memberCall(request: MemberRequest): string {
  switch (request.kind) {
    case "member-list":
      return "MemberList(ctx)";
    case "member-add":
      return `MemberAdd${request.isLearner ? "AsLearner" : ""}(ctx, ${goList(request.peerUrls)})`;
    case "member-promote":
      return `MemberPromote(ctx, ${goId(request.memberId)})`;
    case "member-update":
      return `MemberUpdate(ctx, ${goId(request.memberId)}, ${goList(request.peerUrls)})`;
    case "member-remove":
      return `MemberRemove(ctx, ${goId(request.memberId)})`;
    default:
      return request satisfies never;
  }
}

function authCall(request: Exclude<AuthRequest, { kind: "authenticate" }>): Call {
  switch (request.kind) {
    case "auth-enable":
      return { call: "AuthEnable(ctx)" };
    case "auth-disable":
      return { call: "AuthDisable(ctx)" };
    case "auth-status":
      return { call: "AuthStatus(ctx)" };
    case "user-list":
      return { call: "UserList(ctx)" };
    case "user-get":
      return { call: `UserGet(ctx, ${quote(request.user)})` };
    case "user-add":
      return request.password === undefined
        ? { call: `UserAddWithOptions(ctx, ${quote(request.user)}, "", &clientv3.UserAddOptions{NoPassword: true})` }
        : { call: `UserAdd(ctx, ${quote(request.user)}, ${newPassword})`, notes: [passwordNote] };
    case "user-delete":
      return { call: `UserDelete(ctx, ${quote(request.user)})` };
    case "user-password":
      return { call: `UserChangePassword(ctx, ${quote(request.user)}, ${newPassword})`, notes: [passwordNote] };
    case "user-grant":
      return { call: `UserGrantRole(ctx, ${quote(request.user)}, ${quote(request.role)})` };
    case "user-revoke":
      return { call: `UserRevokeRole(ctx, ${quote(request.user)}, ${quote(request.role)})` };
    case "role-list":
      return { call: "RoleList(ctx)" };
    case "role-get":
      return { call: `RoleGet(ctx, ${quote(request.role)})` };
    case "role-add":
      return { call: `RoleAdd(ctx, ${quote(request.role)})` };
    case "role-delete":
      return { call: `RoleDelete(ctx, ${quote(request.role)})` };
    case "role-grant": {
      const { permission } = request;
      const type = `clientv3.PermissionType(clientv3.${permissionNames[permission.type]})`;
      return { call: `RoleGrantPermission(ctx, ${quote(request.role)}, ${keysOf(permission)}, ${type})` };
    }
    case "role-revoke":
      return { call: `RoleRevokePermission(ctx, ${quote(request.role)}, ${keysOf(request.range)})` };
    default:
      return request satisfies never;
  }
}

const permissionNames: Readonly<Record<Permission["type"], string>> = {
  READ: "PermRead",
  WRITE: "PermWrite",
  READWRITE: "PermReadWrite",
};

function keysOf({ key, rangeEnd }: KeyRange): string {
  return `${quoteGo(key)}, ${rangeEnd === undefined ? '""' : quoteGo(rangeEnd)}`;
}

function quote(text: string): string {
  return quoteGo(encodeUtf8(text));
}

function goList(texts: readonly string[]): string {
  return `[]string{${texts.map(quote).join(", ")}}`;
}

/** A member's ID as Go and etcdctl write it, in hex. */
function goId(id: string): string {
  return `0x${BigInt.asUintN(64, BigInt(id)).toString(16)}`;
}
