/** `mvccpb.KeyValue` and `ResponseHeader` on the wire and back. Source: etcd api/mvccpb/kv.proto, rpc.proto. */
import { asKey, asValue, encodeBase64 } from "../model/bytes.ts";
import { asLeaseId, asRevision } from "../model/int64.ts";
import type { KeyValue } from "../model/key-value.ts";
import type { ResponseHeader } from "../model/txn.ts";
import type { Json } from "../model/json.ts";
import { compact, field, malformed, nonZero, readBytes, readInt64, readObject } from "./fields.ts";

/** Reads a key with its facts and value. A deleted key of a watch event carries only `key` and `mod_revision`. */
export function decodeKeyValue(value: unknown): KeyValue {
  const json = readObject(value, "a key-value");
  return {
    key: asKey(readBytes(json, "key")),
    value: asValue(readBytes(json, "value")),
    createRevision: asRevision(readInt64(json, "create_revision")),
    modRevision: asRevision(readInt64(json, "mod_revision")),
    version: readInt64(json, "version"),
    lease: asLeaseId(readInt64(json, "lease")),
  };
}

/** Writes a key-value as the gateway does: zero fields are left out. */
export function encodeKeyValue(kv: KeyValue): Json {
  return compact({
    key: encodeBase64(kv.key),
    create_revision: nonZero(kv.createRevision),
    mod_revision: nonZero(kv.modRevision),
    version: nonZero(kv.version),
    value: kv.value.length === 0 ? undefined : encodeBase64(kv.value),
    lease: nonZero(kv.lease),
  });
}

/** The `header` of an answer; absent from the inner answers of a transaction on some versions. */
export function decodeHeader(json: Json): { readonly header?: ResponseHeader } {
  const value = field(json, "header");
  if (value === undefined) return {};
  const header = readObject(value, "header");
  return {
    header: {
      clusterId: readInt64(header, "cluster_id"),
      memberId: readInt64(header, "member_id"),
      revision: asRevision(readInt64(header, "revision")),
      raftTerm: readInt64(header, "raft_term"),
    },
  };
}

/** The `header` of an answer that is no answer without one. */
export function decodeRequiredHeader(json: Json): ResponseHeader {
  const { header } = decodeHeader(json);
  if (header === undefined) throw malformed("the response has no header");
  return header;
}

/** Writes a header; undefined where there is none. */
export function encodeHeader(header: ResponseHeader | undefined): Json | undefined {
  if (header === undefined) return undefined;
  return compact({
    cluster_id: nonZero(header.clusterId),
    member_id: nonZero(header.memberId),
    revision: nonZero(header.revision),
    raft_term: nonZero(header.raftTerm),
  });
}
