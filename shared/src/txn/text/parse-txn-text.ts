/** etcdctl's transaction text, read as etcdctl reads it. */
import type { Compare, Operation, TxnRequest } from "../../model/txn.ts";
import { isLineProblem, type LineProblem } from "./argify.ts";
import { parseCompare } from "./parse-compare.ts";
import { parseOperation } from "./parse-operation.ts";

/** What is wrong with a text, and where. */
export interface TextProblem {
  /** From 1. */
  readonly line: number;
  /** From 0, in the line as it is written. */
  readonly column: number;
  readonly message: string;
}

/**
 * Reads conditions, operations if they hold, and operations if not, with a blank line after each. The last blank lines
 * may be left out here, though etcdctl waits for them. What etcdctl would silently pass over is a problem.
 */
export function parseTxnText(text: string): { readonly request: TxnRequest } | { readonly problem: TextProblem } {
  const compare: Compare[] = [];
  const lanes: [Operation[], Operation[]] = [[], []];
  let block = 0;
  for (const [at, written] of text.split("\n").entries()) {
    const line = written.trim();
    const indent = written.length - written.trimStart().length;
    const wrong = ({ column, message }: LineProblem) => ({
      problem: { line: at + 1, column: indent + column, message },
    });
    if (line === "") {
      block++;
      continue;
    }
    if (block === 0) {
      const condition = parseCompare(line);
      if (isLineProblem(condition)) return wrong(condition);
      compare.push(condition);
      continue;
    }
    const lane = lanes[block - 1];
    if (lane === undefined) {
      return wrong({
        column: 0,
        message: "Unexpected text after the third blank line (conditions, THEN, ELSE). etcdctl ignores it.",
      });
    }
    const operation = parseOperation(line);
    if (isLineProblem(operation)) return wrong(operation);
    lane.push(operation);
  }
  return { request: { compare, success: lanes[0], failure: lanes[1] } };
}
