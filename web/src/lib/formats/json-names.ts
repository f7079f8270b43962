/** Names that stand twice in one object: valid JSON by RFC 8259 §4, but readers keep only one of the two. */
import { readJson, type JsonToken } from "./json-tokens.ts";
import type { TextProblem } from "./text-place.ts";

/** The first name that its object has already, where the second one stands. Undefined where there is none. */
export function findDuplicateName(
  text: string,
  tokens: readonly JsonToken[] = readJson(text).tokens,
): TextProblem | undefined {
  const open: Set<string>[] = [];
  for (const { kind, start, end } of tokens) {
    if (kind === "{" || kind === "[") open.push(new Set());
    else if (kind === "}" || kind === "]") open.pop();
    else if (kind === "name") {
      const names = open.at(-1);
      const source = text.slice(start, end);
      const name = decodeName(source);
      if (names?.has(name) === true) return { message: `duplicate name ${source}`, at: start };
      names?.add(name);
    }
  }
  return undefined;
}

/** Two spellings of one name are one name: `"a"` and `"\u0061"`. */
function decodeName(source: string): string {
  const name: unknown = source.includes("\\") ? JSON.parse(source) : source.slice(1, -1);
  return typeof name === "string" ? name : source;
}
