/** The tree of a JSON text, made from its tokens: numbers stay as they are written. */
import { readJson } from "./json-tokens.ts";
import { markDuplicates, numberItems, type TreeValue } from "./value-tree.ts";

interface Open {
  readonly start: number;
  readonly isObject: boolean;
  readonly values: { name: string; value: TreeValue }[];
}

/** Undefined where the text is not JSON. */
export function jsonTree(text: string): TreeValue | undefined {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return undefined;
  const open: Open[] = [];
  let name = "";
  let root: TreeValue | undefined;
  const add = (value: TreeValue) => {
    const parent = open.at(-1);
    if (parent === undefined) root = value;
    else parent.values.push({ name, value });
  };
  const names: string[] = [];
  for (const { kind, start, end } of tokens) {
    const source = text.slice(start, end);
    if (kind === "name") name = readString(source);
    else if (kind === "{" || kind === "[") {
      names.push(name);
      open.push({ start, isObject: kind === "{", values: [] });
    } else if (kind === "}" || kind === "]") {
      const closed = open.pop();
      name = names.pop() ?? "";
      if (closed === undefined) return undefined;
      const { isObject, values } = closed;
      add({
        kind: isObject ? "object" : "array",
        text: text.slice(closed.start, end),
        members: isObject ? markDuplicates(values) : numberItems(values.map(({ value }) => value)),
      });
    } else if (kind === "string" || kind === "number" || kind === "word") add({ kind, text: source, members: [] });
  }
  return root;
}

function readString(source: string): string {
  const name: unknown = JSON.parse(source);
  return typeof name === "string" ? name : source;
}
