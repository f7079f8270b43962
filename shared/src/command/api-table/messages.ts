/**
 * The messages of etcd's gateway, field by field in etcd's own order. Completion, the check of what is typed, the
 * reading of answers and etcdctl's JSON all come from here.
 * Source: etcd api/etcdserverpb/rpc.proto, api/mvccpb/kv.proto, api/authpb/auth.proto, v3lock.proto, v3election.proto.
 */

/** What a field holds: a scalar, an enum by its words, or a message by its name; `[]` behind it: a list of them. */
export interface FieldType {
  readonly kind: "bytes" | "int64" | "uint32" | "bool" | "string" | "enum" | "message";
  readonly isList: boolean;
  /** The words of an enum in the order of their numbers. */
  readonly words: readonly string[];
  /** The name of a message; else empty. */
  readonly message: string;
}

const enums: Readonly<Record<string, readonly string[]>> = {
  SortOrder: ["NONE", "ASCEND", "DESCEND"],
  SortTarget: ["KEY", "VERSION", "CREATE", "MOD", "VALUE"],
  CompareResult: ["EQUAL", "GREATER", "LESS", "NOT_EQUAL"],
  CompareTarget: ["VERSION", "CREATE", "MOD", "VALUE", "LEASE"],
  FilterType: ["NOPUT", "NODELETE"],
  EventType: ["PUT", "DELETE"],
  AlarmAction: ["GET", "ACTIVATE", "DEACTIVATE"],
  AlarmType: ["NONE", "NOSPACE", "CORRUPT"],
  DowngradeAction: ["VALIDATE", "ENABLE", "CANCEL"],
  PermissionType: ["READ", "WRITE", "READWRITE"],
};

const range = { key: "bytes", range_end: "bytes" };
const id = { ID: "int64" };
const named = { name: "string" };
const headed = { header: "ResponseHeader" };
const members = { ...headed, members: "Member[]" };

