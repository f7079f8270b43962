/** Transactions on the wire and back, nested ones included. Source: etcd api/etcdserverpb/rpc.proto. */
import { asValue } from "../model/bytes.ts";
import { asLeaseId, asRevision } from "../model/int64.ts";
import type {
  Compare,
  CompareOperand,
  CompareResult,
  Operation,
  OperationResponse,
  TxnRequest,
  TxnResponse,
} from "../model/txn.ts";
import type { Json } from "../model/json.ts";
import {
  base64,
  compact,
  field,
  flag,
  malformed,
  readBoolean,
  readBytes,
  readInt64,
  readList,
  readObject,
  readWord,
} from "./fields.ts";
import { decodeHeader, encodeHeader } from "./key-value.ts";
import * as requests from "./requests.ts";
import * as responses from "./responses.ts";

const results: readonly CompareResult[] = ["EQUAL", "GREATER", "LESS", "NOT_EQUAL"];
const targets: readonly CompareOperand["target"][] = ["VERSION", "CREATE", "MOD", "VALUE", "LEASE"];

function encodeOperand(operand: CompareOperand): Json {
  switch (operand.target) {
    case "VERSION":
      return { version: operand.version };
    case "CREATE":
      return { create_revision: operand.createRevision };
    case "MOD":
      return { mod_revision: operand.modRevision };
    case "VALUE":
      return { value: base64(operand.value) };
    case "LEASE":
      return { lease: operand.lease };
    default:
      return operand satisfies never;
  }
}

function decodeOperand(json: Json): CompareOperand {
  const target = readWord(json, "target", targets) ?? "VERSION";
  switch (target) {
    case "VERSION":
      return { target, version: readInt64(json, "version") };
    case "CREATE":
      return { target, createRevision: asRevision(readInt64(json, "create_revision")) };
    case "MOD":
      return { target, modRevision: asRevision(readInt64(json, "mod_revision")) };
    case "VALUE":
      return { target, value: asValue(readBytes(json, "value")) };
    case "LEASE":
      return { target, lease: asLeaseId(readInt64(json, "lease")) };
    default:
      return target satisfies never;
  }
}

/** Writes a condition. The target is always spelled: etcd's default, VERSION, would otherwise be guessed. */
export function encodeCompare(compare: Compare): Json {
  return compact({
    result: compare.result,
    target: compare.target,
    key: base64(compare.key),
    range_end: base64(compare.rangeEnd),
    ...encodeOperand(compare),
  });
}

/** Reads a condition; an absent result means EQUAL, an absent target VERSION. */
export function decodeCompare(value: unknown): Compare {
  const json = readObject(value, "a condition");
  return { ...requests.decodeKeys(json), result: readWord(json, "result", results) ?? "EQUAL", ...decodeOperand(json) };
}

function encodeOperation(operation: Operation): Json {
  switch (operation.kind) {
    case "range":
      return { request_range: requests.encodeRangeRequest(operation.request) };
    case "put":
      return { request_put: requests.encodePutRequest(operation.request) };
    case "delete":
      return { request_delete_range: requests.encodeDeleteRangeRequest(operation.request) };
    case "txn":
      return { request_txn: encodeTxnRequest(operation.request) };
    default:
      return operation satisfies never;
  }
}

function decodeOperation(value: unknown): Operation {
  const json = readObject(value, "an operation");
  const range = field(json, "request_range");
  if (range !== undefined) return { kind: "range", request: requests.decodeRangeRequest(range) };
  const put = field(json, "request_put");
  if (put !== undefined) return { kind: "put", request: requests.decodePutRequest(put) };
  const deleted = field(json, "request_delete_range");
  if (deleted !== undefined) return { kind: "delete", request: requests.decodeDeleteRangeRequest(deleted) };
  const txn = field(json, "request_txn");
  if (txn !== undefined) return { kind: "txn", request: decodeTxnRequest(txn) };
  throw malformed("an operation is not range, put, delete or txn");
}

/** Writes a transaction as the body of `/v3/kv/txn`. */
export function encodeTxnRequest(request: TxnRequest): Json {
  return {
    compare: request.compare.map(encodeCompare),
    success: request.success.map(encodeOperation),
    failure: request.failure.map(encodeOperation),
  };
}

/** Reads a transaction. */
export function decodeTxnRequest(value: unknown): TxnRequest {
  const json = readObject(value, "a transaction");
  return {
    compare: readList(json, "compare", decodeCompare),
    success: readList(json, "success", decodeOperation),
    failure: readList(json, "failure", decodeOperation),
  };
}

function encodeOperationResponse(result: OperationResponse): Json {
  switch (result.kind) {
    case "range":
      return { response_range: responses.encodeRangeResponse(result.response) };
    case "put":
      return { response_put: responses.encodePutResponse(result.response) };
    case "delete":
      return { response_delete_range: responses.encodeDeleteRangeResponse(result.response) };
    case "txn":
      return { response_txn: encodeTxnResponse(result.response) };
    default:
      return result satisfies never;
  }
}

function decodeOperationResponse(value: unknown): OperationResponse {
  const json = readObject(value, "the response to an operation");
  const range = field(json, "response_range");
  if (range !== undefined) return { kind: "range", response: responses.decodeRangeResponse(range) };
  const put = field(json, "response_put");
  if (put !== undefined) return { kind: "put", response: responses.decodePutResponse(put) };
  const deleted = field(json, "response_delete_range");
  if (deleted !== undefined) return { kind: "delete", response: responses.decodeDeleteRangeResponse(deleted) };
  const txn = field(json, "response_txn");
  if (txn !== undefined) return { kind: "txn", response: decodeTxnResponse(txn) };
  throw malformed("the response to an operation is not range, put, delete or txn");
}

/** Reads the answer of `/v3/kv/txn`. */
export function decodeTxnResponse(value: unknown): TxnResponse {
  const json = readObject(value, "the response to a transaction");
  return {
    ...decodeHeader(json),
    succeeded: readBoolean(json, "succeeded"),
    responses: readList(json, "responses", decodeOperationResponse),
  };
}

/** Writes a transaction's answer as the gateway does. */
export function encodeTxnResponse(response: TxnResponse): Json {
  return compact({
    header: encodeHeader(response.header),
    succeeded: flag(response.succeeded),
    responses: response.responses.length === 0 ? undefined : response.responses.map(encodeOperationResponse),
  });
}
