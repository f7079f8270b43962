/** The texts of a source file that a person may come to read: what stands between tags, and strings that are words. */
import { parseSync } from "vite";

export interface Text {
  /** From 1. */
  readonly line: number;
  /** In one line; `…` stands for each part that is known only while the program runs. */
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** Stands for what a template puts in. */
export const filled = "…";

/** Attributes whose words are for the machine. */
const machineAttributes =
  /^(?:class(?:Name)?|.*Class(?:Name)?|id|key|type|role|href|d|viewBox|name|htmlFor|rel|style)$/;
/** Functions whose arguments are for the machine. */
const machineCalls = /^(?:cn|clsx|require|querySelector(?:All)?|closest|matches|getItem|setItem|RegExp)$/;
/** Declarations whose words are for the machine. */
const machineNames = /(?:class(?:es|Name)?|style|selector|pattern)s?$/i;
/** What a whole document in HTML holds besides its words. */
const markup = /<style\b[^]*?<\/style>|<script\b[^]*?<\/script>|<[^>]*>/;
/** What no utility of the style sheet looks like. */
const utility = /^!?-?[a-z[*&@][\w[\](){}:/.,%#&>*=+'"!@~|<-]*$/;
const bareUtility =
  /^(?:flex|grid|block|inline|hidden|truncate|relative|absolute|sticky|fixed|border|rounded|outline|italic|uppercase|underline|table|contents|group|peer|invisible|visible|grow|shrink|container|resize|transition|shadow|ring|filter|static|antialiased)$/;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Whether a string is a list of classes. */
function isStyling(text: string): boolean {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  if (!parts.every((part) => utility.test(part) && !/[.,:]$/.test(part))) return false;
  const sure = parts.filter((part) => bareUtility.test(part) || /[a-z\]][-:][a-z0-9[(]/.test(part));
  return sure.length * 2 >= parts.length && sure.length > 0;
}

/** Whether a string reads as words: several of them, or one that begins like a sentence. */
function isWords(text: string): boolean {
  if (!/[A-Za-z]{2}/.test(text)) return false;
  if (/^[\w.-]*\/[\w./*-]*$/.test(text) || isStyling(text)) return false;
  const words = text.split(/\s+/).filter((word) => /[A-Za-z]{2}/.test(word));
  return words.length > 1 || /^[A-Z][a-z]+[.!?…:]?$/.test(text);
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return "";
  if (typeof node["name"] === "string") return node["name"];
  if (node.type === "MemberExpression") return nameOf(node["property"]);
  return "";
};

/** Whether nothing below a node is for a person. */
function isForMachine(node: Node): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "TSLiteralType":
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
    case "TSTypeAnnotation":
    case "TSTypeParameterInstantiation":
    case "TSEnumDeclaration":
      return true;
    case "JSXAttribute":
      return machineAttributes.test(nameOf(node["name"]));
    case "CallExpression":
      return machineCalls.test(nameOf(node["callee"]));
    case "VariableDeclarator":
      return machineNames.test(nameOf(node["id"]));
    case "Property":
      return machineNames.test(nameOf(node["key"]));
    default:
      return false;
  }
}

function textOf(node: Node): string | undefined {
  if (node.type === "JSXText") return String(node["value"]);
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type === "TemplateLiteral" && Array.isArray(node["quasis"])) {
    const parts = node["quasis"].map((part: { value: { cooked: string | null } }) => part.value.cooked ?? "");
    return parts.join(filled);
  }
  return undefined;
}

/** All texts of a file, in their order. `file`: its name tells the language. */
export function textsOf(file: string, source: string): readonly Text[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message ?? ""}`);
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  const lineAt = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  const found: Text[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value) || isForMachine(value)) return;
    const whole = textOf(value)?.replaceAll(/\s+/g, " ").trim();
    for (const text of whole?.startsWith("<") === true ? whole.split(markup) : [whole]) {
      // Between tags every word is for a person.
      if (text === undefined || !(value.type === "JSXText" ? /[A-Za-z]/.test(text) : isWords(text))) continue;
      const gap = value.type === "JSXText" ? (/^\s*/.exec(String(value["value"]))?.[0].length ?? 0) : 0;
      found.push({ line: lineAt(value.start + gap), text: text.trim() });
    }
    for (const [field, child] of Object.entries(value)) {
      // The name of a property is for the machine; what it holds may not be.
      if (field !== "key" || value["computed"] === true) visit(child);
    }
  };
  visit(program);
  return found.toSorted((one, other) => one.line - other.line);
}
