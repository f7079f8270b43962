/** A cluster's members and what each says of itself. Source: etcd api/etcdserverpb/rpc.proto. */
import type { Bytes } from "./bytes.ts";
import { parseInt64, zeroInt64, type Int64, type Revision } from "./int64.ts";
import type { ResponseHeader } from "./txn.ts";
import { formatName } from "./key-text.ts";

export interface Member {
  readonly id: Int64;
  /** Empty until the member has started for the first time. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  /** Empty until the member has started. */
  readonly clientUrls: readonly string[];
  /** A learner is sent everything and does not vote. */
  readonly isLearner: boolean;
}

export interface MemberList {
  readonly header: ResponseHeader;
  readonly members: readonly Member[];
}

/** What adding a member answers: the new one, and all as they are then. */
export interface MemberAdded extends MemberList {
  readonly member: Member;
}

/** What one member says of itself. What its version does not tell is absent. */
export interface MemberStatus {
  readonly header: ResponseHeader;
  readonly version: string;
  /** Bytes on disk. */
  readonly dbSize: Int64;
  /** Bytes of `dbSize` that hold data; the rest is what defragmenting gives back. */
  readonly dbSizeInUse?: Int64;
  /** From 3.6. Bytes. */
  readonly dbSizeQuota?: Int64;
  /** The member that it takes for the leader; `"0"`: none. */
  readonly leader: Int64;
  readonly raftIndex: Int64;
  readonly raftTerm: Int64;
  readonly raftAppliedIndex?: Int64;
  /** Alarms and the like, in etcd's own words. */
  readonly errors: readonly string[];
  readonly isLearner: boolean;
  /** From 3.6. */
  readonly storageVersion?: string;
  /** From 3.6: the version that the cluster is on its way down to. */
  readonly downgradeTarget?: string;
}

export const alarmTypes = ["NONE", "NOSPACE", "CORRUPT"] as const;
export type AlarmType = (typeof alarmTypes)[number];

export interface Alarm {
  readonly memberId: Int64;
  readonly type: AlarmType;
}

/** The hash of the keyspace at a revision; members that have the same compaction behind them must agree. */
export interface HashKv {
  readonly header: ResponseHeader;
  /** uint32. */
  readonly hash: number;
  /** `"-1"`: never compacted. */
  readonly compactRevision: Int64;
  /** From 3.6: the revision that was hashed. */
  readonly hashRevision?: Revision;
}

/** A piece of a snapshot. */
export interface SnapshotFrame {
  /** Bytes that are left after this piece. */
  readonly remainingBytes: number;
  readonly blob: Bytes;
}

/** Votes that are needed, of so many voters. Source: etcd docs, FAQ, "What is failure tolerance?". */
export function quorumOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** How many of so many voters may fail while the others go on. */
export function failuresTolerated(voters: number): number {
  return voters === 0 ? 0 : voters - quorumOf(voters);
}

/**
 * Whether a member has ever run: it tells its client URLs when it does. A member that was added has no name until then;
 * one of the first has its name from `--initial-cluster`.
 */
export function hasStarted(member: Pick<Member, "name" | "clientUrls">): boolean {
  return member.name !== "" && member.clientUrls.length > 0;
}

/** What people call a member: its name, or while it has not started its ID. */
export function memberName(member: Pick<Member, "id" | "name">): string {
  return member.name === "" ? `member ${BigInt(member.id).toString(16)}` : formatName(member.name);
}

/** What people call that which an alarm is about: a member, or with the ID 0, which is no member's, all of it. */
export function alarmSubject(id: Int64, members: readonly Pick<Member, "id" | "name">[]): string {
  if (id === zeroInt64) return "the cluster";
  return memberName(members.find((member) => member.id === id) ?? { id, name: "" });
}

/**
 * The alarms that a status tells in its errors, such as `memberID:123 alarm:NOSPACE `. Asking for alarms is a proposal
 * that every member writes to its log, which a screen that refreshes must not do; the status costs nothing.
 */
export function alarmsInErrors(errors: readonly string[]): readonly Alarm[] {
  return errors.flatMap((error) => {
    const match = /(?:memberID:"?(\d+)"?\s+)?\balarm:(\w+)/.exec(error);
    const type = alarmTypes.find((known) => known === match?.[2]);
    // protobuf leaves a zero out: an alarm that was raised for no member.
    const memberId = match?.[1] === undefined ? zeroInt64 : parseInt64(match[1]);
    return type === undefined || memberId === undefined || type === "NONE" ? [] : [{ memberId, type }];
  });
}
