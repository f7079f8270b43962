/**
 * An answer of the gateway as etcdctl's JSON: integers as numbers, however large, enums by number, zeros left out, in
 * the order of etcd's messages. Source: Go's encoding/json over the structs of etcd's protobufs.
 */
import { fieldsOf, type FieldType } from "../../api-table/messages.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { field, readInt64 } from "../../../wire/fields.ts";
import { quoteGoJson } from "./go-format.ts";

/** One message. `rename` gives a field another name than etcd's own. */
export function messageToGoJson(message: string, json: Json, rename: Readonly<Record<string, string>> = {}): string {
  return `{${memberList(message, json, rename).join(",")}}`;
}

/** The fields of a message as `"name":value`. */
export function memberList(message: string, json: Json, rename: Readonly<Record<string, string>> = {}): string[] {
  const members: string[] = [];
  for (const [name, type] of fieldsOf(message)) {
    const value = field(json, name);
    const text = value === undefined ? undefined : fieldToGoJson(type, value, name, rename);
    if (text !== undefined) members.push(`${quoteGoJson(rename[name] ?? name)}:${text}`);
  }
  return members;
}

function fieldToGoJson(
  type: FieldType,
  value: unknown,
  name: string,
  rename: Readonly<Record<string, string>>,
): string | undefined {
  if (!type.isList) return valueToGoJson(type, value, name, rename);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = value.map((item: unknown) => valueToGoJson(type, item, name, rename) ?? "0");
  return `[${items.join(",")}]`;
}

/** Undefined: the zero, which is left out. */
function valueToGoJson(
  type: FieldType,
  value: unknown,
  name: string,
  rename: Readonly<Record<string, string>>,
): string | undefined {
  switch (type.kind) {
    case "message":
      if (type.message === "ResponseOp") return responseOp(isJson(value) ? value : {}, rename);
      return messageToGoJson(type.message, isJson(value) ? value : {}, rename);
    case "int64":
    case "uint32": {
      const integer = readInt64({ [name]: value }, name);
      return integer === "0" ? undefined : integer;
    }
    case "bool":
      return value === true ? "true" : undefined;
    case "enum": {
      const number = typeof value === "number" ? value : type.words.indexOf(String(value));
      return number <= 0 ? undefined : String(number);
    }
    case "bytes":
    case "string":
      return value === "" ? undefined : quoteGoJson(String(value));
    default:
      return type.kind satisfies never;
  }
}

/** Go wraps the one answer of an operation into a field of its own. */
function responseOp(json: Json, rename: Readonly<Record<string, string>>): string {
  return `{"Response":${messageToGoJson("ResponseOp", json, rename)}}`;
}

/** How etcdctl 3.4 names the answers of a transaction's operations. */
export const namesOf34: Readonly<Record<string, string>> = {
  response_range: "ResponseRange",
  response_put: "ResponsePut",
  response_delete_range: "ResponseDeleteRange",
  response_txn: "ResponseTxn",
};
