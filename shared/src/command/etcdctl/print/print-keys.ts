/** What etcdctl prints for reads, writes, transactions and watches. Source: etcdctl/ctlv3/command/printer_*.go. */
import { isJson, type Json } from "../../../model/json.ts";
import { field, readBoolean, readBytes, readInt64, readList, readObject, readText } from "../../../wire/fields.ts";
import { escapeAll, hexId, quoteGoJson, quotePercentQ } from "./go-format.ts";
import { messageToGoJson, namesOf34 } from "./go-json.ts";
import type { Part, Style } from "./output.ts";

/** Whether keys are left out: `--print-value-only`. */
interface KeyOptions {
  readonly valueOnly?: boolean;
}

export type KeyAnswer = "RangeResponse" | "PutResponse" | "DeleteRangeResponse" | "TxnResponse";

/** Prints the answer to a read, a put, a delete or a transaction. Tables of these etcdctl has none. */
export function printKeyAnswer(kind: KeyAnswer, json: Json, style: Style, options: KeyOptions = {}): Part[] {
  if (style.format === "json") return [messageToGoJson(kind, json, style.minor <= 4 ? namesOf34 : {}), "\n"];
  return style.format === "fields" ? fieldsOfAnswer(kind, json, style) : simpleAnswer(kind, json, style, options);
}

function simpleAnswer(kind: KeyAnswer, json: Json, style: Style, options: KeyOptions): Part[] {
  const each = (name: string) => listOf(json, name).flatMap((kv) => simpleKeyValue(kv, style, options));
  switch (kind) {
    case "RangeResponse":
      return each("kvs");
    case "DeleteRangeResponse":
      return [`${readInt64(json, "deleted")}\n`, ...each("prev_kvs")];
    case "PutResponse": {
      const previous = field(json, "prev_kv");
      return ["OK\n", ...(isJson(previous) ? simpleKeyValue(previous, style, options) : [])];
    }
    case "TxnResponse":
      return [
        readBoolean(json, "succeeded") ? "SUCCESS\n" : "FAILURE\n",
        ...operationAnswers(json).flatMap(([each_, answer]) => ["\n", ...simpleAnswer(each_, answer, style, options)]),
      ];
    default:
      return kind satisfies never;
  }
}

function listOf(json: Json, name: string): Json[] {
  return readList(json, name, (item) => readObject(item, name));
}

const operationKinds: readonly (readonly [name: string, kind: KeyAnswer])[] = [
  ["response_range", "RangeResponse"],
  ["response_put", "PutResponse"],
  ["response_delete_range", "DeleteRangeResponse"],
  ["response_txn", "TxnResponse"],
];

function operationAnswers(json: Json): (readonly [KeyAnswer, Json])[] {
  return listOf(json, "responses").flatMap((response) =>
    operationKinds.flatMap(([name, kind]) => {
      const answer = field(response, name);
      return isJson(answer) ? [[kind, answer] as const] : [];
    }),
  );
}

/** A key and its value, each on a line. */
export function simpleKeyValue(kv: Json, { hex }: Style, { valueOnly = false }: KeyOptions = {}): Part[] {
  const spell = (bytes: Uint8Array): Part => (hex ? escapeAll(bytes) : bytes);
  const value: Part[] = [spell(readBytes(kv, "value")), "\n"];
  return valueOnly ? value : [spell(readBytes(kv, "key")), "\n", ...value];
}

