/** What else is to be told of a plan that was carried out: a sentence or two each. */
import { formatGrouped, formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import type { ApplyReport } from "@etcd-explorer/shared/write/apply/apply-run";
import { formatCount } from "#/lib/format.ts";

type Noted = Pick<ApplyReport, "leaseless" | "granted" | "expired">;

/** `hasAgain`: a button plans again for what is left. */
export function reportNotes({ leaseless, granted, expired }: Noted, hasAgain: boolean): readonly string[] {
  const keys = formatCount(formatGrouped(expired), "key", "keys");
  const again = hasAgain ? "Plan the remaining keys" : "Compare again";
  return [
    ...(expired === 0
      ? []
      : [`etcd deleted ${keys} again: the new lease ended before all was written. ${again} with a longer TTL.`]),
    ...(leaseless === 0
      ? []
      : [`${formatCount(formatGrouped(leaseless), "key has", "keys have")} no lease now: theirs has ended.`]),
    ...(granted === undefined ? [] : [`Granted lease ${formatLeaseHex(granted)}. An undo leaves it to expire.`]),
  ];
}
