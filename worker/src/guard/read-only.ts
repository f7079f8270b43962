/** What a read-only target lets through: an allow-list, so that what is unknown is refused. */
import { FailureError } from "@etcd-explorer/shared/failure";
import { isRecord } from "#/etcd/answer.ts";
import { effectOf, splitPath } from "#/etcd/operations.ts";
import { workerLimits } from "./limits.ts";

/**
 * The body to send for an operation that only reads. Fails with `forbidden` for any other.
 * Where the body tells whether an operation reads, what was judged is what is sent: it is serialized anew, since etcd
 * and we may read an odd spelling (a field twice, something behind the end) differently.
 */
export function readOnlyBody(path: string, body: string): string {
  const operation = splitPath(path)?.operation ?? "";
  const effect = effectOf(operation);
  switch (effect) {
    case "reads":
      return body;
    case "writes":
      throw refuse(`${path} is not among the operations that only read`);
    case "body tells": {
      const parsed = parseExactly(body);
      const reads = operation === "kv/txn" ? isReadingTxn(parsed, 0) : isReadingAlarm(parsed);
      if (!reads) throw refuse(`this ${path} would write, or has a field that is not known to only read`);
      return JSON.stringify(parsed);
    }
    default:
      return effect satisfies never;
  }
}

function refuse(why: string): FailureError {
  return new FailureError({ kind: "forbidden", rule: "read-only", message: `This connection is read-only: ${why}` });
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
  if (!isRecord(txn) || depth > workerLimits.txnDepth) return false;
  return Object.entries(txn).every(([name, value]) => {
    if (name === "compare") return true;
    if (name !== "success" && name !== "failure") return false;
    return Array.isArray(value) && value.every((operation) => isReadingOperation(operation, depth));
  });
}

function isReadingOperation(operation: unknown, depth: number): boolean {
  if (!isRecord(operation)) return false;
  return Object.entries(operation).every(
    ([name, value]) => rangeNames.has(name) || (txnNames.has(name) && isReadingTxn(value, depth + 1)),
  );
}

/** GET is the default, and the number 0. Source: rpc.proto, AlarmRequest.AlarmAction. */
function isReadingAlarm(alarm: unknown): boolean {
  if (!isRecord(alarm)) return false;
  const action = alarm["action"];
  return action === undefined || action === "GET" || action === 0;
}
