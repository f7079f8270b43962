/**
 * Every operation of etcd's gateway in one table: what it does, what it takes and answers, since which version it is
 * there. The worker's guard, the console's completion and its warnings read it.
 * Source: the http annotations of etcd's rpc.proto, v3lock.proto and v3election.proto; where a server does otherwise, what it answered.
 */

/** How an operation stands to what is stored. Of some, only the body tells. */
export type Effect = "reads" | "body tells" | "writes";

export interface ApiOperation {
  /** The path behind `/v3/`, such as `kv/range`. */
  readonly name: string;
  readonly about: string;
  readonly effect: Effect;
  /** Names of messages; see messages.ts. */
  readonly request: string;
  readonly answer: string;
  /** The first minor version that has it; left out: all that are in use. */
  readonly since?: "3.5";
  /** The answer is a stream of lines: one that ends by itself, or one without end. */
  readonly streams?: "ends" | "endless";
  /** Something is lost, or the cluster is disturbed: asked before, in these words. */
  readonly risk?: string;
  /** Its answer holds secrets that no other read gives away; in these words. */
  readonly reveals?: string;
}

type Row = readonly [
  name: string,
  effect: Effect,
  request: string,
  answer: string,
  about: string,
  more?: Pick<ApiOperation, "since" | "streams" | "risk" | "reveals">,
];

const revokes = { risk: "Deletes all keys attached to the lease." };
const blocks = { risk: "Waits until the lock or leadership is free. Then holds it until the lease ends." };

