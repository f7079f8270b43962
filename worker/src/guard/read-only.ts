/** What a read-only target lets through: an allow-list, so that what is unknown is refused. */
import { findOperation } from "@etcd-explorer/shared/command/api-table/operations";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";
import { effectOf, splitPath } from "#/model/operations.ts";
import { workerLimits } from "#/limits/worker-limits.ts";

/** What read-only makes of a request: it reads, and this body is to be sent; or it is refused, and why. */
export type Judgement =
  | { readonly kind: "reads"; readonly body: string }
  | { readonly kind: "refused"; readonly why: string };

/**
 * Whether an operation only reads. Where the body tells that, what was judged is what is sent: it is serialized again,
 * since etcd and we may read an odd spelling (a field twice, something behind the end) differently. What gives away
 * more than keys and settings (a snapshot holds the hashes of passwords) is refused unless `allowSnapshot`.
 */
export function judgeReadOnly(path: string, body: string, allowSnapshot: boolean): Judgement {
  const operation = splitPath(path)?.operation ?? "";
  const reveals = findOperation(operation)?.reveals;
  if (reveals !== undefined && !allowSnapshot) return refused(`${reveals} Set allowSnapshot to permit snapshots.`);
  const effect = effectOf(operation);
  switch (effect) {
    case "reads":
      return { kind: "reads", body };
    case "writes":
      return refused(`${path} is not a known read operation`);
    case "body tells": {
      const parsed = parseExactly(body);
      const reads = operation === "kv/txn" ? isReadingTxn(parsed, 0) : isReadingAlarm(parsed);
      return reads
        ? { kind: "reads", body: JSON.stringify(parsed) }
        : refused(`this ${path} contains a write or an unknown field`);
    }
    default:
      return effect satisfies never;
  }
}

/** The body to send to a read-only target. Fails with `forbidden` where {@link judgeReadOnly} refuses. */
export function readOnlyBody(path: string, body: string, allowSnapshot = false): string {
  const judgement = judgeReadOnly(path, body, allowSnapshot);
  if (judgement.kind === "reads") return judgement.body;
  throw new FailureError({
    kind: "forbidden",
    rule: "read-only",
    message: `This connection is read-only: ${judgement.why}`,
  });
}

function refused(why: string): Judgement {
  return { kind: "refused", why };
}

/** JSON that loses nothing by being serialized again; undefined for any other. */
function parseExactly(body: string): unknown {
  let exact = true;
  try {
    const parsed: unknown = JSON.parse(body, (_name, value: unknown) => {
      if (typeof value === "number" && !Number.isSafeInteger(value)) exact = false;
      return value;
    });
    return exact ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Both spellings of each field, which etcd takes alike. */
const rangeNames = new Set(["request_range", "requestRange"]);
const txnNames = new Set(["request_txn", "requestTxn"]);

function isReadingTxn(txn: unknown, depth: number): boolean {
  if (!isJson(txn) || depth > workerLimits.txnDepth) return false;
  return Object.entries(txn).every(([name, value]) => {
    if (name === "compare") return true;
    if (name !== "success" && name !== "failure") return false;
    return Array.isArray(value) && value.every((operation) => isReadingOperation(operation, depth));
  });
}

function isReadingOperation(operation: unknown, depth: number): boolean {
  if (!isJson(operation)) return false;
  return Object.entries(operation).every(
    ([name, value]) => rangeNames.has(name) || (txnNames.has(name) && isReadingTxn(value, depth + 1)),
  );
}

/** GET is the default, and the number 0. Source: rpc.proto, AlarmRequest.AlarmAction. */
function isReadingAlarm(alarm: unknown): boolean {
  if (!isJson(alarm)) return false;
  const action = alarm["action"];
  return action === undefined || action === "GET" || action === 0;
}
