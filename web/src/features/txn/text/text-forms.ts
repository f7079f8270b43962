/** The transaction in the forms of the right pane: two that can be edited, and two to copy. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatCurlToEtcd, formatCurlToWorker } from "@etcd-explorer/shared/command/equivalents/curl";
import { formatEtcdctl } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import { formatGo } from "@etcd-explorer/shared/command/equivalents/go";
import type { Equivalent } from "@etcd-explorer/shared/command/equivalents/target";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { formatTxnPath } from "@etcd-explorer/shared/model/txn-path";
import { formatTxnText } from "@etcd-explorer/shared/txn/text/format-txn-text";
import { isNestedTooDeep, mostNested, nestedLevels, nestedTooDeep } from "@etcd-explorer/shared/txn/draft/nesting";
import { parseTxnText } from "@etcd-explorer/shared/txn/text/parse-txn-text";
import { decodeTxnRequest, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import type { Connection } from "#/api/connection/connection.ts";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { readJson } from "#/lib/formats/json-tokens.ts";
import { offsetOf, placeOf, type TextProblem } from "#/lib/formats/text-place.ts";

export const tabs = ["etcdctl", "JSON", "curl", "Go"] as const;
export type Tab = (typeof tabs)[number];

export interface TextForm {
  readonly text: string;
  readonly notes: readonly string[];
  readonly editable: boolean;
  /** Why there is no such text; it then cannot be edited here. */
  readonly unavailable?: string;
  /** What the copy button copies where that is more than the text. */
  readonly copied?: string;
}

/** The transaction in one of the forms. */
export function textForm(tab: Tab, request: TxnRequest, connection: Connection, origin: string): TextForm {
  const target = equivalentTarget(connection);
  const call = { kind: "txn", request } as const;
  switch (tab) {
    case "etcdctl": {
      const formatted = formatTxnText(request);
      if ("obstacles" in formatted) {
        const reasons = formatted.obstacles.map(({ path, message }) => `${formatTxnPath(path)}: ${message}`);
        return { text: "", notes: [], editable: false, unavailable: reasons.join("\n") };
      }
      const command = formatEtcdctl(call, target);
      return {
        text: formatted.text.trimEnd() === "" ? "" : `${formatted.text.trimEnd()}\n`.replace(/^(?=\n)/, ""),
        notes: "notes" in command ? command.notes : [],
        editable: true,
        ...("text" in command ? { copied: command.text } : {}),
      };
    }
    case "JSON":
      return { text: JSON.stringify(encodeTxnRequest(request), undefined, 2), notes: [], editable: true };
    case "curl":
      return joined(formatCurlToEtcd(call, target), formatCurlToWorker(call, target, origin + endpoints.query.path));
    case "Go":
      return joined(formatGo(call));
    default:
      return tab satisfies never;
  }
}

function joined(...equivalents: readonly Equivalent[]): TextForm {
  const titles = ["# directly to etcd", "# through etcd explorer"];
  const texts = equivalents.map((equivalent, at) => {
    const text = "text" in equivalent ? equivalent.text : equivalent.unavailable;
    return equivalents.length === 1 ? text : `${titles[at]}\n${text}`;
  });
  const notes = equivalents.flatMap((equivalent) => ("notes" in equivalent ? equivalent.notes : []));
  return { text: texts.join("\n\n"), notes: [...new Set(notes)], editable: false };
}

export interface TypedProblem {
  /** One sentence, with the place. */
  readonly problem: string;
  /** Where to mark it; undefined where that is not certain. */
  readonly mark: TextProblem | undefined;
}

/** What was typed as etcdctl's text or as JSON: the transaction, or what is wrong and where. */
export function parseTyped(tab: Tab, text: string): { readonly request: TxnRequest } | TypedProblem {
  return tab === "etcdctl" ? parseTypedText(text) : parseTypedJson(text);
}

function parseTypedText(text: string): { readonly request: TxnRequest } | TypedProblem {
  const parsed = parseTxnText(text);
  if ("request" in parsed) return parsed;
  const { line, column, message } = parsed.problem;
  const mark = { message, at: offsetOf(text, line, column + 1) };
  return { problem: `Line ${line}, column ${column + 1}: ${message}`, mark };
}

function parseTypedJson(text: string): { readonly request: TxnRequest } | TypedProblem {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) {
    const { line, column } = placeOf(text, problem.at);
    return { problem: `Line ${line}, column ${column}: ${problem.message}.`, mark: problem };
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isNestedTooDeep(json)) return { problem: nestedTooDeep, mark: undefined };
    const request = decodeTxnRequest(json);
    // A few levels more than are read without harm.
    if (nestedLevels(request) > mostNested) return { problem: nestedTooDeep, mark: undefined };
    return { request };
  } catch (error) {
    const failure = failureOf(error);
    const words = failure.kind === "malformed" ? `${failure.message}.` : describeFailure(failure);
    // The sentence begins with the field's name, which tells the place where there is one of that name only.
    const name = `"${words.split(" ", 1)[0]}"`;
    const named = tokens.filter(({ kind, start, end }) => kind === "name" && text.slice(start, end) === name);
    const [field] = named;
    return {
      problem: words,
      mark: field !== undefined && named.length === 1 ? { message: words, at: field.start } : undefined,
    };
  }
}
