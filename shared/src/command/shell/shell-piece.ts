/** A piece of a shell's word: quoted, escaped or bare. Source: POSIX.1-2017, XCU 2.2 and 2.6; bash for `$'…'`. */
import { readAnsiQuote, readEscapes } from "./ansi-quote.ts";
import { readDoubleQuote } from "./double-quote.ts";
import { decodeUtf8, encodeUtf8, type Bytes } from "../../model/bytes.ts";
import type { LineProblem } from "../../txn/text/argify.ts";

export interface Piece {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly quoted: boolean;
  readonly expands?: LineProblem;
}

/** What a shell would put a variable's value for; `${NAME:-…}` and the like are left to shells. */
const variable = /\$(?:\w+|\{\w+\}|[@*#?])/y;

function variableAt(text: string, at: number): string | undefined {
  variable.lastIndex = at;
  return variable.exec(text)?.[0];
}

const unclosed = "Unterminated quote.";

/** The piece that begins at `at`. */
export function readPiece(text: string, at: number): Piece | LineProblem {
  const character = text.charAt(at);
  if (character === "'") {
    const end = text.indexOf("'", at + 1);
    if (end === -1) return { column: at, message: unclosed };
    return { bytes: encodeUtf8(text.slice(at + 1, end)), end: end + 1, quoted: true };
  }
  if (character === '"') return readDouble(text, at);
  if (character === "$") {
    if (text.startsWith("$'", at)) return readAnsi(text, at);
    const expands = { column: at, message: "Variables are not expanded. Put a literal $ in single quotes." };
    const name = variableAt(text, at);
    return name === undefined ? expands : { bytes: encodeUtf8(name), end: at + name.length, quoted: false, expands };
  }
  if (character === "\\") {
    const next = text.slice(at + 1, at + 2);
    if (next !== "\n") return { bytes: encodeUtf8(next), end: at + 2, quoted: false };
    // A terminal shows > at the start of a line that goes on.
    const goesOn = text.startsWith("> ", at + 2) ? 2 : 0;
    return { bytes: encodeUtf8(""), end: at + 2 + goesOn, quoted: false };
  }
  const plain = /^[^\s'"$\\|<>;&()`]+/.exec(text.slice(at))?.[0] ?? character;
  return { bytes: encodeUtf8(plain), end: at + plain.length, quoted: false };
}

function readDouble(text: string, start: number): Piece | LineProblem {
  let expands: LineProblem | undefined;
  let refused: LineProblem | undefined;
  const quote = readDoubleQuote(text, start, (at) => {
    const character = text.charAt(at);
    const problem = {
      column: at,
      message: `A shell would expand this ${character}. Use single quotes or a backslash.`,
    };
    const name = variableAt(text, at);
    if (name !== undefined) expands ??= problem;
    // Bash leaves a lone dollar as it is.
    else if (character === "`" || /[({]/.test(text.charAt(at + 1))) refused = problem;
    return refused === undefined ? (name ?? character) : undefined;
  });
  if (quote === undefined) return refused ?? { column: start, message: unclosed };
  const piece = { bytes: encodeUtf8(quote.text), end: quote.end, quoted: true };
  return expands === undefined ? piece : { ...piece, expands };
}

/** `$'…'`, in which every byte can be written: `$'\xff\n'`. */
function readAnsi(text: string, start: number): Piece | LineProblem {
  const quote = readAnsiQuote(text, start);
  return quote === undefined ? { column: start, message: unclosed } : { ...quote, quoted: true };
}

/** The format of a `printf` without arguments. */
export function readPrintf(format: Bytes): Bytes | undefined {
  const text = decodeUtf8(format) ?? "";
  if (/%(?!%)/.test(text.replaceAll("%%", ""))) return undefined;
  return readEscapes(text.replaceAll("%%", "%"));
}
