/** Requests to etcd that have equivalents, and the call of the gateway that each of them is. */
import { compareInt64, zeroInt64, type Int64, type LeaseId } from "../../model/int64.ts";
import type { DeleteRangeRequest, PutRequest, RangeRequest, TxnRequest } from "../../model/txn.ts";
import type { Json } from "../../model/json.ts";
import { compact, flag } from "../../wire/fields.ts";
import * as requests from "../../wire/requests.ts";
import { encodeTxnRequest } from "../../wire/txn.ts";

export type LeaseCall =
  /** `id` left out, or zero: etcd chooses it. `ttl` in seconds. */
  | { readonly kind: "lease-grant"; readonly ttl: Int64; readonly id?: LeaseId }
  | { readonly kind: "lease-revoke"; readonly id: LeaseId }
  /** Renews it once. */
  | { readonly kind: "lease-keepalive"; readonly id: LeaseId }
  | { readonly kind: "lease-timetolive"; readonly id: LeaseId; readonly keys?: boolean }
  | { readonly kind: "lease-list" };

/** One request. A new kind is added here, and the compiler then names every formatter that must learn it. */
export type EquivalentRequest =
  | { readonly kind: "range"; readonly request: RangeRequest }
  | { readonly kind: "put"; readonly request: PutRequest }
  | { readonly kind: "delete"; readonly request: DeleteRangeRequest }
  | { readonly kind: "txn"; readonly request: TxnRequest }
  | LeaseCall;

/** What is posted to etcd's gateway. */
export interface GatewayCall {
  readonly path: string;
  readonly body: Json;
}

/** The gateway's path and body of a request. */
export function gatewayCall(call: EquivalentRequest): GatewayCall {
  switch (call.kind) {
    case "range":
      return { path: "/v3/kv/range", body: requests.encodeRangeRequest(call.request) };
    case "put":
      return { path: "/v3/kv/put", body: requests.encodePutRequest(call.request) };
    case "delete":
      return { path: "/v3/kv/deleterange", body: requests.encodeDeleteRangeRequest(call.request) };
    case "txn":
      return { path: "/v3/kv/txn", body: encodeTxnRequest(call.request) };
    case "lease-grant":
      return { path: "/v3/lease/grant", body: compact({ TTL: call.ttl, ID: chosenId(call) }) };
    case "lease-revoke":
      return { path: "/v3/lease/revoke", body: { ID: call.id } };
    case "lease-keepalive":
      return { path: "/v3/lease/keepalive", body: { ID: call.id } };
    case "lease-timetolive":
      return { path: "/v3/lease/timetolive", body: compact({ ID: call.id, keys: flag(call.keys) }) };
    case "lease-list":
      return { path: "/v3/lease/leases", body: {} };
    default:
      return call satisfies never;
  }
}

/** The ID that a grant asks for; undefined where etcd is to choose. */
export function chosenId(call: { readonly id?: LeaseId }): LeaseId | undefined {
  return call.id === undefined || compareInt64(call.id, zeroInt64) === 0 ? undefined : call.id;
}
