/** An object that was typed as YAML: what would be lost or read in two ways is told, never passed over. */
import type { ObjectValue, Step } from "@etcd-explorer/shared/kubernetes/object-value";
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Scalar } from "yaml";
import type { TextProblem } from "#/lib/formats/text-place.ts";
import { deepest, type TypedText } from "./typed-text.ts";

// Duplicates are found here: the parser compares every name with every other. A silent one is silent about a second
// document, too.
const options = { intAsBigInt: true, uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const;

/** Throws RangeError where it is nested deeper than the stack allows. */
export function parseTypedYaml(text: string): TypedText {
  const document = parseDocument(text, options);
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    if (error.code === "RESOURCE_EXHAUSTION") throw new RangeError(error.message, { cause: error });
    return { problem: { message: isWorded(error.code) ? words[error.code] : error.message, at: error.pos[0] } };
  }
  const reading: Reading = { problems: [], hasComments: hasComment(document), depth: 0 };
  const value = valueOf(document.contents, reading);
  const [problem] = reading.problems;
  if (problem !== undefined) return { problem };
  const lost = reading.hasComments ? { lost: "comments are not saved" } : {};
  return { value, placeOf: (path) => placeIn(document.contents, path), ...lost };
}

const words = {
  MULTIPLE_DOCS: "Expected one document: remove the rest",
  TAG_RESOLVE_FAILED: "Tags cannot be used here",
} as const;

function isWorded(code: string): code is keyof typeof words {
  return Object.hasOwn(words, code);
}

interface Reading {
  readonly problems: TextProblem[];
  hasComments: boolean;
  depth: number;
}

interface Commented {
  readonly comment?: string | null | undefined;
  readonly commentBefore?: string | null | undefined;
}

function hasComment(part: Commented): boolean {
  return (part.comment ?? "") !== "" || (part.commentBefore ?? "") !== "";
}

function valueOf(node: unknown, reading: Reading): ObjectValue {
  if (!isNode(node)) return null;
  if (hasComment(node)) reading.hasComments = true;
  if (isAlias(node)) return refuse(reading, "Aliases cannot be used here: write the value again", node);
  if (node.anchor !== undefined) return refuse(reading, "Anchors cannot be used here", node);
  if (isScalar(node)) return scalarOf(node, reading);
  if (node.tag !== undefined && !/:(?:map|seq)$/.test(node.tag)) return refuse(reading, words.TAG_RESOLVE_FAILED, node);
  if (++reading.depth > deepest) throw new RangeError("nested too deeply");
  const value = isMap(node) ? mapOf(node.items, reading) : node.items.map((item) => valueOf(item, reading));
  reading.depth--;
  return value;
}

function refuse({ problems }: Reading, message: string, node: unknown): null {
  problems.push({ message, at: startOf(node) ?? 0 });
  return null;
}

function mapOf(items: readonly { readonly key: unknown; readonly value: unknown }[], reading: Reading): ObjectValue {
  const map = new Map<string, ObjectValue>();
  for (const { key, value } of items) {
    const name = nameOf(key);
    if (isNode(key) && hasComment(key)) reading.hasComments = true;
    if (name === undefined) refuse(reading, "Expected a name", key ?? value);
    else if (isNode(key) && !isAlias(key) && key.anchor !== undefined)
      refuse(reading, "Anchors cannot be used here", key);
    else if (map.has(name)) refuse(reading, `Duplicate field “${name}”`, key);
    const member = valueOf(value, reading);
    if (name !== undefined) map.set(name, member);
  }
  return map;
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function scalarOf(node: Scalar, reading: Reading): ObjectValue {
  const { value, source } = node;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (typeof value !== "number" && typeof value !== "bigint") return refuse(reading, words.TAG_RESOLVE_FAILED, node);
  if (source !== undefined && jsonNumber.test(source)) return { number: source };
  // kubectl reads YAML 1.1, where a mode of 0644 is octal: 420. YAML 1.2 reads 644.
  if (source !== undefined && /^[+-]?0\d/.test(source)) {
    const octal = /^[+-]?0[0-7]+$/.test(source) ? `${Number.parseInt(source, 8)} (octal) or ` : "";
    return refuse(reading, `Ambiguous number: write ${octal}${value}`, node);
  }
  if (typeof value === "number" && !Number.isFinite(value)) return refuse(reading, "Expected a finite number", node);
  return { number: String(value) };
}

/** Undefined: no name, such as a list. */
function nameOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function placeIn(contents: unknown, path: readonly Step[]): number {
  let node = contents;
  let at = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => nameOf(key) === step);
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
