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
  /** The answer is a stream of lines: one that ends by itself, or one that goes on until it is left. */
  readonly streams?: "ends" | "goes on";
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

const revokes = { risk: "Every key that is attached to the lease is deleted." };
const blocks = { risk: "It waits until the lock or the leadership is free, and holds it until its lease ends." };

const rows: readonly Row[] = [
  ["kv/range", "reads", "RangeRequest", "RangeResponse", "Read a key, or a range of keys"],
  ["kv/put", "writes", "PutRequest", "PutResponse", "Write a key; without its lease the key is detached from it"],
  [
    "kv/deleterange",
    "writes",
    "DeleteRangeRequest",
    "DeleteRangeResponse",
    "Delete a key, or a range of keys",
    { risk: "The keys of the range are deleted." },
  ],
  ["kv/txn", "body tells", "TxnRequest", "TxnResponse", "Conditions, and operations for either outcome"],
  [
    "kv/compaction",
    "writes",
    "CompactionRequest",
    "Headed",
    "Give up the history before a revision",
    { risk: "The history before this revision is lost, and watches from before it end." },
  ],
  ["watch", "reads", "WatchRequest", "WatchResponse", "Be told of every change", { streams: "goes on" }],

  ["lease/grant", "writes", "LeaseGrantRequest", "LeaseGrantResponse", "A new lease; TTL in seconds"],
  ["lease/revoke", "writes", "LeaseIdRequest", "Headed", "End a lease, and delete its keys", revokes],
  ["kv/lease/revoke", "writes", "LeaseIdRequest", "Headed", "An older path of lease/revoke", revokes],
  ["lease/keepalive", "writes", "LeaseIdRequest", "LeaseKeepAliveResponse", "Renew a lease once", { streams: "ends" }],
  ["lease/timetolive", "reads", "LeaseTimeToLiveRequest", "LeaseTimeToLiveResponse", "What a lease has left"],
  [
    "kv/lease/timetolive",
    "reads",
    "LeaseTimeToLiveRequest",
    "LeaseTimeToLiveResponse",
    "An older path of lease/timetolive",
  ],
  ["lease/leases", "reads", "Empty", "LeaseLeasesResponse", "All leases, by ID"],
  ["kv/lease/leases", "reads", "Empty", "LeaseLeasesResponse", "An older path of lease/leases"],

  ["cluster/member/list", "reads", "MemberListRequest", "MemberListResponse", "The members of the cluster"],
  [
    "cluster/member/add",
    "writes",
    "MemberAddRequest",
    "MemberAddResponse",
    "Add a member by its peer URLs",
    { risk: "Until the new member has started, the quorum is larger and one more failure stops the cluster." },
  ],
  [
    "cluster/member/remove",
    "writes",
    "MemberIdRequest",
    "MemberListResponse",
    "Remove a member",
    { risk: "The member leaves for good; with too few left, the cluster stops." },
  ],
  [
    "cluster/member/update",
    "writes",
    "MemberUpdateRequest",
    "MemberListResponse",
    "Change a member's peer URLs",
    { risk: "With wrong URLs the others no longer reach this member." },
  ],
  [
    "cluster/member/promote",
    "writes",
    "MemberIdRequest",
    "MemberListResponse",
    "Make a learner a voting member",
    { risk: "The member counts for the quorum from then on." },
  ],

  ["maintenance/status", "reads", "Empty", "StatusResponse", "What one member says of itself"],
  ["maintenance/alarm", "body tells", "AlarmRequest", "AlarmResponse", "List, raise or disarm alarms"],
  [
    "maintenance/defragment",
    "writes",
    "Empty",
    "Headed",
    "Give free space of one member back to its disk",
    { risk: "The member answers nobody while it works." },
  ],
  ["maintenance/hash", "reads", "Empty", "HashResponse", "The hash of one member's raw backend; not comparable"],
  [
    "maintenance/hashkv",
    "reads",
    "HashKVRequest",
    "HashKVResponse",
    "The hash of the keyspace at a revision",
    { since: "3.5" },
  ],
  [
    "maintenance/snapshot",
    "reads",
    "Empty",
    "SnapshotResponse",
    "One member's whole database",
    { streams: "ends", reveals: "A snapshot holds every key and the hashes of all passwords." },
  ],
  [
    "maintenance/transfer-leadership",
    "writes",
    "MoveLeaderRequest",
    "Headed",
    "Hand the leadership over; sent to the leader",
    { risk: "Writes wait for a moment while the leader changes." },
  ],
  [
    "maintenance/downgrade",
    "writes",
    "DowngradeRequest",
    "DowngradeResponse",
    "Check, begin or cancel a downgrade",
    { since: "3.5", risk: "The cluster takes on the form of an older version." },
  ],

  [
    "auth/enable",
    "writes",
    "Empty",
    "Headed",
    "Turn authentication on",
    { risk: "Everyone without a user and a role is locked out." },
  ],
  ["auth/disable", "writes", "Empty", "Headed", "Turn authentication off", { risk: "Anyone may do anything then." }],
  ["auth/status", "reads", "Empty", "AuthStatusResponse", "Whether authentication is on", { since: "3.5" }],
  ["auth/authenticate", "writes", "AuthenticateRequest", "AuthenticateResponse", "Sign in, for a token"],
  ["auth/user/add", "writes", "UserAddRequest", "Headed", "A new user"],
  ["auth/user/get", "reads", "NameRequest", "RolesResponse", "A user's roles"],
  ["auth/user/list", "reads", "Empty", "UserListResponse", "All users"],
  ["auth/user/delete", "writes", "NameRequest", "Headed", "Delete a user", { risk: "Who signs in so is locked out." }],
  [
    "auth/user/changepw",
    "writes",
    "UserChangePasswordRequest",
    "Headed",
    "A new password",
    { risk: "Who signs in with the old password is locked out." },
  ],
  ["auth/user/grant", "writes", "UserGrantRoleRequest", "Headed", "Give a user a role"],
  [
    "auth/user/revoke",
    "writes",
    "UserRevokeRoleRequest",
    "Headed",
    "Take a role from a user",
    { risk: "The user loses what the role allows." },
  ],
  ["auth/role/add", "writes", "NameRequest", "Headed", "A new role"],
  ["auth/role/get", "reads", "RoleRequest", "RoleGetResponse", "What a role allows"],
  ["auth/role/list", "reads", "Empty", "RolesResponse", "All roles"],
  ["auth/role/delete", "writes", "RoleRequest", "Headed", "Delete a role", { risk: "Its users lose what it allows." }],
  ["auth/role/grant", "writes", "RoleGrantPermissionRequest", "Headed", "Let a role read or write a range"],
  [
    "auth/role/revoke",
    "writes",
    "RoleRevokePermissionRequest",
    "Headed",
    "Take a range from a role",
    { risk: "Its users lose what it allows." },
  ],

  ["lock/lock", "writes", "LockRequest", "LockResponse", "Wait for a lock", blocks],
  ["lock/unlock", "writes", "UnlockRequest", "Headed", "Release a lock", { risk: "Whoever holds it loses it." }],
  ["election/campaign", "writes", "CampaignRequest", "CampaignResponse", "Wait for leadership", blocks],
  ["election/proclaim", "writes", "ProclaimRequest", "Headed", "Publish a value as the leader"],
  ["election/leader", "reads", "LeaderRequest", "LeaderResponse", "Who leads an election"],
  ["election/observe", "reads", "LeaderRequest", "LeaderResponse", "Be told of each leader", { streams: "goes on" }],
  [
    "election/resign",
    "writes",
    "ResignRequest",
    "Headed",
    "Give leadership up",
    { risk: "Another campaigner becomes the leader." },
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