function fieldsOfAnswer(kind: KeyAnswer, json: Json, style: Style): Part[] {
  const header = headerFields(json, style);
  const each = (name: string, prefix: string) => listOf(json, name).map((kv) => keyValueFields(kv, prefix, style));
  switch (kind) {
    case "RangeResponse":
      return [
        header,
        ...each("kvs", ""),
        `"More" : ${readBoolean(json, "more")}\n"Count" : ${readInt64(json, "count")}\n`,
      ];
    case "DeleteRangeResponse":
      return [header, `"Deleted" : ${readInt64(json, "deleted")}\n`, ...each("prev_kvs", "Prev")];
    case "PutResponse": {
      const previous = field(json, "prev_kv");
      return [header, ...(isJson(previous) ? [keyValueFields(previous, "Prev", style)] : [])];
    }
    case "TxnResponse":
      return [
        header,
        `"Succeeded" : ${readBoolean(json, "succeeded")}\n`,
        ...operationAnswers(json).flatMap(([of, answer]) => fieldsOfAnswer(of, answer, style)),
      ];
    default:
      return kind satisfies never;
  }
}

/** From 3.6 on `--hex` writes IDs in hex, and a revision of zero is left out. */
export function headerFields(json: Json, style: Style): string {
  const found = field(json, "header");
  const header = isJson(found) ? found : {};
  const id = (name: string) => {
    const value = readInt64(header, name);
    return style.hex && style.minor >= 6 ? hexId(value) : value;
  };
  const revision = readInt64(header, "revision");
  return [
    `"ClusterID" : ${id("cluster_id")}\n`,
    `"MemberID" : ${id("member_id")}\n`,
    revision === "0" && style.minor >= 6 ? "" : `"Revision" : ${revision}\n`,
    `"RaftTerm" : ${readInt64(header, "raft_term")}\n`,
  ].join("");
}

/** The facts of a key, each on a line. */
export function keyValueFields(kv: Json, prefix: string, style: Style): string {
  const lease = readInt64(kv, "lease");
  return [
    `"${prefix}Key" : ${quotePercentQ(readBytes(kv, "key"))}\n`,
    `"${prefix}CreateRevision" : ${readInt64(kv, "create_revision")}\n`,
    `"${prefix}ModRevision" : ${readInt64(kv, "mod_revision")}\n`,
    `"${prefix}Version" : ${readInt64(kv, "version")}\n`,
    `"${prefix}Value" : ${quotePercentQ(readBytes(kv, "value"))}\n`,
    `"${prefix}Lease" : ${style.hex && style.minor >= 6 ? hexId(lease, "0") : lease}\n`,
  ].join("");
}

function typeOf(event: Json): string {
  return field(event, "type") === "DELETE" ? "DELETE" : "PUT";
}

/** Prints one message of a watch that carries events. */
export function printWatchAnswer(json: Json, style: Style): Part[] {
  const events = listOf(json, "events");
  if (style.format === "json") return [watchJson(json, events, style)];
  const body = events.flatMap((event): Part[] => {
    const [kv, previous] = [field(event, "kv"), field(event, "prev_kv")];
    const now = isJson(kv) ? kv : {};
    if (style.format === "fields") {
      const before = isJson(previous) ? keyValueFields(previous, "Prev", style) : "";
      return [`"Type" : ${typeOf(event)}\n`, before, keyValueFields(now, "", style)];
    }
    const before = isJson(previous) ? simpleKeyValue(previous, style) : [];
    return [`${typeOf(event)}\n`, ...before, ...simpleKeyValue(now, style)];
  });
  return style.format === "fields" ? [headerFields(json, style), ...body] : body;
}

/** The client's own struct, whose fields have no names but Go's; 3.7 made its last field public. */
function watchJson(json: Json, events: readonly Json[], { minor }: Style): string {
  const header = field(json, "header");
  return `${[
    `{"Header":${messageToGoJson("ResponseHeader", isJson(header) ? header : {})}`,
    `"Events":[${events.map((event) => messageToGoJson("Event", event)).join(",")}]`,
    `"CompactRevision":${readInt64(json, "compact_revision")}`,
    `"Canceled":${readBoolean(json, "canceled")}`,
    `"Created":${readBoolean(json, "created")}`,
    ...(minor >= 7 ? [`"CancelReason":${quoteGoJson(readText(json, "cancel_reason"))}`] : []),
  ].join(",")}}\n`;
}
