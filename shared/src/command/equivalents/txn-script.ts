/** Many guarded writes as a script for a POSIX shell: a transaction of etcdctl each. */
import type { Key } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { formatTxnText } from "../../txn/text/format-txn-text.ts";
import { hereDocument, quoteSh } from "../shell/sh-quote.ts";
import { etcdctlProgram } from "./etcdctl.ts";
import type { Equivalent, EquivalentTarget } from "./target.ts";

export interface ScriptedWrite {
  readonly key: Key;
  readonly request: Pick<TxnRequest, "compare" | "success">;
}

/**
 * The script; `about`: what it does, one line each. A write whose conditions do not hold changes nothing and is named;
 * the others go on. It ends with 1 where there was one, and at the first error of etcdctl.
 */
export function txnScript(
  writes: readonly ScriptedWrite[],
  target: EquivalentTarget,
  about: readonly string[],
): Equivalent {
  const { command, notes } = etcdctlProgram(target);
  const parts: string[] = [];
  for (const { key, request } of writes) {
    const formatted = formatTxnText({ ...request, failure: [] });
    if ("obstacles" in formatted) {
      return { unavailable: formatted.obstacles.map(({ message }) => `${formatKey(key)}: ${message}`).join("\n") };
    }
    parts.push(hereDocument(`write ${quoteSh(oneLine(formatKey(key)))}`, formatted.text));
  }
  const comments = [...about, ...notes].map((line) => `# ${oneLine(line)}`);
  const lines = ["#!/bin/sh", ...comments, ...head(command), ...parts.map((part) => `\n${part}`), "", ...foot];
  return { text: `${lines.join("\n")}\n`, notes };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}

function head(command: string): readonly string[] {
  return [
    "skipped=0",
    "write() {",
    `  answer=$(${command} txn) || exit 2`,
    "  case $answer in",
    "    SUCCESS*) ;;",
    "    *)",
    "      skipped=$((skipped + 1))",
    String.raw`      printf 'Skipped, changed by another client: %s\n' "$1"`,
    "      ;;",
    "  esac",
    "}",
  ];
}

const foot: readonly string[] = [
  String.raw`[ "$skipped" -eq 0 ] || { printf '%s keys skipped\n' "$skipped"; exit 1; }`,
];
