/** An object as YAML, laid out as kubectl prints it, and back with the place of whatever is wrong. */
import { formatJson } from "@etcd-explorer/shared/kubernetes/json-text";
import { type NumberText, type ObjectValue, type Step } from "@etcd-explorer/shared/kubernetes/object-value";
import { Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type ParsedNode, type Scalar } from "yaml";
import { parseWithinStack } from "#/lib/formats/parser-depth.ts";
import type { TextProblem } from "#/lib/formats/text-place.ts";

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

/** An object that was typed. */
export interface TypedObject {
  readonly value: ObjectValue;
  /** The offset of the member or item that a path leads to, or of the nearest one around it. */
  readonly placeOf: (path: readonly Step[]) => number;
}

/** Reads YAML or JSON, of one document; numbers stay as they are written. */
export function parseObjectText(text: string): TypedObject | { readonly problem: TextProblem } {
  const typed = parseWithinStack(() => parse(text));
  return typed === "too-deep" ? { problem: { message: "Nested too deeply", at: 0 } } : typed;
}

function parse(text: string): TypedObject | { readonly problem: TextProblem } {
  const document = parseDocument(text, { intAsBigInt: true, prettyErrors: false, logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) return { problem: { message: error.message, at: error.pos[0] } };
  const problems: TextProblem[] = [];
  const value = valueOf(document.contents, problems);
  const [problem] = problems;
  if (problem !== undefined) return { problem };
  return { value, placeOf: (path) => placeIn(document.contents, path) };
}

function valueOf(node: unknown, problems: TextProblem[]): ObjectValue {
  if (isMap(node)) {
    const members = node.items.map((pair) => [nameOf(pair.key, problems), valueOf(pair.value, problems)] as const);
    return new Map(members);
  }
  if (isSeq(node)) return node.items.map((item) => valueOf(item, problems));
  if (isAlias(node)) {
    problems.push({ message: "Aliases cannot be used here: write the value again", at: node.range?.[0] ?? 0 });
    return null;
  }
  return isScalar(node) ? scalarOf(node, problems) : null;
}

function scalarOf({ value, source, range }: Scalar, problems: TextProblem[]): ObjectValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "number" && typeof value !== "bigint") return null;
  if (source !== undefined && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(source)) return { number: source };
  if (typeof value === "number" && !Number.isFinite(value)) {
    problems.push({ message: "Expected a finite number", at: range?.[0] ?? 0 });
  }
  return { number: String(value) };
}

function nameOf(key: unknown, problems: TextProblem[]): string {
  if (isScalar(key)) return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
  problems.push({ message: "Expected a name", at: 0 });
  return "";
}

function placeIn(contents: ParsedNode | null, path: readonly Step[]): number {
  let node: unknown = contents;
  let at = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => nameOf(key, []) === step);
      at = startOf(pair?.key) ?? at;
      node = pair?.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      at = startOf(node) ?? at;
    } else break;
  }
  return at;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
