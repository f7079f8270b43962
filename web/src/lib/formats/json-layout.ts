/** JSON in another layout: only the blanks between its tokens change. */
import { byteOrderMark, lineBreakOf } from "./value-text.ts";
import { readJson, type JsonToken } from "./json-tokens.ts";

/**
 * The longest text that is formatted, in UTF-16 units. Indentation grows with the square of the depth: of 20 KB that
 * only nest it would make 200 MB, more than a page can hold.
 */
const longestPretty = 16 * 1024 * 1024;

/**
 * One member or item a line, two blanks a level; empty brackets stay together. Line breaks and a byte order mark stay
 * as they are. Undefined where it is not JSON, or would get too long: {@link whyNotPretty} tells which.
 */
export function prettyJson(text: string): string | undefined {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return undefined;
  const parts: string[] = [text.startsWith(byteOrderMark) ? byteOrderMark : ""];
  const lineBreak = lineBreakOf(text);
  let depth = 0;
  let blanks = 0;
  const newLine = () => {
    blanks += lineBreak.length + 2 * depth;
    parts.push(lineBreak, "  ".repeat(depth));
  };
  let before: JsonToken["kind"] | undefined;
  for (const { kind, start, end } of tokens) {
    const closes = kind === "}" || kind === "]";
    if (closes) depth--;
    if (before === "," || ((before === "{" || before === "[") && !closes)) newLine();
    else if (closes && before !== "{" && before !== "[") newLine();
    if (text.length + blanks > longestPretty) return undefined;
    parts.push(text.slice(start, end));
    if (kind === ":") parts.push(" ");
    if (kind === "{" || kind === "[") depth++;
    before = kind;
  }
  return parts.join("") + (text.endsWith("\n") ? lineBreak : "");
}

/** Why {@link prettyJson} gives nothing. */
export function whyNotPretty(text: string): "invalid JSON" | "nested too deeply" {
  return readJson(text).problem === undefined ? "nested too deeply" : "invalid JSON";
}

/** Everything on one line without blanks. Undefined where it is not JSON. */
export function minifyJson(text: string): string | undefined {
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return undefined;
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : "";
  return mark + tokens.map(({ start, end }) => text.slice(start, end)).join("");
}
