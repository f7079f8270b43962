/** Bulk acts in words: titles, what one types to confirm, the same with etcdctl, and the report as lines of JSON. */
import { encodeBase64, type Key } from "@etcd-explorer/shared/model/bytes";
import type { BulkPlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import type { BulkReport, LeftOut } from "@etcd-explorer/shared/write/bulk/bulk-report";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { formatKeyCount } from "#/lib/format.ts";
import type { JobWords } from "#/stores/jobs/bulk-job.ts";
import type { Written } from "#/stores/write-history.ts";

export type BulkKind = "delete" | "copy" | "move" | "lease";

export const bulkTitles: Readonly<Record<BulkKind, string>> = {
  delete: "Delete",
  copy: "Copy",
  move: "Move",
  lease: "Set lease of",
};

export function jobWords(kind: BulkKind, what: string): JobWords {
  switch (kind) {
    case "delete":
      return { doing: "Deleting", done: "Deleted", what };
    case "copy":
      return { doing: "Copying", done: "Copied", what };
    case "move":
      return { doing: "Moving", done: "Moved", what };
    case "lease":
      return { doing: "Setting lease of", done: "Set lease of", what };
    default:
      return kind satisfies never;
  }
}

/** How what an act is about is set: a name as names are, a number of things as words. */
export function lookOf(what: string): string {
  return /^(?:all keys|[\d,]+ (?:folder|key)s?\b.*)$/.test(what) ? "" : "font-mono font-medium";
}

/** How many keys of a plan are written: not those whose targets exist and are skipped. */
export function writtenCount({
  count,
  existing,
  equal,
  request,
}: Pick<BulkPlan, "count" | "existing" | "equal" | "request">): number {
  const { act } = request;
  const skips = (act.kind === "copy" || act.kind === "move") && act.onExisting === "skip";
  return count - (skips ? existing.count : 0) - (act.kind === "copy" ? equal : 0);
}

function quote(key: Uint8Array): string {
  const text = formatKey(key);
  // A shell reads \xNN and \\ only between $' and '.
  return text.includes("\\") ? `$'${text.replaceAll("'", "\\'")}'` : `'${text.replaceAll("'", "'\\''")}'`;
}

const shownCommands = 5;

/** The same with etcdctl. It overwrites and deletes without comparing, which the first line says. */
export function etcdctlLines({ request, sample, count }: BulkPlan): string {
  const { act, ranges } = request;
  if (act.kind === "delete") {
    const lines = ranges.slice(0, shownCommands).map((range) => deleteLine(range.key, range.rangeEnd));
    const more = ranges.length - lines.length;
    return ["# etcdctl deletes without comparing, also keys that changed meanwhile.", ...lines, ...moreLine(more)].join(
      "\n",
    );
  }
  const [first] = sample;
  if (first === undefined) return "";
  const key = quote(first.key);
  const lines = ["# First key only: etcdctl has no bulk command, and writes without comparing."];
  const lease = act.kind === "lease" && act.lease !== noLease ? ` --lease=${formatLeaseHex(act.lease)}` : "";
  if (act.kind === "lease") lines.push(`etcdctl put --ignore-value${lease} ${key}`);
  else {
    lines.push(`etcdctl get ${key} --print-value-only | head -c -1 | etcdctl put ${quote(first.target ?? first.key)}`);
    if (act.kind === "move") lines.push(`etcdctl del ${key}`);
  }
  return [...lines, ...moreLine(count - 1)].join("\n");
}

function moreLine(more: number): string[] {
  return more > 0 ? [`# … and ${formatGrouped(more)} more`] : [];
}

function deleteLine(key: Key, rangeEnd: Key | undefined): string {
  return rangeEnd === undefined ? `etcdctl del ${quote(key)}` : `etcdctl del ${quote(key)} ${quote(rangeEnd)}`;
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
    default:
      return entry satisfies never;
  }
}

/** `Deleted 2,998 keys, 2 changed by another client`. */
export function summarize({ done }: JobWords, report: BulkReport): string {
  const parts = [`${done} ${formatKeyCount(report.done)}`];
  if (report.changed > 0) parts.push(`${formatGrouped(report.changed)} changed by another client`);
  if (report.refused > 0) parts.push(`${formatGrouped(report.refused)} refused`);
  if (report.lost > 0) parts.push(`${formatGrouped(report.lost)} compacted`);
  if (report.unknown > 0) parts.push(`${formatGrouped(report.unknown)} unknown`);
  if (report.equal > 0) parts.push(`${formatGrouped(report.equal)} already equal`);
  if (report.skipped > 0) parts.push(`${formatGrouped(report.skipped)} skipped`);
  return parts.join(", ");
}

/** What the history says of a job, and why it cannot be undone where nothing of it was kept. */
export function writtenBy(
  { done, what }: JobWords,
  { undo, forgotten, done: count }: BulkReport,
  keep: boolean,
): Written {
  const label = `${done} ${what}: ${formatKeyCount(count)}`;
  if (forgotten === 0) return { label, writes: undo };
  if (!keep) return { label, writes: undo, blocked: "The deleted values were not kept." };
  const blocked = `${formatKeyCount(forgotten)} cannot be undone: too large for this tab's undo history.`;
  return { label, writes: undo, blocked };
}

/** The report as JSON lines: the sums first, then what was left out, keys in base64 and as text. */
export function reportLines(words: JobWords, report: BulkReport): string {
  const { total, done, changed, refused, skipped, equal, lost, unknown } = report;
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