const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Empty: {},
  Headed: headed,
  ResponseHeader: { cluster_id: "int64", member_id: "int64", revision: "int64", raft_term: "int64" },
  KeyValue: {
    key: "bytes",
    create_revision: "int64",
    mod_revision: "int64",
    version: "int64",
    value: "bytes",
    lease: "int64",
  },

  RangeRequest: {
    ...range,
    limit: "int64",
    revision: "int64",
    sort_order: "SortOrder",
    sort_target: "SortTarget",
    serializable: "bool",
    keys_only: "bool",
    count_only: "bool",
    min_mod_revision: "int64",
    max_mod_revision: "int64",
    min_create_revision: "int64",
    max_create_revision: "int64",
  },
  RangeResponse: { ...headed, kvs: "KeyValue[]", more: "bool", count: "int64" },
  PutRequest: {
    key: "bytes",
    value: "bytes",
    lease: "int64",
    prev_kv: "bool",
    ignore_value: "bool",
    ignore_lease: "bool",
  },
  PutResponse: { ...headed, prev_kv: "KeyValue" },
  DeleteRangeRequest: { ...range, prev_kv: "bool" },
  DeleteRangeResponse: { ...headed, deleted: "int64", prev_kvs: "KeyValue[]" },
  TxnRequest: { compare: "Compare[]", success: "RequestOp[]", failure: "RequestOp[]" },
  Compare: {
    result: "CompareResult",
    target: "CompareTarget",
    key: "bytes",
    version: "int64",
    create_revision: "int64",
    mod_revision: "int64",
    value: "bytes",
    lease: "int64",
    range_end: "bytes",
  },
  RequestOp: {
    request_range: "RangeRequest",
    request_put: "PutRequest",
    request_delete_range: "DeleteRangeRequest",
    request_txn: "TxnRequest",
  },
  TxnResponse: { ...headed, succeeded: "bool", responses: "ResponseOp[]" },
  ResponseOp: {
    response_range: "RangeResponse",
    response_put: "PutResponse",
    response_delete_range: "DeleteRangeResponse",
    response_txn: "TxnResponse",
  },
  CompactionRequest: { revision: "int64", physical: "bool" },

  WatchRequest: {
    create_request: "WatchCreateRequest",
    cancel_request: "WatchCancelRequest",
    progress_request: "Empty",
  },
  WatchCreateRequest: {
    ...range,
    start_revision: "int64",
    progress_notify: "bool",
    filters: "FilterType[]",
    prev_kv: "bool",
    watch_id: "int64",
    fragment: "bool",
  },
  WatchCancelRequest: { watch_id: "int64" },
  WatchResponse: {
    ...headed,
    watch_id: "int64",
    created: "bool",
    canceled: "bool",
    compact_revision: "int64",
    cancel_reason: "string",
    fragment: "bool",
    events: "Event[]",
  },
  Event: { type: "EventType", kv: "KeyValue", prev_kv: "KeyValue" },

  LeaseGrantRequest: { TTL: "int64", ...id },
  LeaseGrantResponse: { ...headed, ...id, TTL: "int64", error: "string" },
  LeaseIdRequest: id,
  LeaseKeepAliveResponse: { ...headed, ...id, TTL: "int64" },
  LeaseTimeToLiveRequest: { ...id, keys: "bool" },
  LeaseTimeToLiveResponse: { ...headed, ...id, TTL: "int64", grantedTTL: "int64", keys: "bytes[]" },
  LeaseLeasesResponse: { ...headed, leases: "LeaseStatus[]" },
  LeaseStatus: id,

  Member: { ...id, name: "string", peerURLs: "string[]", clientURLs: "string[]", isLearner: "bool" },
  MemberAddRequest: { peerURLs: "string[]", isLearner: "bool" },
  MemberAddResponse: { ...headed, member: "Member", members: "Member[]" },
  MemberIdRequest: id,
  MemberUpdateRequest: { ...id, peerURLs: "string[]" },
  MemberListRequest: { linearizable: "bool" },
  MemberListResponse: members,

  AlarmRequest: { action: "AlarmAction", memberID: "int64", alarm: "AlarmType" },
  AlarmResponse: { ...headed, alarms: "AlarmMember[]" },
  AlarmMember: { memberID: "int64", alarm: "AlarmType" },
  StatusResponse: {
    ...headed,
    version: "string",
    dbSize: "int64",
    leader: "int64",
    raftIndex: "int64",
    raftTerm: "int64",
    raftAppliedIndex: "int64",
    errors: "string[]",
    dbSizeInUse: "int64",
    isLearner: "bool",
    storageVersion: "string",
    dbSizeQuota: "int64",
    downgradeInfo: "DowngradeInfo",
  },
  DowngradeInfo: { enabled: "bool", targetVersion: "string" },
  HashResponse: { ...headed, hash: "uint32" },
  HashKVRequest: { revision: "int64" },
  HashKVResponse: { ...headed, hash: "uint32", compact_revision: "int64", hash_revision: "int64" },
  SnapshotResponse: { ...headed, remaining_bytes: "int64", blob: "bytes", version: "string" },
  MoveLeaderRequest: { targetID: "int64" },
  DowngradeRequest: { action: "DowngradeAction", version: "string" },
  DowngradeResponse: { ...headed, version: "string" },

  AuthStatusResponse: { ...headed, enabled: "bool", authRevision: "int64" },
  AuthenticateRequest: { ...named, password: "string" },
  AuthenticateResponse: { ...headed, token: "string" },
  UserAddRequest: { ...named, password: "string", options: "UserAddOptions", hashedPassword: "string" },
  UserAddOptions: { no_password: "bool" },
  NameRequest: named,
  UserChangePasswordRequest: { ...named, password: "string", hashedPassword: "string" },
  UserGrantRoleRequest: { user: "string", role: "string" },
  UserRevokeRoleRequest: { ...named, role: "string" },
  RolesResponse: { ...headed, roles: "string[]" },
  UserListResponse: { ...headed, users: "string[]" },
  RoleRequest: { role: "string" },
  RoleGetResponse: { ...headed, perm: "Permission[]" },
  RoleGrantPermissionRequest: { ...named, perm: "Permission" },
  RoleRevokePermissionRequest: { role: "string", ...range },
  Permission: { permType: "PermissionType", ...range },

  LockRequest: { name: "bytes", lease: "int64" },
  LockResponse: { ...headed, key: "bytes" },
  UnlockRequest: { key: "bytes" },
  LeaderKey: { name: "bytes", key: "bytes", rev: "int64", lease: "int64" },
  CampaignRequest: { name: "bytes", lease: "int64", value: "bytes" },
  CampaignResponse: { ...headed, leader: "LeaderKey" },
  ProclaimRequest: { leader: "LeaderKey", value: "bytes" },
  LeaderRequest: { name: "bytes" },
  LeaderResponse: { ...headed, kv: "KeyValue" },
  ResignRequest: { leader: "LeaderKey" },
};

/** Fields that are secrets: never kept, never shown. */
export const secretFields: ReadonlySet<string> = new Set(["password", "hashedPassword", "token"]);

const scalars = ["bytes", "int64", "uint32", "bool", "string"] as const;

const parsed = new Map<string, ReadonlyMap<string, FieldType>>(
  Object.entries(messages).map(([name, fields]) => [
    name,
    new Map(Object.entries(fields).map(([field, type]) => [field, parseType(type)])),
  ]),
);

function parseType(text: string): FieldType {
  const isList = text.endsWith("[]");
  const name = isList ? text.slice(0, -2) : text;
  const words = Object.hasOwn(enums, name) ? (enums[name] ?? []) : [];
  if (words.length > 0) return { kind: "enum", isList, words, message: "" };
  const kind = scalars.find((scalar) => scalar === name);
  return kind === undefined ? { kind: "message", isList, words, message: name } : { kind, isList, words, message: "" };
}

/** The fields of a message in etcd's order; none for a name that is no message. */
export function fieldsOf(message: string): ReadonlyMap<string, FieldType> {
  return parsed.get(message) ?? new Map<string, FieldType>();
}

/** The field as etcd names it, whether it was spelled so or in camelCase, as the gateway accepts as well. */
export function findField(
  message: string,
  name: string,
): { readonly name: string; readonly type: FieldType } | undefined {
  for (const [known, type] of fieldsOf(message)) {
    if (known === name || camelCase(known) === name) return { name: known, type };
  }
  return undefined;
}

/** The names of all messages. */
export function listMessages(): readonly string[] {
  return [...parsed.keys()];
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
