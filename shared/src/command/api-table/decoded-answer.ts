/** An answer for people: bytes as `b"…"`, IDs in hex beside them, in the order of etcd's messages, secrets hidden. */
import { decodeBase64 } from "../../model/bytes.ts";
import { quoteGo } from "../../model/go-string.ts";
import { parseInt64 } from "../../model/int64.ts";
import { isJson } from "../../model/json.ts";
import { findField, secretFields, type FieldType } from "./messages.ts";

/** IDs, which people know in hex. */
const ids = new Set(["cluster_id", "member_id", "ID", "memberID", "leader", "lease"]);

/** The answer, which is a message of that name, as indented text. Streamed answers stand within `result`. */
export function describeAnswer(message: string, answer: unknown): string {
  return isJson(answer) ? describeObject(message, answer, "") : JSON.stringify(answer);
}

function describeObject(message: string, json: Readonly<Record<string, unknown>>, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(json)
    // What the explorer itself adds beside base64.
    .filter(([name]) => !/_(?:decoded|hex)$/.test(name))
    .map(([name, value]) => {
      const field = name === "result" ? resultOf(message) : findField(message, name)?.type;
      return `${inner}${name}: ${describeField(field, name, value, inner)}`;
    });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

function resultOf(message: string): FieldType {
  return { kind: "message", isList: false, words: [], message };
}

function describeField(type: FieldType | undefined, name: string, value: unknown, indent: string): string {
  if (!Array.isArray(value)) return describeValue(type, name, value, indent);
  if (value.length === 0) return "[]";
  const inner = `${indent}  `;
  const items = value.map((item: unknown) => `${inner}${describeValue(type, name, item, inner)}`);
  return `[\n${items.join("\n")}\n${indent}]`;
}

function describeValue(type: FieldType | undefined, name: string, value: unknown, indent: string): string {
  if (isJson(value)) return describeObject(type?.message ?? "", value, indent);
  if (secretFields.has(name)) return "(hidden)";
  if (type?.kind === "bytes" && typeof value === "string") {
    const bytes = decodeBase64(value);
    if (bytes !== undefined) return `b${quoteGo(bytes)}`;
  }
  if (type?.kind === "int64") {
    const integer = parseInt64(value);
    if (integer !== undefined && integer !== "0" && ids.has(name)) {
      return `${integer}  (${BigInt.asUintN(64, BigInt(integer)).toString(16)})`;
    }
    return String(value);
  }
  return typeof value === "string" && type?.kind === "enum" ? value : JSON.stringify(value);
}
