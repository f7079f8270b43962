/** Any request in any of the spellings that the product offers: the one place where all of them meet. */
import type { AdminRequest } from "../../model/admin-request.ts";
import { adminPaths, encodeAdminRequest } from "../../wire/admin.ts";
import { formatAdminEtcdctl } from "./admin-etcdctl.ts";
import { curlToEtcd, curlToWorker } from "./curl.ts";
import { formatEtcdctl } from "./etcdctl.ts";
import { formatAdminGo } from "./go-admin.ts";
import { formatGo } from "./go.ts";
import { formatBody } from "./json-body.ts";
import { gatewayCall, type EquivalentRequest, type GatewayCall } from "./request.ts";
import type { Equivalent, EquivalentTarget } from "./target.ts";

export const spellings = ["etcdctl", "curl to etcd", "curl to the explorer", "JSON", "Go"] as const;
export type Spelling = (typeof spellings)[number];

/** What can be spelled: a request on keys and leases, or on the cluster. */
export type SpelledRequest = EquivalentRequest | AdminRequest;

export interface SpellingPlace {
  readonly target: EquivalentTarget;
  /** The whole address of this product's query endpoint. */
  readonly queryUrl: string;
}

/** The request in other words, or why there are none. */
export function spellRequest(request: SpelledRequest, spelling: Spelling, place: SpellingPlace): Equivalent {
  if (spelling === "etcdctl") {
    return isAdmin(request) ? formatAdminEtcdctl(request, place.target) : formatEtcdctl(request, place.target);
  }
  if (spelling === "Go") return isAdmin(request) ? formatAdminGo(request) : formatGo(request);
  if ("password" in request)
    return { unavailable: "Commands never include a password. Use etcdctl, which prompts for it." };
  const call = callOf(request);
  switch (spelling) {
    case "curl to etcd":
      return curlToEtcd(call, place.target);
    case "curl to the explorer":
      return curlToWorker(call, place.target, place.queryUrl);
    case "JSON":
      return formatBody(call);
    default:
      return spelling satisfies never;
  }
}

function callOf(request: SpelledRequest): GatewayCall {
  if (!isAdmin(request)) return gatewayCall(request);
  return { path: adminPaths[request.kind], body: encodeAdminRequest(request) };
}

function isAdmin(request: SpelledRequest): request is AdminRequest {
  return request.kind in adminPaths;
}
