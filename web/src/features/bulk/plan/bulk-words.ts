/** Bulk acts in words: titles, and the same with etcdctl. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { BulkPlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { JobWords } from "#/stores/jobs/bulk-job.ts";

export type BulkKind = "delete" | "copy" | "move" | "lease";

export const bulkTitles: Readonly<Record<BulkKind, string>> = {
  delete: "Delete",
  copy: "Copy",
  move: "Move",
  lease: "Set lease of",
};

export function jobWords(kind: BulkKind, what: string, ranges: readonly KeyRange[]): JobWords {
  const isKey = ranges.length === 1 && ranges[0]?.rangeEnd === undefined;
  const about = { what, ...(isKey && { is: "key" as const }) };
  switch (kind) {
    case "delete":
      return { doing: "Deleting", done: "Deleted", ...about };
    case "copy":
      return { doing: "Copying", done: "Copied", ...about };
    case "move":
      return { doing: "Moving", done: "Moved", ...about };
    case "lease":
      return { doing: "Setting lease of", done: "Set lease of", ...about };
    default:
      return kind satisfies never;
  }
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
