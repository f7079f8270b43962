/** YAML checked, shown as a tree and laid out anew. Heavy: load it when it is needed. */
import { isAlias, isMap, isPair, isScalar, isSeq, Lexer, parseAllDocuments, type Document, type Node } from "yaml";
import { parseWithinStack } from "./parser-depth.ts";
import type { TextProblem } from "./text-place.ts";
import { markDuplicates, numberItems, type TreeValue } from "./value-tree.ts";

// Duplicate names are shown, not refused; numbers stay as they are written because only `source` is read.
const options = { uniqueKeys: false, keepSourceTokens: false, prettyErrors: false, logLevel: "silent" } as const;

function readDocuments(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, options);
  if (!Array.isArray(documents)) return [];
  const exhausted = documents.flatMap(({ errors }) => errors).find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted !== undefined) throw new RangeError(exhausted.message, { cause: exhausted });
  return documents;
}

/**
 * The first thing that is wrong in a YAML text, of one or more documents. Throws RangeError where it is nested too
 * deeply to be parsed.
 */
export function checkYaml(text: string): TextProblem | undefined {
  const [error] = readDocuments(text).flatMap(({ errors }) => errors);
  return error === undefined ? undefined : { message: error.message, at: error.pos[0] };
}

/** The first name that its map has already: YAML 1.2 §3.2.1.3 forbids it, but many readers take the last one. */
export function findDuplicateKey(text: string): TextProblem | undefined {
  const documents = parseAllDocuments(text, { ...options, uniqueKeys: true });
  const errors = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : [];
  const duplicate = errors.find(({ code }) => code === "DUPLICATE_KEY");
  return duplicate === undefined ? undefined : { message: "duplicate name", at: duplicate.pos[0] };
}

/** The tree of a YAML text; several documents are the items of one list. Undefined where it is not YAML. */
export function yamlTree(text: string): TreeValue | "too-deep" | undefined {
  return parseWithinStack(() => readTree(text));
}

function readTree(text: string): TreeValue | undefined {
  const documents = readDocuments(text);
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  const values = documents.map(({ contents }) => treeOf(contents, text));
  if (values.length === 1) return values[0];
  return { kind: "array", text, members: numberItems(values) };
}

function treeOf(node: unknown, text: string): TreeValue {
  if (isMap(node)) {
    const members = node.items.map((pair) => ({
      name: isPair(pair) ? nameOf(pair.key, text) : "",
      value: treeOf(pair.value, text),
    }));
    return { kind: "object", text: sourceOf(node, text), members: markDuplicates(members) };
  }
  if (isSeq(node)) {
    return {
      kind: "array",
      text: sourceOf(node, text),
      members: numberItems(node.items.map((item) => treeOf(item, text))),
    };
  }
  // An alias is shown as one: following it could make a small text endlessly large.
  if (isAlias(node)) return { kind: "word", text: `*${node.source}`, members: [] };
  if (!isScalar(node)) return { kind: "word", text: "null", members: [] };
  const { value, source } = node;
  if (typeof value === "string") return { kind: "string", text: JSON.stringify(value), members: [] };
  const written = source ?? String(value);
  return { kind: typeof value === "number" ? "number" : "word", text: written === "" ? "null" : written, members: [] };
}

function nameOf(key: unknown, text: string): string {
  if (isScalar(key)) return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
  return isMap(key) || isSeq(key) ? sourceOf(key, text) : "";
}

function sourceOf(node: Node, text: string): string {
  const [start, end] = node.range ?? [0, 0];
  return text.slice(start, end);
}

/** What becomes of laying a text out: the new text, or why it is left alone. */
export type LaidOut = { readonly text: string } | { readonly refused: string };

/**
 * Lays YAML out with two blanks a level. It is refused where anything but blanks would change: a comment, a number's
 * spelling, a quote.
 */
export function formatYaml(text: string): LaidOut {
  const laidOut = parseWithinStack(() => layOut(text));
  return laidOut === "too-deep" ? { refused: "The YAML is nested too deeply." } : laidOut;
}

function layOut(text: string): LaidOut {
  const documents = readDocuments(text);
  if (documents.some(({ errors }) => errors.length > 0)) return { refused: "Invalid YAML." };
  if (text.includes("\r")) return { refused: "Its CR line breaks would change." };
  const formatted = documents
    .map((document) => document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: true }))
    .join("---\n")
    .replaceAll(/^---\n---\n/gm, "---\n");
  const same = significant(formatted).join("\n") === significant(text).join("\n");
  return same && leaves(formatted).join("\n") === leaves(text).join("\n")
    ? { text: formatted }
    : { refused: "More than whitespace would change: a comment, quote or number." };
}

/** Every name and scalar of a YAML text, in order, as it reads. */
function leaves(text: string): string[] {
  const found: string[] = [];
  const visit = ({ kind, text: written, members }: TreeValue) => {
    if (kind !== "object" && kind !== "array") found.push(`${kind} ${written}`);
    for (const { name, value } of members) {
      found.push(name);
      visit(value);
    }
  };
  const root = readTree(text);
  if (root !== undefined) visit(root);
  return found;
}

/** Everything of a YAML text but its blanks and line breaks. */
function significant(text: string): string[] {
  return [...new Lexer().lex(text)]
    .map((token) => token.trim())
    .filter((token) => token !== "" && token !== "\u0002" && token !== "\ufeff");
}
