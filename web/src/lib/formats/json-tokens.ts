/**
 * JSON as its tokens (RFC 8259), each with its place: numbers and names are never turned into something else, so what
 * is made from tokens is exact where JSON.parse would round or drop.
 */
import type { TextProblem } from "./text-place.ts";
import { byteOrderMark } from "./value-text.ts";

export interface JsonToken {
  /** A bracket or sign, or what a value is; `name` is the string before a colon. */
  readonly kind: "{" | "}" | "[" | "]" | ":" | "," | "name" | "string" | "number" | "word";
  readonly start: number;
  readonly end: number;
}

export interface JsonReading {
  readonly tokens: readonly JsonToken[];
  /** The first thing that is wrong; the tokens end before it. */
  readonly problem?: TextProblem;
}

type Expected = "value" | "value or ]" | "name or }" | "name" | ":" | ", or a closing bracket" | "end";

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /true|false|null/y;
const blankPattern = /[ \t\n\r]*/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * Reads a whole text; nesting may be as deep as the text is long. A byte order mark at the start is passed over, as
 * RFC 8259 §8.1 allows a reader to.
 */
export function readJson(text: string): JsonReading {
  const tokens: JsonToken[] = [];
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  let at = matchAt(blankPattern, text, start) ?? start;
  const wrong = (message: string, where = at): JsonReading => ({ tokens, problem: { message, at: where } });
  const afterValue = (): Expected => (open.length === 0 ? "end" : ", or a closing bracket");

  while (at < text.length) {
    if (expected === "end") return wrong("unexpected text after the end");
    const sign = text[at];
    let end = at + 1;
    if (sign === "{" || sign === "[") {
      if (!takesValue(expected)) return wrong(missing(expected, open));
      open.push(sign);
      tokens.push({ kind: sign, start: at, end });
      expected = sign === "{" ? "name or }" : "value or ]";
    } else if (sign === "}" || sign === "]") {
      const opening = sign === "}" ? "{" : "[";
      if (!takesClosing(expected, sign) || open.at(-1) !== opening) return wrong(missing(expected, open));
      open.pop();
      tokens.push({ kind: sign, start: at, end });
      expected = afterValue();
    } else if (sign === ":" || sign === ",") {
      if (sign === ":" ? expected !== ":" : expected !== ", or a closing bracket")
        return wrong(missing(expected, open));
      tokens.push({ kind: sign, start: at, end });
      expected = sign === ":" || open.at(-1) === "[" ? "value" : "name";
    } else if (sign === '"') {
      const isName: boolean = expected === "name" || expected === "name or }";
      if (!isName && !takesValue(expected)) return wrong(missing(expected, open));
      const string: number | TextProblem = endOfString(text, at);
      if (typeof string !== "number") return wrong(string.message, string.at);
      end = string;
      tokens.push({ kind: isName ? "name" : "string", start: at, end });
      expected = isName ? ":" : afterValue();
    } else {
      if (!takesValue(expected)) return wrong(missing(expected, open));
      const number = matchAt(numberPattern, text, at);
      const scalar = number ?? matchAt(wordPattern, text, at);
      if (scalar === undefined || /[\w.+-]/.test(text[scalar] ?? "")) return wrong("not a JSON value");
      end = scalar;
      tokens.push({ kind: number === undefined ? "word" : "number", start: at, end });
      expected = afterValue();
    }
    at = matchAt(blankPattern, text, end) ?? end;
  }
  return expected === "end" ? { tokens } : wrong(`unexpected end, ${missing(expected, open)}`, text.length);
}

function takesValue(expected: Expected): boolean {
  return expected === "value" || expected === "value or ]";
}

function takesClosing(expected: Expected, sign: "}" | "]"): boolean {
  return expected === ", or a closing bracket" || expected === (sign === "}" ? "name or }" : "value or ]");
}

function missing(expected: Expected, open: readonly string[]): string {
  if (expected === "end") return "expected the end";
  return `expected ${expected === ", or a closing bracket" ? `, or ${open.at(-1) === "{" ? "}" : "]"}` : expected}`;
}

/** Where the string that begins at `start` ends, or what is wrong with it. */
function endOfString(text: string, start: number): number | TextProblem {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { message: "control character in a string", at };
    if (code !== 0x5c) continue;
    const end = matchAt(escapePattern, text, at);
    if (end === undefined) return { message: "invalid escape sequence", at };
    at = end - 1;
  }
  return { message: "unterminated string", at: start };
}
