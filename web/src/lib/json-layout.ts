/** JSON laid out anew: only the blanks between its tokens change. */
import { readJson, type JsonToken } from "./json-tokens.ts";

/** One member or item a line, two blanks a level; empty brackets stay together. Undefined where it is no JSON. */
export function prettyJson(text: string): string | undefined {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return undefined;
  const parts: string[] = [];
  let depth = 0;
  const newLine = () => parts.push("\n", "  ".repeat(depth));
  let before: JsonToken["kind"] | undefined;
  for (const { kind, start, end } of tokens) {
    const closes = kind === "}" || kind === "]";
    if (closes) depth--;
    if (before === "," || ((before === "{" || before === "[") && !closes)) newLine();
    else if (closes && before !== "{" && before !== "[") newLine();
    parts.push(text.slice(start, end));
    if (kind === ":") parts.push(" ");
    if (kind === "{" || kind === "[") depth++;
    before = kind;
  }
  return parts.join("") + (text.endsWith("\n") ? "\n" : "");
}

/** Everything on one line without blanks. Undefined where it is no JSON. */
export function minifyJson(text: string): string | undefined {
  const { tokens, problem } = readJson(text);
  return problem === undefined ? tokens.map(({ start, end }) => text.slice(start, end)).join("") : undefined;
}
