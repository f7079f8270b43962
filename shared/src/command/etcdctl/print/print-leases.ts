/** What etcdctl prints for leases. Source: etcdctl/ctlv3/command/printer_*.go; client/v3/lease.go for the JSON. */
import { decodeBase64 } from "../../../model/bytes.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { field, readInt64, readList, readObject, readText } from "../../../wire/fields.ts";
import { memberList, messageToGoJson } from "./go-json.ts";
import { quoteGoJson, hexId, quotePercentQ } from "./go-format.ts";
import type { Part, Style } from "./output.ts";
import { headerFields } from "./print-keys.ts";

/** The client inlines the header's fields into its own struct. */
function inlineJson(json: Json, members: readonly string[]): string {
  const header = field(json, "header");
  return `{${[...memberList("ResponseHeader", isJson(header) ? header : {}), ...members].join(",")}}\n`;
}

function idField(json: Json, style: Style): string {
  const id = readInt64(json, "ID");
  return `"ID" : ${style.hex && style.minor >= 6 ? hexId(id, "0") : id}\n`;
}

/** `lease grant`. */
export function printGranted(json: Json, style: Style): Part[] {
  const [id, ttl] = [readInt64(json, "ID"), readInt64(json, "TTL")];
  if (style.format === "json") {
    return [inlineJson(json, [`"ID":${id}`, `"TTL":${ttl}`, `"Error":${quoteGoJson(readText(json, "error"))}`])];
  }
  if (style.format === "fields") return [headerFields(json, style), idField(json, style), `"TTL" : ${ttl}\n`];
  return [`lease ${hexId(id, "0")} granted with TTL(${ttl}s)\n`];
}

/** `lease revoke` of the lease `id`. */
export function printRevoked(json: Json, id: string, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("Headed", json), "\n"];
  return [style.format === "fields" ? headerFields(json, style) : `lease ${id} revoked\n`];
}

/** One answer of `lease keep-alive`. */
export function printKeptAlive(json: Json, style: Style): Part[] {
  const [id, ttl] = [readInt64(json, "ID"), readInt64(json, "TTL")];
  if (style.format === "json") return [inlineJson(json, [`"ID":${id}`, `"TTL":${ttl}`])];
  if (style.format === "fields") return [headerFields(json, style), idField(json, style), `"TTL" : ${ttl}\n`];
  return [`lease ${hexId(id, "0")} keepalived with TTL(${ttl})\n`];
}

/** `lease timetolive`; `withKeys`: the keys were asked for. */
export function printTimeToLive(json: Json, withKeys: boolean, style: Style): Part[] {
  const [id, ttl, granted] = [readInt64(json, "ID"), readInt64(json, "TTL"), readInt64(json, "grantedTTL")];
  const keys = readList(json, "keys", String);
  if (style.format === "json") {
    const listed = keys.length === 0 ? "null" : `[${keys.map(quoteGoJson).join(",")}]`;
    return [inlineJson(json, [`"id":${id}`, `"ttl":${ttl}`, `"granted-ttl":${granted}`, `"keys":${listed}`])];
  }
  const bytes = keys.map((key) => decodeBase64(key) ?? new Uint8Array());
  if (style.format === "fields") {
    const facts = `"TTL" : ${ttl}\n"GrantedTTL" : ${granted}\n`;
    return [
      headerFields(json, style),
      idField(json, style),
      facts,
      ...bytes.map((key) => `"Key" : ${quotePercentQ(key)}\n`),
    ];
  }
  if (granted === "0" && ttl === "-1") return [`lease ${hexId(id, "0")} already expired\n`];
  const line = `lease ${hexId(id, "0")} granted with TTL(${granted}s), remaining(${ttl}s)`;
  const attached = bytes.flatMap((key, at): Part[] => (at === 0 ? [key] : [" ", key]));
  return [line, ...(withKeys ? [", attached keys([", ...attached, "])"] : []), "\n"];
}

/** `lease list`. */
export function printLeases(json: Json, style: Style): Part[] {
  const leases = readList(json, "leases", (item) => readObject(item, "a lease"));
  if (style.format === "json") {
    return [inlineJson(json, [`"leases":[${leases.map((lease) => `{"id":${readInt64(lease, "ID")}}`).join(",")}]`])];
  }
  if (style.format === "fields") return [headerFields(json, style), ...leases.map((lease) => idField(lease, style))];
  return [`found ${leases.length} leases\n`, ...leases.map((lease) => `${hexId(readInt64(lease, "ID"), "0")}\n`)];
}
