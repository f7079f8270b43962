/** Members on the wire. Source: etcd api/etcdserverpb/rpc.proto, Cluster. */
import type { Member, MemberAdded, MemberList } from "../model/cluster.ts";
import type { Json } from "../model/json.ts";
import { field, readBoolean, readInt64, readList, readObject, readText } from "./fields.ts";
import { decodeRequiredHeader } from "./key-value.ts";

/** Reads a member. */
export function decodeMember(value: unknown): Member {
  const json = readObject(value, "a member");
  return {
    id: readInt64(json, "ID"),
    name: readText(json, "name"),
    peerUrls: readList(json, "peerURLs", String),
    clientUrls: readList(json, "clientURLs", String),
    isLearner: readBoolean(json, "is_learner"),
  };
}

/** Reads the answer to listing, removing, updating or promoting: the members as they are then. */
export function decodeMemberList(value: unknown): MemberList {
  const json = readObject(value, "the list of members");
  return readMembers(json);
}

/** Reads the answer to adding a member. */
export function decodeMemberAdded(value: unknown): MemberAdded {
  const json = readObject(value, "the response to adding a member");
  return { ...readMembers(json), member: decodeMember(field(json, "member")) };
}

function readMembers(json: Json): MemberList {
  return { header: decodeRequiredHeader(json), members: readList(json, "members", decodeMember) };
}
