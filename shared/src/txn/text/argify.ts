/**
 * A line of etcdctl's transaction text taken apart into words, as etcdctl does it, but saying what etcdctl passes over.
 * Source: etcd etcdctl/ctlv3/command/util.go, Argify: double quotes are Go strings, single quotes take everything up
 * to the next one, and anything else ends at white space.
 */
import { encodeUtf8, type Bytes } from "../../model/bytes.ts";
import { unquoteGo } from "../../model/go-string.ts";

export interface Word {
  readonly bytes: Bytes;
  /** Where it stands in the line, from 0, the quotes included. */
  readonly start: number;
  readonly end: number;
  /** Quoted words are never flags for people, though etcdctl takes them for flags all the same. */
  readonly quoted: boolean;
  /** A shell would put something else in its place, which only matters where the word is not passed over. */
  readonly expands?: LineProblem;
}

/** What is wrong, and where in the line. */
export interface LineProblem {
  readonly column: number;
  readonly message: string;
  /** Nothing is wrong so far, but lines are missing: where they are typed, Enter starts the next one. */
  readonly needsLines?: true;
}

/** Go's `\s` is these and no other; JavaScript's has more. */
const wordPattern = /"(?:[^"\\]|\\.)*"|'[^']*'|[^'"\t\n\f\r ][^\t\n\f\r ]*/g;
const between = /^[\t\n\f\r ]*$/;

/** The words of a line, or the first thing that is wrong with it. */
export function argify(line: string): readonly Word[] | LineProblem {
  const words: Word[] = [];
  let at = 0;
  for (const match of line.matchAll(wordPattern)) {
    const [text] = match;
    const start = match.index;
    // What the pattern passes over can only be a quote that nothing closes.
    const passed = firstPassedOver(line, at, start);
    if (passed !== undefined) return passed;
    if (start === at && at > 0) return { column: start, message: "Missing space between two words." };
    const bytes = readWord(text);
    if (bytes === undefined) return { column: start, message: `Unknown escape in the Go string ${text}.` };
    at = start + text.length;
    words.push({ bytes, start, end: at, quoted: /^["']/.test(text) });
  }
  return firstPassedOver(line, at, line.length) ?? words;
}

function firstPassedOver(line: string, from: number, to: number): LineProblem | undefined {
  const passed = line.slice(from, to);
  if (between.test(passed)) return undefined;
  return { column: from + passed.search(/[^\t\n\f\r ]/), message: "Unterminated quote." };
}

function readWord(text: string): Bytes | undefined {
  if (text.startsWith('"')) return unquoteGo(text);
  return encodeUtf8(text.startsWith("'") ? text.slice(1, -1) : text);
}

/** Whether it is a problem in place of what was asked for. */
export function isLineProblem(value: object): value is LineProblem {
  return "column" in value && "message" in value;
}
