/**
 * Writes of keys as they go to etcd's gateway, whoever made them: asked so that the answer tells what stood there
 * before, and read as a write that can be taken back.
 */
import type { Operation, OperationResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";
import { isJson, type Json } from "../../model/json.ts";
import { field } from "../../wire/fields.ts";
import {
  decodeDeleteRangeRequest,
  decodePutRequest,
  encodeDeleteRangeRequest,
  encodePutRequest,
} from "../../wire/requests.ts";
import { decodeDeleteRangeResponse, decodePutResponse } from "../../wire/responses.ts";
import { decodeTxnRequest, decodeTxnResponse, encodeTxnRequest } from "../../wire/txn.ts";
import type { DoneWrite } from "../guarded/inverse.ts";
import { doneWrite, hasWritten, withPrevious } from "./txn-done.ts";

/** The body with `prev_kv` wherever an answer of one key tells it; undefined: the path writes no keys. */
export function askPrevious(path: string, body: Json): Json | undefined {
  const request = readRequest(path, body);
  if (request === undefined) return undefined;
  const asked = withPrevious(request);
  const [only] = asked.success;
  if (path === paths.put && only?.kind === "put") return encodePutRequest(only.request);
  if (path === paths.delete && only?.kind === "delete") return encodeDeleteRangeRequest(only.request);
  return encodeTxnRequest(asked);
}

/** What a request that was answered has done. */
export interface AnsweredWrite {
  /** Whether anything was changed. */
  readonly written: boolean;
  /** Undefined: it cannot be taken back, since the answer does not tell all that was there. */
  readonly done: DoneWrite | undefined;
}

/** Reads what a request did from the body that was sent and its answer; undefined: the path writes no keys. */
export function readAnswered(path: string, sent: unknown, answer: unknown): AnsweredWrite | undefined {
  const request = isJson(sent) ? readRequest(path, sent) : undefined;
  if (request === undefined) return undefined;
  try {
    const response = readResponse(path, answer);
    return { written: hasWritten(response), done: doneWrite(request, response) };
  } catch {
    // Whoever answered so, it was no etcd that this knows.
    return { written: true, done: undefined };
  }
}

/** The answer to a request with `prev_kv` added, as etcd would have answered the body that was meant. */
export function answerAsMeant(path: string, body: Json, answer: Json): Json {
  const request = readRequest(path, body);
  if (request === undefined) return answer;
  if (path === paths.txn) return withoutPrevious(request, answer);
  const [only] = request.success;
  return only === undefined ? answer : withoutOne(only, answer);
}

const paths = { put: "/v3/kv/put", delete: "/v3/kv/deleterange", txn: "/v3/kv/txn" } as const;

const one = (operation: Operation): TxnRequest => ({ compare: [], success: [operation], failure: [] });

/** Every write of keys is a transaction: one without conditions. */
function readRequest(path: string, body: Json): TxnRequest | undefined {
  if (path === paths.put) return one({ kind: "put", request: decodePutRequest(body) });
  if (path === paths.delete) return one({ kind: "delete", request: decodeDeleteRangeRequest(body) });
  return path === paths.txn ? decodeTxnRequest(body) : undefined;
}

function readResponse(path: string, answer: unknown): TxnResponse {
  if (path === paths.txn) return decodeTxnResponse(answer);
  const answered: OperationResponse =
    path === paths.put
      ? { kind: "put", response: decodePutResponse(answer) }
      : { kind: "delete", response: decodeDeleteRangeResponse(answer) };
  const { header } = answered.response;
  return { ...(header === undefined ? {} : { header }), succeeded: true, responses: [answered] };
}

function withoutPrevious(request: TxnRequest, answer: Json): Json {
  const { responses } = answer;
  if (!Array.isArray(responses)) return answer;
  const lane = field(answer, "succeeded") === true ? request.success : request.failure;
  return { ...answer, responses: responses.map((each: unknown, at) => withoutInner(lane[at], each)) };
}

const inner = {
  put: "response_put",
  delete: "response_delete_range",
  txn: "response_txn",
  range: "response_range",
} as const;

function withoutInner(operation: Operation | undefined, response: unknown): unknown {
  if (operation === undefined || !isJson(response)) return response;
  const name = inner[operation.kind];
  const answer = response[name];
  return isJson(answer) ? { ...response, [name]: withoutOne(operation, answer) } : response;
}

function withoutOne(operation: Operation, answer: Json): Json {
  if (operation.kind === "txn") return withoutPrevious(operation.request, answer);
  if (operation.kind === "range" || operation.request.prevKv === true) return answer;
  const { prev_kv: _one, prev_kvs: _many, ...rest } = answer;
  return rest;
}
