import { joinNames } from "../verdict/rule.ts";
import type { Since } from "./cluster-record.ts";
import { formatMoment, formatSpan } from "../../model/time-text.ts";

/** `since 12:41, 4 min`; of members that differ `since 12:41 (m1) and 12:44 (m2)`. */
export function formatSince(beginnings: readonly (Since & { readonly name?: string })[], nowMs: number): string {
  const [first] = beginnings;
  if (first === undefined) return "";
  const moment = ({ sinceMs, orEarlier }: Since) =>
    `${formatMoment(sinceMs, nowMs)}${orEarlier === true ? " or earlier" : ""}`;
  if (beginnings.length > 1) {
    return `since ${joinNames(beginnings.map((each) => `${moment(each)} (${each.name ?? ""})`))}`;
  }
  const lastedMs = nowMs - first.sinceMs;
  return `since ${moment(first)}${lastedMs < 60_000 ? "" : `, ${formatSpan(lastedMs)}`}`;
}
