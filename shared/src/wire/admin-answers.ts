/** What each kind of request on the cluster is answered. */
import type { AdminRequestKind } from "../model/admin-request.ts";
import type { AuthStatus, Permission } from "../model/auth.ts";
import type { Alarm, HashKv, MemberAdded, MemberList, MemberStatus } from "../model/cluster.ts";
import { decodeAuthStatus, decodeRoleNames, decodeRolePermissions, decodeToken, decodeUserNames } from "./auth.ts";
import { decodeMemberAdded, decodeMemberList } from "./cluster.ts";
import { readObject } from "./fields.ts";
import { decodeAlarms, decodeDowngrade, decodeHashKv, decodeMemberStatus } from "./maintenance.ts";

/** The answers that say more than that it is done. */
interface TellingAnswers {
  status: MemberStatus;
  "alarm-list": readonly Alarm[];
  "alarm-disarm": readonly Alarm[];
  "hash-kv": HashKv;
  /** The cluster's version. */
  downgrade: string;
  "member-list": MemberList;
  "member-add": MemberAdded;
  "member-promote": MemberList;
  "member-update": MemberList;
  "member-remove": MemberList;
  "auth-status": AuthStatus;
  /** A token: a secret. */
  authenticate: string;
  "user-list": readonly string[];
  /** The roles of the user. */
  "user-get": readonly string[];
  "role-list": readonly string[];
  "role-get": readonly Permission[];
}

export type AdminAnswers = {
  readonly [Kind in AdminRequestKind]: Kind extends keyof TellingAnswers ? TellingAnswers[Kind] : undefined;
};

type Decoders = { readonly [Kind in AdminRequestKind]: (json: unknown) => AdminAnswers[Kind] };

function done(value: unknown): undefined {
  readObject(value, "the response");
}

const decoders: Decoders = {
  status: decodeMemberStatus,
  "alarm-list": decodeAlarms,
  "alarm-disarm": decodeAlarms,
  defragment: done,
  "hash-kv": decodeHashKv,
  "move-leader": done,
  downgrade: decodeDowngrade,
  compact: done,
  "member-list": decodeMemberList,
  "member-add": decodeMemberAdded,
  "member-promote": decodeMemberList,
  "member-update": decodeMemberList,
  "member-remove": decodeMemberList,
  "auth-enable": done,
  "auth-disable": done,
  "auth-status": decodeAuthStatus,
  authenticate: decodeToken,
  "user-list": decodeUserNames,
  "user-get": decodeRoleNames,
  "user-add": done,
  "user-delete": done,
  "user-password": done,
  "user-grant": done,
  "user-revoke": done,
  "role-list": decodeRoleNames,
  "role-get": decodeRolePermissions,
  "role-add": done,
  "role-delete": done,
  "role-grant": done,
  "role-revoke": done,
};

/** Reads the answer to a request of that kind. */
export function decodeAdminAnswer<Kind extends AdminRequestKind>(kind: Kind, json: unknown): AdminAnswers[Kind] {
  return decoders[kind](json);
}
