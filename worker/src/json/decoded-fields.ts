/** The readable fields beside etcd's base64: `key_decoded` and `value_decoded`, or `key_hex` and `value_hex`. */
import { decodeBase64, decodeUtf8, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { workerLimits } from "#/limits/worker-limits.ts";
import { isJson } from "@etcd-explorer/shared/model/json";

/**
 * Adds the readable fields to every key-value of an answer, in place: in `kvs`, `prev_kvs`, `prev_kv` and `kv`,
 * in the responses of a transaction and of those within it, and in watch events.
 * What is not valid UTF-8 gets hex, so that a `_decoded` field is always exactly the bytes.
 */
export function addDecodedFields(answer: unknown, depth = 0): void {
  if (!isJson(answer) || depth > workerLimits.txnDepth) return;
  for (const name of ["kvs", "prev_kvs"]) for (const keyValue of listIn(answer, name)) decodeKeyValue(keyValue);
  for (const name of ["kv", "prev_kv"]) decodeKeyValue(answer[name]);
  for (const response of listIn(answer, "responses")) {
    if (isJson(response)) for (const name of Object.keys(response)) addDecodedFields(response[name], depth + 1);
  }
  for (const event of listIn(answer, "events")) addDecodedFields(event, depth + 1);
  // A streamed answer wraps each message.
  if ("result" in answer) addDecodedFields(answer["result"], depth + 1);
}

function listIn(record: Record<string, unknown>, name: string): readonly unknown[] {
  const list = record[name];
  return Array.isArray(list) ? list : [];
}

function decodeKeyValue(keyValue: unknown): void {
  if (!isJson(keyValue)) return;
  decodeField(keyValue, "key");
  decodeField(keyValue, "value");
}

function decodeField(record: Record<string, unknown>, name: string): void {
  const base64 = record[name];
  if (typeof base64 !== "string") return;
  const bytes = decodeBase64(base64);
  if (bytes === undefined) return;
  const text = decodeUtf8(bytes);
  if (text === undefined) record[`${name}_hex`] = encodeHex(bytes);
  else record[`${name}_decoded`] = text;
}
