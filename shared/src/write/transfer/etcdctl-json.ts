/** What `etcdctl get --prefix -w json` prints: one object, int64 as bare numbers, zero fields left out. */
import { encodeBase64 } from "../../model/bytes.ts";
import { noLease, zeroInt64, type Int64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { ResponseHeader } from "../../model/txn.ts";

/** What stands before the first key. */
export function formatEtcdctlStart({ clusterId, memberId, revision, raftTerm }: ResponseHeader): string {
  const header = fields([
    ["cluster_id", clusterId],
    ["member_id", memberId],
    ["revision", revision],
    ["raft_term", raftTerm],
  ]);
  return `{"header":{${header}},"kvs":[`;
}

/** One key. */
export function formatEtcdctlEntry(kv: KeyValue, isFirst: boolean): string {
  const facts = fields([
    ["create_revision", kv.createRevision],
    ["mod_revision", kv.modRevision],
    ["version", kv.version],
  ]);
  const value = kv.value.length === 0 ? "" : `,"value":"${encodeBase64(kv.value)}"`;
  const lease = kv.lease === noLease ? "" : `,"lease":${kv.lease}`;
  return `${isFirst ? "" : ","}{"key":"${encodeBase64(kv.key)}",${facts}${value}${lease}}`;
}

/** What stands after the last key. */
export function formatEtcdctlEnd(count: Int64): string {
  return `],"count":${count}}\n`;
}

function fields(named: readonly (readonly [string, Int64])[]): string {
  return named
    .filter(([, value]) => value !== zeroInt64)
    .map(([name, value]) => `"${name}":${value}`)
    .join(",");
}
