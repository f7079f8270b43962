/** Three types of CRDs that are one of two things in JSON (apiextensions-apiserver, apis/apiextensions/v1/marshal.go). */
import { isList, isObjectMap, type ObjectMap, type ObjectValue } from "./object-value.ts";

const pattern = /\.JSONSchemaPropsOr(Array|Bool|StringArray)$/;

export function isOrType(message: string): boolean {
  return pattern.test(message);
}

/** The one of the two that its message holds. */
export function decodeOr(message: string, members: ObjectMap): ObjectValue {
  const schema = members.get("schema");
  if (message.endsWith("OrBool")) return schema ?? members.get("allows") === true;
  if (message.endsWith("OrStringArray")) return members.get("property") ?? schema ?? null;
  return members.get("jSONSchemas") ?? schema ?? null;
}

/** The members of its message, or what it should be. */
export function encodeOr(message: string, value: ObjectValue): ObjectMap | string {
  if (message.endsWith("OrBool")) {
    if (typeof value === "boolean") return new Map([["allows", value]]);
    return isObjectMap(value)
      ? new Map<string, ObjectValue>([
          ["allows", true],
          ["schema", value],
        ])
      : "true, false or a schema";
  }
  if (isObjectMap(value)) return new Map([["schema", value]]);
  if (!isList(value)) return "a list or a schema";
  return new Map([[message.endsWith("OrStringArray") ? "property" : "jSONSchemas", value]]);
}
