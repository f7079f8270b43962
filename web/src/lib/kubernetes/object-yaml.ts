/** An object as YAML, laid out as kubectl prints it, or as JSON. `typed-object.ts` reads them back. */
import { formatJson } from "@etcd-explorer/shared/kubernetes/json-text";
import type { NumberText, ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import { Document, type Scalar } from "yaml";

/** Numbers stand as they are written: 64 bits, and decimals as their embedded JSON has them. */
const numberTag = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  identify: (value: unknown) => isNumberValue(value),
  resolve: (text: string) => text,
  stringify: ({ value }: Scalar) => (isNumberValue(value) ? value.number : String(value)),
} as const;

function isNumberValue(value: unknown): value is NumberText {
  return typeof value === "object" && value !== null && "number" in value && typeof value.number === "string";
}

/** What YAML 1.1 reads as something else than text stands in quotes, as Go's printer has it. */
export function formatObjectYaml(value: ObjectValue): string {
  const document = new Document(value, {
    version: "1.2",
    compat: "yaml-1.1",
    aliasDuplicateObjects: false,
    customTags: (tags) => [numberTag, ...tags],
  });
  return document.toString({ lineWidth: 0, indentSeq: false });
}

export function formatObjectJson(value: ObjectValue): string {
  return `${formatJson(value, 4)}\n`;
}
