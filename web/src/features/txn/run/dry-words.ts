/** What a dry run found, in words. */
import { formatGrouped, formatLeaseHex, noLease, type Int64 } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Compare, TxnRequest } from "@etcd-explorer/shared/model/txn";
import type { DryRun, Judged, Touched } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { formatKeyCount } from "#/lib/format.ts";
import { shownValue } from "#/lib/formats/shown-value.ts";

const longestValue = 60;

/** What a condition saw: `"maintenance"`. */
export function describeSeen(target: Compare["target"], judged: Judged, ranged: boolean): string {
  const { seen, count } = judged;
  if (seen === undefined) return ranged ? "no keys in range" : "key is absent";
  if (ranged && count !== "1") return `${formatGrouped(count)} keys in range`;
  switch (target) {
    case "VERSION":
      return seen.version;
    case "CREATE":
      return seen.createRevision;
    case "MOD":
      return seen.modRevision;
    case "LEASE":
      return seen.lease === noLease ? "no lease" : formatLeaseHex(seen.lease);
    case "VALUE": {
      const shown = shownValue(seen.value);
      if (shown === undefined) return hiddenSecret;
      const text = formatKey(shown.subarray(0, longestValue));
      return `"${text}${seen.value.length > longestValue ? "…" : ""}"`;
    }
    default:
      return target satisfies never;
  }
}

/** What a put would meet. */
export function describePut({ kvs }: Touched): string {
  const [first] = kvs;
  return first === undefined ? "Creates the key" : `Overwrites version ${formatGrouped(first.version)}`;
}

/** How many keys a read or delete would meet: `3 keys`. */
export function describeTouched(count: Int64): string {
  return count === "0" ? "no keys" : formatKeyCount(count);
}

/** The whole in one sentence. */
export function summarize(request: TxnRequest, run: DryRun): string {
  const verdicts = request.compare.map((_, index) => run.conditions.get(`compare/${index}`)?.holds === true);
  const holding = verdicts.filter((holds) => holds).length;
  const branch = run.branches.get("") === "success" ? "THEN" : "ELSE";
  const refusal = describeRefusal(run);
  if (refusal !== undefined) return `${describeConditions(verdicts.length, holding)}: ${branch} would fail. ${refusal}`;
  const counts = { puts: 0, reads: 0n, deletes: 0n };
  for (const [path, { count }] of run.touched) {
    const operation = operationAt(request, path);
    if (operation === "put") counts.puts++;
    else if (operation === "range") counts.reads += BigInt(count);
    else counts.deletes += BigInt(count);
  }
  const parts = [
    counts.puts > 0 && `write ${formatKeyCount(counts.puts)}`,
    counts.reads > 0n && `read ${formatKeyCount(Number(counts.reads))}`,
    counts.deletes > 0n && `delete ${formatKeyCount(Number(counts.deletes))}`,
  ].filter((part) => part !== false);
  const does = parts.length === 0 ? "touch no keys" : new Intl.ListFormat("en").format(parts);
  return `${describeConditions(verdicts.length, holding)}: ${branch} would ${does}.`;
}

/** Why etcd would refuse what was dry-run; undefined: it would not. */
export function describeRefusal({ missingLeases }: Pick<DryRun, "missingLeases">): string | undefined {
  if (missingLeases.length === 0) return undefined;
  const names = new Intl.ListFormat("en").format(missingLeases.map(formatLeaseHex));
  return missingLeases.length === 1 ? `Lease ${names} does not exist.` : `Leases ${names} do not exist.`;
}

function describeConditions(count: number, holding: number): string {
  if (count === 0) return "No conditions";
  if (count === 1) return holding === 1 ? "The condition holds" : "The condition does not hold";
  if (holding === count) return count === 2 ? "Both conditions hold" : `All ${count} conditions hold`;
  return `${holding} of ${count} conditions ${holding === 1 ? "holds" : "hold"}`;
}

/** The kind of operation at a path such as `success/0/failure/2`. */
function operationAt(request: TxnRequest, path: string): string | undefined {
  const [lane, index, ...rest] = path.split("/");
  const operation = request[lane === "success" ? "success" : "failure"][Number(index)];
  return operation?.kind === "txn" && rest.length > 0
    ? operationAt(operation.request, rest.join("/"))
    : operation?.kind;
}
