/** JSON lines (NDJSON): one JSON value a line, as logs and exports are written. Blank lines are passed over. */
import { jsonTree } from "./json-tree.ts";
import { readJson } from "./json-tokens.ts";
import type { TextProblem } from "./text-place.ts";
import { byteOrderMark } from "./value-text.ts";
import { numberItems, type TreeValue } from "./value-tree.ts";

interface Line {
  readonly text: string;
  /** Its offset in the whole text. */
  readonly start: number;
}

function linesWithText(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith(byteOrderMark) ? 1 : 0;
  for (const line of text.slice(start).split("\n")) {
    if (line.trim() !== "") lines.push({ text: line, start });
    start += line.length + 1;
  }
  return lines;
}

/** Whether a text is two or more lines, each a whole JSON object or array. */
export function isJsonLines(text: string): boolean {
  const lines = linesWithText(text);
  return (
    lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line.text) && readJson(line.text).problem === undefined)
  );
}

/** The first thing that is wrong, at its offset in the whole text. */
export function checkJsonLines(text: string): TextProblem | undefined {
  for (const line of linesWithText(text)) {
    const { problem } = readJson(line.text);
    if (problem !== undefined) return { message: problem.message, at: line.start + problem.at };
  }
  return undefined;
}

/** The lines as the items of a list; undefined where one of them is not JSON. */
export function jsonLinesTree(text: string): TreeValue | undefined {
  const items: TreeValue[] = [];
  for (const line of linesWithText(text)) {
    const item = jsonTree(line.text);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { kind: "array", text, members: numberItems(items) };
}
