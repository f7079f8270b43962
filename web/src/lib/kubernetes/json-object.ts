/** Objects that the API server stores as JSON: those of custom resources. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { isObjectMap, type ObjectMap, type ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import { textAt } from "@etcd-explorer/shared/kubernetes/references";

/** What is larger is shown as JSON alone. */
const largestBytes = 512 * 1024;

const known = new WeakMap<Value, { readonly object: ObjectMap | undefined }>();

/** Undefined: no JSON object with a kind and a version. Read once for each value. */
export function readJsonObject(value: Value): ObjectMap | undefined {
  const kept = known.get(value) ?? { object: read(value) };
  known.set(value, kept);
  return kept.object;
}

function read(value: Value): ObjectMap | undefined {
  if (value[0] !== 0x7b || value.length > largestBytes) return undefined;
  const text = decodeUtf8(value);
  if (text === undefined || !text.includes('"apiVersion"') || !text.includes('"kind"')) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    const object = toObjectValue(json, 0);
    return isObjectMap(object) && textAt(object, "apiVersion") !== "" && textAt(object, "kind") !== ""
      ? object
      : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody looks deeper for what an object is. */
const deepest = 60;

function toObjectValue(json: unknown, depth: number): ObjectValue {
  if (typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return { number: String(json) };
  if (typeof json !== "object" || json === null || depth > deepest) return null;
  if (Array.isArray(json)) return json.map((item: unknown) => toObjectValue(item, depth + 1));
  return new Map(Object.entries(json).map(([name, item]) => [name, toObjectValue(item, depth + 1)]));
}
