/** What came of an operation on many keys, in words: for its notice, its dialog, the write history and a file. */
import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { BulkReport, LeftOut } from "@etcd-explorer/shared/write/bulk/bulk-report";
import { formatKeyCount } from "#/lib/format.ts";
import type { JobWords } from "#/stores/jobs/bulk-job.ts";
import type { Written } from "#/stores/write-history.ts";

/** How what an act is about is set: a name as names are, a number of things as words. */
export function lookOf(what: string): string {
  return /^(?:all (?:readable )?keys|[\d,]+ (?:folder|key)s?\b.*)$/.test(what) ? "" : "font-mono font-medium";
}

/** So many keys of what an act is about: `64 keys of /config/`; of all keys, or where those are a number, the number. */
export function countOf(what: string, count: number): string {
  const keys = formatKeyCount(count);
  return /^(?:all (?:readable )?keys|[\d,]+ keys?)$/.test(what) ? keys : `${keys} of ${what}`;
}

/**
 * What is or was done, to how many: `Restored 64 keys of /config/`, `Deleting /a`, `Undone: Saved /a`. The one wording of
 * notices, reports and the history: what an act is about is more than what it wrote.
 */
export function describeDone(verb: string, { what, is }: Pick<JobWords, "what" | "is">, count: number): string {
  if (is === "write") return `${verb}: ${what}`;
  return is === "key" && count === 1 ? `${verb} ${what}` : `${verb} ${countOf(what, count)}`;
}

/** Why a key was left out. */
export function describeLeftOut(entry: LeftOut): string {
  switch (entry.kind) {
    case "changed":
      return entry.revision === undefined
        ? "deleted by another client"
        : `changed by another client at revision ${formatGrouped(entry.revision)}`;
    case "refused":
      return describeFailure(entry.failure);
    case "skipped":
      return "target exists";
    case "equal":
      return "target already equal";
    case "lost":
      return "old value compacted";
    case "expired":
      return "deleted when its lease ended";
    default:
      return entry satisfies never;
  }
}

/** `Deleted 2,998 keys of /config/, 2 changed by another client`. */
export function summarize(words: JobWords, report: BulkReport): string {
  const parts = [describeDone(words.done, words, report.done)];
  if (report.changed > 0) parts.push(`${formatGrouped(report.changed)} changed by another client`);
  if (report.refused > 0) parts.push(`${formatGrouped(report.refused)} refused`);
  if (report.lost > 0) parts.push(`${formatGrouped(report.lost)} compacted`);
  if (report.expired > 0) parts.push(`${formatGrouped(report.expired)} expired`);
  if (report.unknown > 0) parts.push(`${formatGrouped(report.unknown)} unknown`);
  if (report.equal > 0) parts.push(`${formatGrouped(report.equal)} already equal`);
  if (report.skipped > 0) parts.push(`${formatGrouped(report.skipped)} skipped`);
  return parts.join(", ");
}

/** What the history says of a job, and why it cannot be undone where nothing of it was kept. */
export function writtenBy(words: JobWords, { undo, forgotten, done: count }: BulkReport, keep: boolean): Written {
  const label = describeDone(words.done, words, count);
  if (forgotten === 0) return { label, writes: undo };
  if (!keep) return { label, writes: undo, blocked: "The deleted values were not kept." };
  const blocked = `${formatKeyCount(forgotten)} cannot be undone: too large for this tab's undo history.`;
  return { label, writes: undo, blocked };
}

/** The report as JSON lines: the sums first, then what was left out, keys in base64 and as text. */
export function reportLines(words: JobWords, report: BulkReport): string {
  const { total, done, changed, refused, skipped, equal, lost, expired, unknown } = report;
  const { transactions, firstRevision, lastRevision } = report;
  const sums = {
    what: words.what,
    act: words.done,
    total,
    done,
    changed,
    refused,
    skipped,
    equal,
    lost,
    expired,
    unknown,
    transactions,
    firstRevision,
    lastRevision,
  };
  const lines = report.leftOut.map((entry) => ({
    key: encodeBase64(entry.key),
    text: formatKey(entry.key),
    kind: entry.kind,
    reason: describeLeftOut(entry),
  }));
  return [sums, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}
