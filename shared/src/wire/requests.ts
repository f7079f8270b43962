/** Range, put and delete requests on the wire and back. Source: etcd api/etcdserverpb/rpc.proto. */
import { asKey, asValue } from "../model/bytes.ts";
import { asLeaseId, asRevision, type Int64, type LeaseId, type Revision } from "../model/int64.ts";
import type { DeleteRangeRequest, PutRequest, RangeRequest, SortOrder, SortTarget } from "../model/txn.ts";
import type { Json } from "../model/json.ts";
import {
  base64,
  compact,
  flag,
  readBoolean,
  readBytes,
  readObject,
  readOptionalBytes,
  readOptionalInt64,
  readWord,
} from "./fields.ts";

const sortOrders: readonly SortOrder[] = ["NONE", "ASCEND", "DESCEND"];
const sortTargets: readonly SortTarget[] = ["KEY", "VERSION", "CREATE", "MOD", "VALUE"];

/** Each entry only where it has a value, so that exact optional fields stay absent. */
function optional<Name extends string, Content>(name: Name, content: Content | undefined): { [K in Name]?: Content };
function optional(name: string, content: unknown): Record<string, unknown> {
  return content === undefined ? {} : { [name]: content };
}

/** `key` and `rangeEnd`, which reads, deletes and compares share. */
export function decodeKeys(json: Json): Pick<RangeRequest, "key" | "rangeEnd"> {
  const end = readOptionalBytes(json, "range_end");
  const key = asKey(readBytes(json, "key"));
  return end === undefined || end.length === 0 ? { key } : { key, rangeEnd: asKey(end) };
}

function readRevision(json: Json, name: string): Revision | undefined {
  const value = readOptionalInt64(json, name);
  return value === undefined ? undefined : asRevision(value);
}

function readLease(json: Json): LeaseId | undefined {
  const value = readOptionalInt64(json, "lease");
  return value === undefined ? undefined : asLeaseId(value);
}

function readFlag(json: Json, name: string): true | undefined {
  return flag(readBoolean(json, name));
}

/** Writes a range request as the body of `/v3/kv/range`. */
export function encodeRangeRequest(request: RangeRequest): Json {
  return compact({
    key: base64(request.key),
    range_end: base64(request.rangeEnd),
    limit: request.limit,
    revision: request.revision,
    sort_order: request.sortOrder,
    sort_target: request.sortTarget,
    serializable: flag(request.serializable),
    keys_only: flag(request.keysOnly),
    count_only: flag(request.countOnly),
    min_mod_revision: request.minModRevision,
    max_mod_revision: request.maxModRevision,
    min_create_revision: request.minCreateRevision,
    max_create_revision: request.maxCreateRevision,
  });
}

/** Reads a range request, in either spelling of its field names. */
export function decodeRangeRequest(value: unknown): RangeRequest {
  const json = readObject(value, "a range request");
  return {
    ...decodeKeys(json),
    ...optional("limit", readOptionalInt64(json, "limit") satisfies Int64 | undefined),
    ...optional("revision", readRevision(json, "revision")),
    ...optional("sortOrder", readWord(json, "sort_order", sortOrders)),
    ...optional("sortTarget", readWord(json, "sort_target", sortTargets)),
    ...optional("serializable", readFlag(json, "serializable")),
    ...optional("keysOnly", readFlag(json, "keys_only")),
    ...optional("countOnly", readFlag(json, "count_only")),
    ...optional("minModRevision", readRevision(json, "min_mod_revision")),
    ...optional("maxModRevision", readRevision(json, "max_mod_revision")),
    ...optional("minCreateRevision", readRevision(json, "min_create_revision")),
    ...optional("maxCreateRevision", readRevision(json, "max_create_revision")),
  };
}

/** Writes a put request as the body of `/v3/kv/put`. */
export function encodePutRequest(request: PutRequest): Json {
  return compact({
    key: base64(request.key),
    value: base64(request.value),
    lease: request.lease,
    prev_kv: flag(request.prevKv),
    ignore_value: flag(request.ignoreValue),
    ignore_lease: flag(request.ignoreLease),
  });
}

/** Reads a put request. */
export function decodePutRequest(value: unknown): PutRequest {
  const json = readObject(value, "a put request");
  const bytes = readOptionalBytes(json, "value");
  return {
    key: asKey(readBytes(json, "key")),
    ...optional("value", bytes === undefined ? undefined : asValue(bytes)),
    ...optional("lease", readLease(json)),
    ...optional("prevKv", readFlag(json, "prev_kv")),
    ...optional("ignoreValue", readFlag(json, "ignore_value")),
    ...optional("ignoreLease", readFlag(json, "ignore_lease")),
  };
}

/** Writes a delete request as the body of `/v3/kv/deleterange`. */
export function encodeDeleteRangeRequest(request: DeleteRangeRequest): Json {
  return compact({ key: base64(request.key), range_end: base64(request.rangeEnd), prev_kv: flag(request.prevKv) });
}

/** Reads a delete request. */
export function decodeDeleteRangeRequest(value: unknown): DeleteRangeRequest {
  const json = readObject(value, "a delete request");
  return { ...decodeKeys(json), ...optional("prevKv", readFlag(json, "prev_kv")) };
}
