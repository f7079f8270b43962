/**
 * A transaction as etcdctl's own text: conditions, a blank line, operations, a blank line, operations, a blank line.
 * Source: etcd etcdctl/ctlv3/command/txn_command.go.
 */
import { decodeUtf8, valueFromText, type Bytes } from "../../model/bytes.ts";
import { quoteGo } from "../../model/go-string.ts";
import type { Compare, CompareResult, Operation, TxnRequest } from "../../model/txn.ts";
import { listTxnItems, type TxnPath } from "../../model/txn-path.ts";
import {
  delWords,
  getWords,
  isObstacle,
  joinWords,
  putWords,
  type EtcdctlWords,
  type Obstacle,
} from "./etcdctl-words.ts";

/** What etcdctl cannot say, and where it stands. */
export interface TextObstacle {
  readonly path: TxnPath;
  readonly message: string;
}

export const compareSigns: Readonly<Record<CompareResult, string>> = {
  EQUAL: "=",
  NOT_EQUAL: "!=",
  LESS: "<",
  GREATER: ">",
};

/** One condition as a line. */
export function formatCompare(compare: Compare): string | Obstacle {
  if (compare.rangeEnd !== undefined) {
    return { obstacle: "etcdctl's text only compares single keys, not prefixes or ranges." };
  }
  const { name, operand } = operandOf(compare);
  if (name === "lease") return { obstacle: "etcdctl panics on lease comparisons." };
  const text = `${name}(${quoteGo(compare.key)}) ${compareSigns[compare.result]} `;
  return text + quoteGo(typeof operand === "string" ? valueFromText(operand) : operand);
}

function operandOf(compare: Compare): { readonly name: string; readonly operand: string | Bytes } {
  switch (compare.target) {
    case "VERSION":
      return { name: "version", operand: compare.version };
    case "CREATE":
      return { name: "create", operand: compare.createRevision };
    case "MOD":
      return { name: "mod", operand: compare.modRevision };
    case "VALUE":
      return { name: "val", operand: compare.value };
    case "LEASE":
      return { name: "lease", operand: compare.lease };
    default:
      return compare satisfies never;
  }
}

/** A word of an operation: bare where that is safe, else as a Go string. Single quotes cut text in etcdctl to 3.5.16. */
function quoteWord(bytes: Bytes): string {
  const text = decodeUtf8(bytes);
  return text !== undefined && /^[A-Za-z0-9_./:@%+,-]+$/.test(text) ? text : quoteGo(bytes);
}

/** The words of an operation that is no nested transaction. */
export function operationWords(operation: Exclude<Operation, { kind: "txn" }>): EtcdctlWords | Obstacle {
  switch (operation.kind) {
    case "put":
      return putWords(operation.request);
    case "range":
      return getWords(operation.request);
    case "delete":
      return delWords(operation.request);
    default:
      return operation satisfies never;
  }
}

/** One operation as a line. */
export function formatOperation(operation: Operation): string | Obstacle {
  if (operation.kind === "txn") return { obstacle: "etcdctl's text does not support nested transactions." };
  const words = operationWords(operation);
  return isObstacle(words) ? words : joinWords(words, quoteWord);
}

/**
 * The text, ending in the blank line that etcdctl waits for; or everything that it cannot say.
 *
 * @example formatTxnText(createTxn(key, value)) // { text: "version(\"/a\") = \"0\"\n\nput /a 1\nget /a --keys-only\n\nget /a\n\n" }
 */
export function formatTxnText(
  request: TxnRequest,
): { readonly text: string } | { readonly obstacles: readonly TextObstacle[] } {
  const lines = { compare: [] as string[], success: [] as string[], failure: [] as string[] };
  const obstacles: TextObstacle[] = [];
  for (const item of listTxnItems(request)) {
    const [step, deeper] = item.path;
    // What is within a nested transaction is covered by the obstacle that the nested transaction is.
    if (step === undefined || deeper !== undefined) continue;
    const line = item.kind === "compare" ? formatCompare(item.compare) : formatOperation(item.operation);
    if (typeof line === "string") lines[step.lane].push(line);
    else obstacles.push({ path: item.path, message: line.obstacle });
  }
  if (obstacles.length > 0) return { obstacles };
  const blocks = [lines.compare, lines.success, lines.failure];
  return { text: blocks.map((block) => block.map((line) => `${line}\n`).join("") + "\n").join("") };
}
