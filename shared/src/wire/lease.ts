/** Lease requests and answers on the wire. Source: etcd api/etcdserverpb/rpc.proto: the fields are `ID` and `TTL`. */
import { asKey, decodeBase64 } from "../model/bytes.ts";
import { asLeaseId, type LeaseId } from "../model/int64.ts";
import type { LeaseGrantRequest, LeaseGrantResponse, LeaseTimeToLiveResponse } from "../model/lease.ts";
import type { Json } from "../model/json.ts";
import { compact, field, flag, malformed, readInt64, readList, readObject } from "./fields.ts";
import { decodeHeader } from "./key-value.ts";

/** Writes the body of `/v3/lease/grant`. */
export function encodeLeaseGrantRequest({ ttlSeconds, id }: LeaseGrantRequest): Json {
  return compact({ TTL: ttlSeconds.toString(), ID: id });
}

/** Reads the answer of `/v3/lease/grant`. */
export function decodeLeaseGrantResponse(value: unknown): LeaseGrantResponse {
  const json = readObject(value, "the response to a lease grant");
  return { id: asLeaseId(readInt64(json, "ID")), ttlSeconds: BigInt(readInt64(json, "TTL")) };
}

/** Writes the body of `/v3/lease/revoke`. */
export function encodeLeaseRevokeRequest(id: LeaseId): Json {
  return { ID: id };
}

/** Writes the body of `/v3/lease/timetolive`. */
export function encodeLeaseTimeToLiveRequest(id: LeaseId, keys: boolean): Json {
  return compact({ ID: id, keys: flag(keys) });
}

/** Reads the answer of `/v3/lease/timetolive`. A lease that ended this second is there with no TTL field: zero. */
export function decodeLeaseTimeToLiveResponse(value: unknown): LeaseTimeToLiveResponse {
  const json = readObject(value, "the response to a lease's time to live");
  return {
    ...decodeHeader(json),
    id: asLeaseId(readInt64(json, "ID")),
    ttlSeconds: BigInt(readInt64(json, "TTL")),
    grantedTtlSeconds: BigInt(readInt64(json, "grantedTTL")),
    keys: readList(json, "keys", (item) => {
      const bytes = typeof item === "string" ? decodeBase64(item) : undefined;
      if (bytes === undefined) throw malformed("keys is not a list of base64");
      return asKey(bytes);
    }),
  };
}

/** Reads the answer of `/v3/lease/leases`. */
export function decodeLeasesResponse(value: unknown): LeaseId[] {
  const json = readObject(value, "the list of leases");
  return readList(json, "leases", (item) => asLeaseId(readInt64(readObject(item, "a lease"), "ID")));
}

/** Reads the answer of `/v3/lease/keepalive`, one line of a stream: the seconds that it has again; 0: there is none. */
export function decodeLeaseKeepAliveResponse(value: unknown): bigint {
  const line = readObject(value, "the response to a keep-alive");
  return BigInt(readInt64(readObject(field(line, "result"), "the response to a keep-alive"), "TTL"));
}
