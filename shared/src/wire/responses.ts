/** The answers to range, put and delete on the wire and back. Source: etcd api/etcdserverpb/rpc.proto. */
import type { DeleteRangeResponse, PutResponse, RangeResponse } from "../model/txn.ts";
import type { Json } from "../model/json.ts";
import { compact, field, flag, nonZero, readBoolean, readInt64, readList, readObject } from "./fields.ts";
import { decodeHeader, decodeKeyValue, encodeHeader, encodeKeyValue } from "./key-value.ts";

/** Reads the answer of `/v3/kv/range`. */
export function decodeRangeResponse(value: unknown): RangeResponse {
  const json = readObject(value, "the response to a range");
  return {
    ...decodeHeader(json),
    kvs: readList(json, "kvs", decodeKeyValue),
    more: readBoolean(json, "more"),
    count: readInt64(json, "count"),
  };
}

/** Writes a range answer as the gateway does. */
export function encodeRangeResponse(response: RangeResponse): Json {
  return compact({
    header: encodeHeader(response.header),
    kvs: response.kvs.length === 0 ? undefined : response.kvs.map(encodeKeyValue),
    more: flag(response.more),
    count: nonZero(response.count),
  });
}

/** Reads the answer of `/v3/kv/put`. */
export function decodePutResponse(value: unknown): PutResponse {
  const json = readObject(value, "the response to a put");
  const previous = field(json, "prev_kv");
  return { ...decodeHeader(json), ...(previous === undefined ? {} : { prevKv: decodeKeyValue(previous) }) };
}

/** Writes a put answer as the gateway does. */
export function encodePutResponse(response: PutResponse): Json {
  return compact({
    header: encodeHeader(response.header),
    prev_kv: response.prevKv === undefined ? undefined : encodeKeyValue(response.prevKv),
  });
}

/** Reads the answer of `/v3/kv/deleterange`. */
export function decodeDeleteRangeResponse(value: unknown): DeleteRangeResponse {
  const json = readObject(value, "the response to a delete");
  return {
    ...decodeHeader(json),
    deleted: readInt64(json, "deleted"),
    prevKvs: readList(json, "prev_kvs", decodeKeyValue),
  };
}

/** Writes a delete answer as the gateway does. */
export function encodeDeleteRangeResponse(response: DeleteRangeResponse): Json {
  return compact({
    header: encodeHeader(response.header),
    deleted: nonZero(response.deleted),
    prev_kvs: response.prevKvs.length === 0 ? undefined : response.prevKvs.map(encodeKeyValue),
  });
}