const rows: readonly Row[] = [
  ["kv/range", "reads", "RangeRequest", "RangeResponse", "Get a key or a range of keys"],
  ["kv/put", "writes", "PutRequest", "PutResponse", "Put a key; omitting lease detaches its lease"],
  [
    "kv/deleterange",
    "writes",
    "DeleteRangeRequest",
    "DeleteRangeResponse",
    "Delete a key or a range of keys",
    { risk: "Deletes the key, or all keys in the range." },
  ],
  ["kv/txn", "body tells", "TxnRequest", "TxnResponse", "Compare, then run one of two lists of operations"],
  [
    "kv/compaction",
    "writes",
    "CompactionRequest",
    "Headed",
    "Discard history before a revision",
    { risk: "Older revisions can no longer be read. Watches that need them are canceled." },
  ],
  ["watch", "reads", "WatchRequest", "WatchResponse", "Stream changes", { streams: "endless" }],

  ["lease/grant", "writes", "LeaseGrantRequest", "LeaseGrantResponse", "Create a lease; TTL in seconds"],
  ["lease/revoke", "writes", "LeaseIdRequest", "Headed", "Revoke a lease and delete its keys", revokes],
  ["kv/lease/revoke", "writes", "LeaseIdRequest", "Headed", "An older path of lease/revoke", revokes],
  ["lease/keepalive", "writes", "LeaseIdRequest", "LeaseKeepAliveResponse", "Renew a lease once", { streams: "ends" }],
  ["lease/timetolive", "reads", "LeaseTimeToLiveRequest", "LeaseTimeToLiveResponse", "Show a lease's remaining TTL"],
  [
    "kv/lease/timetolive",
    "reads",
    "LeaseTimeToLiveRequest",
    "LeaseTimeToLiveResponse",
    "An older path of lease/timetolive",
  ],
  ["lease/leases", "reads", "Empty", "LeaseLeasesResponse", "List lease IDs"],
  ["kv/lease/leases", "reads", "Empty", "LeaseLeasesResponse", "An older path of lease/leases"],

  ["cluster/member/list", "reads", "MemberListRequest", "MemberListResponse", "List members"],
  [
    "cluster/member/add",
    "writes",
    "MemberAddRequest",
    "MemberAddResponse",
    "Add a member by its peer URLs",
    { risk: "The quorum may grow before the new member has started. The cluster may lose quorum." },
  ],
  [
    "cluster/member/remove",
    "writes",
    "MemberIdRequest",
    "MemberListResponse",
    "Remove a member",
    { risk: "The member is removed permanently. The cluster may lose quorum." },
  ],
  [
    "cluster/member/update",
    "writes",
    "MemberUpdateRequest",
    "MemberListResponse",
    "Change a member's peer URLs",
    { risk: "With wrong URLs, the other members can no longer reach this member." },
  ],
  [
    "cluster/member/promote",
    "writes",
    "MemberIdRequest",
    "MemberListResponse",
    "Promote a learner to a voting member",
    { risk: "The member counts towards the quorum." },
  ],

  ["maintenance/status", "reads", "Empty", "StatusResponse", "Show a member's status"],
  ["maintenance/alarm", "body tells", "AlarmRequest", "AlarmResponse", "List, raise or disarm alarms"],
  [
    "maintenance/defragment",
    "writes",
    "Empty",
    "Headed",
    "Defragment a member's database",
    { risk: "The member is unavailable meanwhile." },
  ],
  ["maintenance/hash", "reads", "Empty", "HashResponse", "Hash of a member's raw backend; not comparable"],
  [
    "maintenance/hashkv",
    "reads",
    "HashKVRequest",
    "HashKVResponse",
    "Hash of the keyspace at a revision",
    { since: "3.5" },
  ],
  [
    "maintenance/snapshot",
    "reads",
    "Empty",
    "SnapshotResponse",
    "Stream a member's whole database",
    { streams: "ends", reveals: "A snapshot contains all keys and password hashes." },
  ],
  [
    "maintenance/transfer-leadership",
    "writes",
    "MoveLeaderRequest",
    "Headed",
    "Move leadership to another member; send to the leader",
    { risk: "Writes pause briefly while the leader changes." },
  ],
  [
    "maintenance/downgrade",
    "writes",
    "DowngradeRequest",
    "DowngradeResponse",
    "Validate, enable or cancel a downgrade",
    { since: "3.5", risk: "The cluster switches to the format of an older version." },
  ],

  [
    "auth/enable",
    "writes",
    "Empty",
    "Headed",
    "Enable authentication",
    { risk: "Clients without a user and role are locked out." },
  ],
  ["auth/disable", "writes", "Empty", "Headed", "Disable authentication", { risk: "All clients get full access." }],
  ["auth/status", "reads", "Empty", "AuthStatusResponse", "Show whether authentication is enabled", { since: "3.5" }],
  ["auth/authenticate", "writes", "AuthenticateRequest", "AuthenticateResponse", "Sign in and get a token"],
  ["auth/user/add", "writes", "UserAddRequest", "Headed", "Add a user"],
  ["auth/user/get", "reads", "NameRequest", "RolesResponse", "Show a user's roles"],
  ["auth/user/list", "reads", "Empty", "UserListResponse", "List users"],
  [
    "auth/user/delete",
    "writes",
    "NameRequest",
    "Headed",
    "Delete a user",
    { risk: "Clients signing in as this user are locked out." },
  ],
  [
    "auth/user/changepw",
    "writes",
    "UserChangePasswordRequest",
    "Headed",
    "Change a user's password",
    { risk: "Clients signing in with the old password are locked out." },
  ],
  ["auth/user/grant", "writes", "UserGrantRoleRequest", "Headed", "Grant a role to a user"],
  [
    "auth/user/revoke",
    "writes",
    "UserRevokeRoleRequest",
    "Headed",
    "Revoke a role from a user",
    { risk: "The user loses the role's permissions." },
  ],
  ["auth/role/add", "writes", "NameRequest", "Headed", "Add a role"],
  ["auth/role/get", "reads", "RoleRequest", "RoleGetResponse", "Show a role's permissions"],
  ["auth/role/list", "reads", "Empty", "RolesResponse", "List roles"],
  [
    "auth/role/delete",
    "writes",
    "RoleRequest",
    "Headed",
    "Delete a role",
    { risk: "Its users lose the role's permissions." },
  ],
  ["auth/role/grant", "writes", "RoleGrantPermissionRequest", "Headed", "Grant a permission to a role"],
  [
    "auth/role/revoke",
    "writes",
    "RoleRevokePermissionRequest",
    "Headed",
    "Revoke a permission from a role",
    { risk: "Users with this role lose the permission." },
  ],

  ["lock/lock", "writes", "LockRequest", "LockResponse", "Acquire a lock; waits until it is free", blocks],
  [
    "lock/unlock",
    "writes",
    "UnlockRequest",
    "Headed",
    "Release a lock",
    { risk: "The current holder loses the lock." },
  ],
  [
    "election/campaign",
    "writes",
    "CampaignRequest",
    "CampaignResponse",
    "Campaign for leadership; waits until elected",
    blocks,
  ],
  ["election/proclaim", "writes", "ProclaimRequest", "Headed", "Publish a new value as the leader"],
  ["election/leader", "reads", "LeaderRequest", "LeaderResponse", "Show the leader of an election"],
  [
    "election/observe",
    "reads",
    "LeaderRequest",
    "LeaderResponse",
    "Stream the leaders of an election",
    { streams: "endless" },
  ],
  [
    "election/resign",
    "writes",
    "ResignRequest",
    "Headed",
    "Resign leadership",
    { risk: "Another candidate becomes the leader." },
  ],
];

/** All operations, those on keys first. */
export const apiOperations: readonly ApiOperation[] = rows.map(([name, effect, request, answer, about, more]) => ({
  name,
  about,
  effect,
  request,
  answer,
  ...more,
}));

const byName = new Map(apiOperations.map((operation) => [operation.name, operation]));

/** The operation of that name (`kv/range`); undefined where etcd, as far as this table goes, has none. */
export function findOperation(name: string): ApiOperation | undefined {
  return byName.get(name);
}

/** The operation at a path such as `/v3/kv/range`; the documented path of compaction counts as what it means. */
export function operationAt(path: string): ApiOperation | undefined {
  const match = /^\/?v3(?:beta|alpha)?\/(.+)$/.exec(path);
  return match === null ? undefined : findOperation(pathAliases.get(match[1] ?? "") ?? match[1] ?? "");
}

/** Documented, and 404 on every version: what it means is elsewhere. */
export const pathAliases: ReadonlyMap<string, string> = new Map([["maintenance/compact", "kv/compaction"]]);
