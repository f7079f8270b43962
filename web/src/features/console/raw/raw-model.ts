/** A raw request: what is wrong with it, what it would lose, and what may be kept of it. */
import { isStoredSecret, speaksOfSecret as speaksOfKind } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { lossOf, type Loss } from "@etcd-explorer/shared/command/api-table/loss";
import { fieldsOf, secretFields } from "@etcd-explorer/shared/command/api-table/messages";
import { apiOperations, operationAt, type ApiOperation } from "@etcd-explorer/shared/command/api-table/operations";
import { parseRawBody } from "@etcd-explorer/shared/command/api-table/raw-body";
import { decodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { isJson, type Json } from "@etcd-explorer/shared/model/json";
import { decodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { listTxnItems } from "@etcd-explorer/shared/model/txn-path";
import type { RawRequest } from "#/stores/console-history.ts";

export interface ReadyRequest {
  readonly operation: ApiOperation;
  readonly path: string;
  /** The JSON that etcd is sent. */
  readonly json: string;
  readonly writes: boolean;
  readonly risk: string | undefined;
  /** What it takes away, so that it can be looked up before. */
  readonly loses: Loss | undefined;
}

/** What is wrong, with the character of the body where it is; undefined: the path. */
export interface RequestProblem {
  readonly problem: string;
  readonly at?: number;
}

/** Reads path and body; `version` is the server's. */
export function readRequest({ path, body }: RawRequest, version: string): ReadyRequest | RequestProblem {
  const operation = operationAt(path.trim());
  if (operation === undefined) {
    const near = apiOperations.filter(({ name }) => name.includes(path.trim().split("/").at(-1) ?? " ")).slice(0, 3);
    const hint = near.length === 0 ? "" : ` Did you mean ${near.map(({ name }) => `/v3/${name}`).join(" or ")}?`;
    return { problem: `Unknown path.${hint}` };
  }
  if (operation.since === "3.5" && version.startsWith("3.4.")) {
    return { problem: `${operation.name} requires etcd 3.5. This server runs ${version}.` };
  }
  if (operation.streams === "endless") {
    const where = operation.name === "watch" ? " Use the etcdctl command watch instead." : "";
    return { problem: `Endless streams are not supported in raw mode.${where}` };
  }
  if (operation.name === "maintenance/snapshot") {
    return {
      problem: "Snapshots are too large to show. Save one on the Cluster screen.",
    };
  }
  const parsed = parseRawBody(operation.request, body);
  if ("problem" in parsed) return { problem: parsed.problem.message, at: parsed.problem.at };
  const json: unknown = JSON.parse(parsed.json);
  const effect = isJson(json) ? effectOf(operation, json) : { writes: true, risk: operation.risk };
  return { operation, path: path.trim(), json: parsed.json, ...effect, loses: lossOf(operation.name, json) };
}

/** Of a transaction and of alarms, only the body tells. */
function effectOf(
  operation: ApiOperation,
  body: Json,
): { readonly writes: boolean; readonly risk: string | undefined } {
  if (operation.name === "kv/txn") {
    const items = [...listTxnItems(decodeTxnRequest(body))];
    const kinds = new Set(items.map((item) => (item.kind === "operation" ? item.operation.kind : "compare")));
    const deletes = kinds.has("delete");
    return { writes: deletes || kinds.has("put"), risk: deletes ? "One of its branches deletes keys." : undefined };
  }
  if (operation.name === "maintenance/alarm") {
    const action = body["action"] ?? "GET";
    const writes = action !== "GET" && action !== 0;
    const risk =
      action === "ACTIVATE" || action === 1
        ? "An active alarm stops writes to the whole cluster."
        : "The alarm returns unless its cause is fixed.";
    return { writes, risk: writes ? risk : undefined };
  }
  return { writes: operation.effect !== "reads", risk: operation.risk };
}

/**
 * The request as it may be kept: without its body where that may hold a secret. That is where etcd takes one, however
 * it is spelled; where any text or bytes in it speak of one; and where it was not understood.
 */
export function keptRequest({ path, body }: RawRequest): RawRequest {
  const operation = operationAt(path.trim());
  if (operation === undefined) return { path: "", body: "" };
  const parsed = parseRawBody(operation.request, body);
  const isOpen =
    "json" in parsed && !takesSecret(operation) && ![body, ...textsIn(JSON.parse(parsed.json))].some(speaksOfSecret);
  return { path, body: isOpen ? body : "" };
}

function takesSecret({ request }: ApiOperation): boolean {
  return [...fieldsOf(request).keys()].some((name) => secretFields.has(name));
}

function speaksOfSecret(text: string): boolean {
  const lower = text.toLowerCase();
  return [...secretFields].some((name) => lower.includes(name.toLowerCase()));
}

/** Every text in a body, bytes as the text that they may be; of a Secret of Kubernetes that it is one. */
function textsIn(json: unknown): readonly string[] {
  if (typeof json === "string") {
    const bytes = decodeBase64(json) ?? new Uint8Array();
    const isSecret = speaksOfKind(json) || isStoredSecret(bytes);
    return [json, new TextDecoder().decode(bytes), ...(isSecret ? [...secretFields] : [])];
  }
  if (Array.isArray(json)) return json.flatMap(textsIn);
  return isJson(json) ? Object.values(json).flatMap(textsIn) : [];
}

/** JSON for people, indented; what is none as it is. Secrets in it are hidden. */
export function showRawAnswer(text: string): string {
  const hidden = text.replaceAll(/("token"\s*:\s*)"[^"]*"/g, '$1"(hidden)"');
  try {
    JSON.parse(hidden);
  } catch {
    return hidden;
  }
  // Laid out by its own characters: integers beyond 2^53 that stand bare would lose digits through a parser.
  return hidden.length > largestLaidOut ? hidden : layOut(hidden);
}

const largestLaidOut = 2 * 1024 * 1024;

function layOut(text: string): string {
  let [out, depth] = ["", 0];
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    if (piece === "{" || piece === "[") out += `${piece}\n${"  ".repeat(++depth)}`;
    else if (piece === "}" || piece === "]") out += `\n${"  ".repeat(--depth)}${piece}`;
    else if (piece === ",") out += `,\n${"  ".repeat(depth)}`;
    else out += piece === ":" ? ": " : piece;
  }
  return out.replaceAll(/([{[])\s+([}\]])/g, "$1$2");
}
