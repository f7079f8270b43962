/** What etcd answers to maintenance. Source: etcd api/etcdserverpb/rpc.proto, Maintenance. */
import { alarmTypes, type Alarm, type HashKv, type MemberStatus, type SnapshotFrame } from "../model/cluster.ts";
import { parseRevision } from "../model/int64.ts";
import { isJson, type Json } from "../model/json.ts";
import {
  field,
  malformed,
  readBoolean,
  readBytes,
  readInt64,
  readList,
  readObject,
  readOptionalInt64,
  readText,
  readWord,
} from "./fields.ts";
import { decodeRequiredHeader } from "./key-value.ts";

/** A field of the answer, where this version has it. */
function known<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [K in Name]?: Value } {
  const fields: { [K in Name]?: Value } = {};
  if (value !== undefined) fields[name] = value;
  return fields;
}

/** Reads what a member says of itself. */
export function decodeMemberStatus(value: unknown): MemberStatus {
  const json = readObject(value, "a status");
  const storageVersion = readText(json, "storage_version");
  return {
    header: decodeRequiredHeader(json),
    version: readText(json, "version"),
    dbSize: readInt64(json, "db_size"),
    leader: readInt64(json, "leader"),
    raftIndex: readInt64(json, "raft_index"),
    raftTerm: readInt64(json, "raft_term"),
    errors: readList(json, "errors", String),
    isLearner: readBoolean(json, "is_learner"),
    ...known("dbSizeInUse", readOptionalInt64(json, "db_size_in_use")),
    ...known("dbSizeQuota", readOptionalInt64(json, "db_size_quota")),
    ...known("raftAppliedIndex", readOptionalInt64(json, "raft_applied_index")),
    ...known("storageVersion", storageVersion === "" ? undefined : storageVersion),
    ...known("downgradeTarget", readDowngrade(json)),
  };
}

function readDowngrade(json: Json): string | undefined {
  const info = field(json, "downgrade_info");
  if (!isJson(info) || !readBoolean(info, "enabled")) return undefined;
  return readText(info, "target_version");
}

/** Reads the answer to listing or disarming alarms. */
export function decodeAlarms(value: unknown): readonly Alarm[] {
  const json = readObject(value, "the list of alarms");
  return readList(json, "alarms", (item) => {
    const alarm = readObject(item, "an alarm");
    return { memberId: readInt64(alarm, "memberID"), type: readWord(alarm, "alarm", alarmTypes) ?? "NONE" };
  });
}

/** Reads the hash of the keyspace. */
export function decodeHashKv(value: unknown): HashKv {
  const json = readObject(value, "a hash");
  const hashRevision = parseRevision(field(json, "hash_revision"));
  return {
    header: decodeRequiredHeader(json),
    hash: Number(readInt64(json, "hash")),
    compactRevision: readInt64(json, "compact_revision"),
    ...known("hashRevision", hashRevision),
  };
}

/** Reads the answer to a downgrade: the cluster's version. */
export function decodeDowngrade(value: unknown): string {
  return readText(readObject(value, "the response to a downgrade"), "version");
}

/** Reads one line of a streamed snapshot. An error within the stream is a `malformed` failure with etcd's words. */
export function decodeSnapshotFrame(value: unknown): SnapshotFrame {
  const line = readObject(value, "a part of the snapshot");
  const error = field(line, "error");
  if (error !== undefined) throw malformed(isJson(error) ? readText(error, "message") : "the snapshot ended early");
  const json = readObject(field(line, "result"), "a part of the snapshot");
  return { remainingBytes: Number(readInt64(json, "remaining_bytes")), blob: readBytes(json, "blob") };
}
