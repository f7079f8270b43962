/**
 * One condition of etcdctl's transaction text: `mod("key") = "7"`.
 * Source: etcd etcdctl/ctlv3/command/txn_command.go, ParseCompare; stricter where that passes over what follows.
 */
import { asKey, asValue, decodeUtf8, type Bytes } from "../../model/bytes.ts";
import { unquoteGo } from "../../model/go-string.ts";
import { asRevision, parseInt64, type Int64 } from "../../model/int64.ts";
import type { Compare, CompareOperand, CompareResult } from "../../model/txn.ts";
import type { LineProblem } from "./argify.ts";

type Target = CompareOperand["target"];

const targets: Readonly<Record<string, Target>> = {
  c: "CREATE",
  create: "CREATE",
  m: "MOD",
  mod: "MOD",
  val: "VALUE",
  value: "VALUE",
  ver: "VERSION",
  version: "VERSION",
  lease: "LEASE",
};
const results: Readonly<Record<string, CompareResult>> = {
  "=": "EQUAL",
  "!=": "NOT_EQUAL",
  "<": "LESS",
  ">": "GREATER",
};

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const shape = new RegExp(String.raw`^([^("]*)\(\s*(${quoted}|)(\)?)(\s*)([^\s"]*)(\s*)(${quoted}|)(.*)$`, "s");

/** Reads one line; where it is no condition of etcdctl's, the first problem in it. */
export function parseCompare(line: string): Compare | LineProblem {
  const match = shape.exec(line);
  if (match === null) return { column: 0, message: 'Expected a condition such as mod("key") = "7".' };
  const [, name = "", keyText = "", closing = "", , sign = "", gap = "", operandText = "", rest = ""] = match;
  const column = (part: string) => Math.max(0, line.lastIndexOf(part));
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (target === undefined) {
    return {
      column: 0,
      message: `Unknown condition “${name}”. Use version, create, mod or val (or ver, c, m, value).`,
    };
  }
  const key = unquoteGo(keyText);
  if (key === undefined) return { column: name.length + 1, message: "Write the key in double quotes, as a Go string." };
  if (closing === "")
    return { column: line.indexOf(keyText) + keyText.length, message: "Expected ) directly after the key." };
  const result = Object.hasOwn(results, sign) ? results[sign] : undefined;
  const signAt = line.indexOf(")", line.indexOf(keyText) + keyText.length) + 1;
  if (result === undefined) return { column: signAt, message: "Expected =, !=, < or >." };
  if (gap === "") return { column: signAt, message: "Missing space after the comparison." };
  const operand = unquoteGo(operandText);
  if (operand === undefined) {
    return {
      column: line.length - rest.length - operandText.length,
      message: 'Write the value to compare with in double quotes: "7".',
    };
  }
  if (rest.trim() !== "")
    return { column: column(rest.trim()), message: "Unexpected text after the condition. etcdctl would ignore it." };
  const typed = readOperand(target, operand);
  if ("message" in typed) return { column: column(operandText), message: typed.message };
  return { key: asKey(key), result, ...typed };
}

function readOperand(target: Target, bytes: Bytes): CompareOperand | { readonly message: string } {
  if (target === "VALUE") return { target, value: asValue(bytes) };
  if (target === "LEASE") return { message: "etcdctl panics on lease comparisons. Add the condition in the builder." };
  const number = readInteger(bytes);
  if (number === undefined) return { message: "Expected a whole number in quotes." };
  switch (target) {
    case "VERSION":
      return { target, version: number };
    case "CREATE":
      return { target, createRevision: asRevision(number) };
    case "MOD":
      return { target, modRevision: asRevision(number) };
    default:
      return target satisfies never;
  }
}

/** A signed 64-bit integer, as Go's ParseInt reads it. */
function readInteger(bytes: Bytes): Int64 | undefined {
  const number = parseInt64(decodeUtf8(bytes));
  return number === undefined || BigInt(number) >= 2n ** 63n ? undefined : number;
}
