/** What a dry run found, in words. */
import { formatGrouped, formatLeaseHex, noLease, type Int64 } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Compare, TxnRequest } from "@etcd-explorer/shared/model/txn";
import type { DryRun, Judged, Touched } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { formatKeyCount } from "#/lib/format.ts";

const longestValue = 60;

/** What a condition saw: `it is "maintenance"`. */
export function describeSeen(target: Compare["target"], judged: Judged, ranged: boolean): string {
  const { seen, count } = judged;
  if (seen === undefined) return ranged ? "no key is in the range" : "the key is absent";
  if (ranged && count !== "1") return `${formatGrouped(count)} keys are in the range`;
  switch (target) {
    case "VERSION":
      return `it is ${seen.version}`;
    case "CREATE":
      return `it is ${seen.createRevision}`;
    case "MOD":
      return `it is ${seen.modRevision}`;
    case "LEASE":
      return seen.lease === noLease ? "it has no lease" : `it is ${formatLeaseHex(seen.lease)}`;
    case "VALUE": {
      const text = formatKey(seen.value.subarray(0, longestValue));
      return `it is "${text}${seen.value.length > longestValue ? "…" : ""}"`;
    }
    default:
      return target satisfies never;
  }
}

/** What a put would meet. */
export function describePut({ kvs }: Touched): string {
  const [first] = kvs;
  return first === undefined ? "Creates the key" : `Writes over version ${formatGrouped(first.version)}`;
}

/** How many keys a read or delete would meet: `3 keys`. */
export function describeTouched(count: Int64): string {
  return count === "0" ? "no key" : formatKeyCount(count);
}

/** The whole in one or two sentences. */
export function summarize(request: TxnRequest, run: DryRun): string {
  const verdicts = request.compare.map((_, index) => run.conditions.get(`compare/${index}`)?.holds === true);
  const holding = verdicts.filter((holds) => holds).length;
  const branch = run.branches.get("") === "success" ? "THEN" : "ELSE";
  const conditions =
    verdicts.length === 0
      ? "There is no condition"
      : holding === verdicts.length
        ? verdicts.length === 1
          ? "The condition holds"
          : `All ${verdicts.length} conditions hold`
        : verdicts.length === 1
          ? "The condition does not hold"
          : `${holding} of ${verdicts.length} conditions hold`;
  const counts = { puts: 0, reads: 0n, deletes: 0n };
  for (const [path, { count }] of run.touched) {
    const operation = operationAt(request, path);
    if (operation === "put") counts.puts++;
    else if (operation === "range") counts.reads += BigInt(count);
    else counts.deletes += BigInt(count);
  }
  const parts = [
    counts.puts > 0 && `writes ${formatKeyCount(counts.puts)}`,
    counts.reads > 0n && `reads ${formatKeyCount(Number(counts.reads))}`,
    counts.deletes > 0n && `deletes ${formatKeyCount(Number(counts.deletes))}`,
  ].filter((part) => part !== false);
  return `${conditions}, so ${branch} would run: it ${parts.length === 0 ? "touches no key" : parts.join(", ")}. Nothing has been written.`;
}

/** The kind of operation at a path such as `success/0/failure/2`. */
function operationAt(request: TxnRequest, path: string): string | undefined {
  const [lane, index, ...rest] = path.split("/");
  const operation = request[lane === "success" ? "success" : "failure"][Number(index)];
  return operation?.kind === "txn" && rest.length > 0
    ? operationAt(operation.request, rest.join("/"))
    : operation?.kind;
}
