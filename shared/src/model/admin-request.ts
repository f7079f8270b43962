/** Requests on the cluster itself rather than on keys: maintenance, members, users and roles. */
import type { AlarmType } from "./cluster.ts";
import type { Permission } from "./auth.ts";
import type { Int64, Revision } from "./int64.ts";
import type { KeyRange } from "./range.ts";

export type MaintenanceRequest =
  | { readonly kind: "status" }
  | { readonly kind: "alarm-list" }
  /** An alarm of one member; `"0"` means every member's. */
  | { readonly kind: "alarm-disarm"; readonly memberId: Int64; readonly alarm: AlarmType }
  | { readonly kind: "defragment" }
  | { readonly kind: "hash-kv"; readonly revision: Revision }
  /** Only the leader obeys. */
  | { readonly kind: "move-leader"; readonly targetId: Int64 }
  | { readonly kind: "downgrade"; readonly action: DowngradeAction; readonly version: string }
  /** `physical`: answers once the revisions are gone from the database, rather than when it is decided. */
  | { readonly kind: "compact"; readonly revision: Revision; readonly physical: boolean };

export const downgradeActions = ["VALIDATE", "ENABLE", "CANCEL"] as const;
export type DowngradeAction = (typeof downgradeActions)[number];

export type MemberRequest =
  | { readonly kind: "member-list" }
  | {
      readonly kind: "member-add";
      readonly peerUrls: readonly string[];
      readonly isLearner: boolean;
      /** What it will be called: etcd does not ask for it, etcdctl does. */
      readonly name?: string;
    }
  | { readonly kind: "member-promote"; readonly memberId: Int64 }
  | { readonly kind: "member-update"; readonly memberId: Int64; readonly peerUrls: readonly string[] }
  | { readonly kind: "member-remove"; readonly memberId: Int64 };

export type AuthRequest =
  | { readonly kind: "auth-enable" }
  | { readonly kind: "auth-disable" }
  | { readonly kind: "auth-status" }
  | { readonly kind: "authenticate"; readonly name: string; readonly password: string }
  | { readonly kind: "user-list" }
  | { readonly kind: "user-get"; readonly user: string }
  /** Without a password the user can only come by a certificate. */
  | { readonly kind: "user-add"; readonly user: string; readonly password?: string }
  | { readonly kind: "user-delete"; readonly user: string }
  | { readonly kind: "user-password"; readonly user: string; readonly password: string }
  | { readonly kind: "user-grant"; readonly user: string; readonly role: string }
  | { readonly kind: "user-revoke"; readonly user: string; readonly role: string }
  | { readonly kind: "role-list" }
  | { readonly kind: "role-get"; readonly role: string }
  | { readonly kind: "role-add"; readonly role: string }
  | { readonly kind: "role-delete"; readonly role: string }
  | { readonly kind: "role-grant"; readonly role: string; readonly permission: Permission }
  | { readonly kind: "role-revoke"; readonly role: string; readonly range: KeyRange };

export type AdminRequest = MaintenanceRequest | MemberRequest | AuthRequest;
export type AdminRequestKind = AdminRequest["kind"];
/** The request of one kind. */
export type AdminRequestOf<Kind extends AdminRequestKind> = Extract<AdminRequest, { kind: Kind }>;
