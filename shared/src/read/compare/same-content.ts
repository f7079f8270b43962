/** Whether two keys hold the same, and what of their difference is not to be looked at. */
import { decodeUtf8, equalBytes, type Value } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { IgnoreRules } from "./ignore-rules.ts";
import { isSameJson } from "./same-json.ts";

/** `ignored`: they differ only in what the rules leave out. */
export type Judgement = "same" | "ignored" | "differs" | "lease";

/**
 * Compares two keys with their values. Within one cluster a lease is its ID; two clusters grant leases of their own, so
 * that there only counts whether there is one.
 */
export function judgePair(
  left: KeyValue,
  right: KeyValue,
  { rules, isSameCluster }: { readonly rules: IgnoreRules; readonly isSameCluster: boolean },
): Judgement {
  const isSameValue = equalBytes(left.value, right.value);
  if (!isSameValue && !isSameWithout(left.value, right.value, rules)) return "differs";
  const isSameLease = isSameCluster
    ? left.lease === right.lease
    : (left.lease === noLease) === (right.lease === noLease);
  if (!isSameLease && !rules.leases) return "lease";
  return isSameValue && isSameLease ? "same" : "ignored";
}

/** Whether both are JSON and the same but for the fields of the rules. */
function isSameWithout(left: Value, right: Value, { fields }: IgnoreRules): boolean {
  if (fields.length === 0) return false;
  const [one, other] = [decodeUtf8(left), decodeUtf8(right)];
  return one !== undefined && other !== undefined && isSameJson(one, other, fields);
}
