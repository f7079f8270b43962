/**
 * What etcd would refuse about a transaction, found before it is sent and at the row that is wrong.
 * Source: etcd server/etcdserver/api/v3rpc/key.go (checkTxnRequest, checkIntervals), server/etcdserver/txn.
 */
import type { Key } from "../../model/bytes.ts";
import { compareInt64, formatLeaseHex, noLease, zeroInt64, type LeaseId } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import { isEmptyRange } from "../../model/range.ts";
import type { Compare, Operation, PutRequest, TxnRequest } from "../../model/txn.ts";
import { findPutConflicts } from "./txn-conflicts.ts";
import { formatTxnPath, listTxnItems, type TxnItem, type TxnPath } from "../../model/txn-path.ts";

export interface TxnProblem {
  /** The row that is wrong; empty: the whole transaction. */
  readonly path: TxnPath;
  /** One sentence. */
  readonly message: string;
  /** `warning`: etcd would take it, but it hardly means what it says. */
  readonly severity: "error" | "warning";
}

/** etcd's `--max-txn-ops` where nobody set it. */
export const defaultTxnOperations: number = 128;

/** What the check may know of the cluster. */
export interface KnownCluster {
  /** The leases that live now; undefined: not known, and so not checked. */
  readonly leases?: ReadonlySet<LeaseId>;
  /** `--max-txn-ops`; etcd's default where not given. */
  readonly maxOperations?: number;
}

/** Everything wrong with a transaction, in its own order. Empty: etcd's own checks would pass. */
export function checkTxn(request: TxnRequest, cluster: KnownCluster = {}): readonly TxnProblem[] {
  const problems: TxnProblem[] = [...checkCounts(request, cluster.maxOperations ?? defaultTxnOperations, [])];
  for (const item of listTxnItems(request)) problems.push(...checkItem(item, cluster));
  for (const { path, key, first } of findPutConflicts(request)) {
    const message = `${formatKey(key)} is also written at ${formatTxnPath(first)}. A transaction can write a key only once.`;
    problems.push({ path, message, severity: "error" });
  }
  return problems;
}

/**
 * etcd holds the longest of the three lists against the limit, and takes its length off the limit of what is nested.
 * Source: checkTxnRequest.
 */
function* checkCounts(request: TxnRequest, most: number, above: TxnPath): Generator<TxnProblem> {
  for (const lane of ["compare", "success", "failure"] as const) {
    if (request[lane].length <= most) continue;
    const nested = above.length > 0 ? " here, as the outer transaction uses part of its limit" : "";
    const message = `Too many rows: etcd allows at most ${most} in a list${nested}.`;
    yield { path: [...above, { lane, index: Math.max(0, most) }], message, severity: "error" };
  }
  const left = most - Math.max(request.compare.length, request.success.length, request.failure.length);
  for (const lane of ["success", "failure"] as const) {
    for (const [index, operation] of request[lane].entries()) {
      if (operation.kind === "txn") yield* checkCounts(operation.request, left, [...above, { lane, index }]);
    }
  }
}

/**
 * How much of the limit on operations a transaction uses: the longest of its lists, and on top what its largest nested
 * transaction uses. More than the limit: {@link checkTxn} blames the first operation too many.
 */
export function countAgainstLimit({ compare, success, failure }: TxnRequest): number {
  let nested = 0;
  for (const operation of [...success, ...failure]) {
    if (operation.kind === "txn") nested = Math.max(nested, countAgainstLimit(operation.request));
  }
  return Math.max(compare.length, success.length, failure.length) + nested;
}

type Finding = Omit<TxnProblem, "path">;

/** What was found about a condition or operation, and of which leases that was said. */
interface Checked {
  readonly leases: KnownCluster["leases"];
  readonly findings: readonly Finding[];
}

// They are never changed but replaced: what stays the same object is checked once.
const checked = new WeakMap<Compare | Operation, Checked>();

function checkItem(item: TxnItem, cluster: KnownCluster): TxnProblem[] {
  const { path } = item;
  const subject = item.kind === "compare" ? item.compare : item.operation;
  let known = checked.get(subject);
  if (known === undefined || known.leases !== cluster.leases) {
    known = { leases: cluster.leases, findings: findWrong(item, cluster) };
    checked.set(subject, known);
  }
  return known.findings.map((finding) => ({ path, ...finding }));
}

function findWrong(item: TxnItem, cluster: KnownCluster): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string, severity: TxnProblem["severity"] = "error") => findings.push({ message, severity });
  if (item.kind === "compare") checkRange(item.compare, add);
  else checkOperation(item.operation, cluster, add);
  return findings;
}

type Add = (message: string, severity?: TxnProblem["severity"]) => void;

function checkRange(range: { readonly key: Key; readonly rangeEnd?: Key }, add: Add): void {
  if (range.key.length === 0) add("Enter a key.");
  else if (isEmptyRange(range)) add("The range is empty: its end is not after its start.", "warning");
}

function checkOperation(operation: Operation, cluster: KnownCluster, add: Add): void {
  switch (operation.kind) {
    case "put":
      checkPut(operation.request, cluster, add);
      return;
    case "range": {
      checkRange(operation.request, add);
      const { revision = zeroInt64, limit = zeroInt64 } = operation.request;
      if (compareInt64(revision, zeroInt64) < 0 || compareInt64(limit, zeroInt64) < 0) {
        add("Limit and revision cannot be negative.");
      }
      return undefined;
    }
    case "delete":
      checkRange(operation.request, add);
      return;
    case "txn":
      if (operation.request.success.length + operation.request.failure.length === 0) {
        add("This transaction has no operations.", "warning");
      }
      return;
    default:
      operation satisfies never;
  }
}

function checkPut(request: PutRequest, { leases }: KnownCluster, add: Add): void {
  const lease = request.lease ?? noLease;
  if (request.key.length === 0) add("Enter a key.");
  if (request.ignoreValue === true && (request.value?.length ?? 0) > 0) {
    add("Remove the value: this put keeps the current one.");
  }
  if (request.ignoreLease === true && lease !== noLease) {
    add("Remove the lease: this put keeps the current one.");
  }
  if (lease !== noLease && leases !== undefined && !leases.has(lease)) {
    add(`Lease ${formatLeaseHex(lease)} does not exist: it expired or was revoked.`);
  }
}

/** The problems of one row, by the name that {@link pathName} gives it. */
export function problemsByRow(problems: readonly TxnProblem[]): ReadonlyMap<string, readonly TxnProblem[]> {
  return Map.groupBy(problems, ({ path }) => pathName(path));
}

/** A path as a text that names it, for maps. */
export function pathName(path: TxnPath): string {
  return path.map(({ lane, index }) => `${lane}/${index}`).join("/");
}

/** Whether nothing stands against sending it. */
export function isSendable(problems: readonly TxnProblem[]): boolean {
  return problems.every(({ severity }) => severity === "warning");
}
