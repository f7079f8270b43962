/** What a comparison says of itself: how far it is, how it ended, and what it left out. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { CompareProgress, CompareResult } from "@etcd-explorer/shared/read/compare/compare-request";
import { countDifferences } from "@etcd-explorer/shared/read/compare/difference";
import type { IgnoreText } from "@etcd-explorer/shared/read/compare/parse-ignore";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { formatCount, formatKeyCount } from "#/lib/format.ts";

/** `A: 1,200 of 5,000 keys · B: 900 of 4,800`. */
export function describeProgress({ done, total }: Pick<CompareProgress, "done" | "total">): string {
  return `A: ${formatGrouped(done.left)} of ${formatKeyCount(total.left)} · B: ${formatGrouped(done.right)} of ${formatGrouped(total.right)}`;
}

/** Both sides are alike. `58 keys, at revision 88,120 in A and 1,203,900 in B`. */
export function describeEqual(keys: number, { left, right }: OfSides<Revision>): string {
  return `${formatKeyCount(keys)}, at revision ${formatGrouped(left)} in A and ${formatGrouped(right)} in B`;
}

/** How many rules there are. */
export function countRules({ prefixes, fields, leases }: IgnoreText): number {
  const lines = `${prefixes}\n${fields}`.split("\n").filter((line) => line.trim() !== "");
  return lines.length + (leases ? 1 : 0);
}

/** What of both sides the rules took out of the comparison: `3 rules ignore 12 keys`; undefined: there are no rules. */
export function describeIgnored(
  rules: number,
  result: Pick<CompareResult, "leftOut" | "counts"> | undefined,
): string | undefined {
  if (rules === 0) return undefined;
  const count = formatCount(formatGrouped(rules), "rule", "rules");
  if (result === undefined) return count;
  const keys = Math.max(result.leftOut.left, result.leftOut.right) + result.counts.ignored;
  return `${count} ${rules === 1 ? "ignores" : "ignore"} ${formatKeyCount(keys)}`;
}

/** How many keys this tab has written since both sides were pinned. */
export function describeWritten(keys: number): string {
  return `${formatCount(formatGrouped(keys), "key was", "keys were")} written since. This result is from before.`;
}

/** Up to where a comparison came that did not reach the end. `last`: the key of the last difference that was told. */
export function describeReach(last: Key | undefined): string {
  return last === undefined ? "No difference was found before." : `Complete up to ${formatKey(last)}.`;
}

/** What of the differences is not listed, or not certain; undefined: nothing. */
export function describeLimits({ counts, told, unread }: CompareResult): string | undefined {
  const found = countDifferences(counts);
  const parts = [
    ...(told < found ? [`Lists the first ${formatGrouped(told)} of ${formatGrouped(found)} differences.`] : []),
    ...(unread > 0 ? [`${formatKeyCount(unread)} count as different by revision: their values were not read.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}
