/** What a request takes away, so that it can be looked up before the request is sent. */
import { asLeaseId, type Int64, type LeaseId } from "../../model/int64.ts";
import type { KeyRange } from "../../model/range.ts";
import { isJson } from "../../model/json.ts";
import { readInt64 } from "../../wire/fields.ts";
import { decodeKeys } from "../../wire/requests.ts";

export type Loss =
  | { readonly kind: "keys"; readonly range: KeyRange }
  /** The lease, and the keys that are attached to it. */
  | { readonly kind: "lease"; readonly id: LeaseId }
  | { readonly kind: "member"; readonly id: Int64 };

/** Of a request to the operation of that name; undefined: nothing, or what cannot be looked up. */
export function lossOf(operation: string, body: unknown): Loss | undefined {
  if (!isJson(body)) return undefined;
  try {
    switch (operation) {
      case "kv/deleterange":
        return { kind: "keys", range: decodeKeys(body) };
      case "lease/revoke":
      case "kv/lease/revoke":
        return { kind: "lease", id: asLeaseId(readInt64(body, "ID")) };
      case "cluster/member/remove":
        return { kind: "member", id: readInt64(body, "ID") };
      default:
        return undefined;
    }
  } catch {
    // etcd says what is wrong with it.
    return undefined;
  }
}
