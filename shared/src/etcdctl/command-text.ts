/**
 * A command as one types it into a shell, taken apart into words of bytes and what stands on standard input. Nothing is
 * expanded; what a shell would do and the console does not is a problem, never passed over.
 * Source: POSIX.1-2017, XCU 2.2, 2.3 and 2.7.4; bash for `$'…'`.
 */
import { concatBytes, encodeUtf8, type Bytes } from "../bytes.ts";
import { isLineProblem, type LineProblem, type Word } from "../txn-text/argify.ts";

export interface CommandText {
  readonly words: readonly Word[];
  /** What standard input would hold; undefined: nothing was given. */
  readonly input: Bytes | undefined;
}

interface Scan {
  readonly words: readonly Word[];
  /** Where the line ended: behind its line break or its pipe. */
  readonly end: number;
  readonly piped: boolean;
  /** The mark that ends a here-document. */
  readonly mark: string | undefined;
}

/** Reads the whole text. Lines after the first, and a here-document, are standard input; so is `printf '…' |`. */
export function parseCommandText(text: string): CommandText | LineProblem {
  const first = scanLine(text, 0);
  if (isLineProblem(first)) return first;
  if (!first.piped) return withInput(text, first);
  const format = first.words[1];
  if (textOf(first.words[0]) !== "printf" || format === undefined || first.words.length !== 2) {
    return { column: first.end - 1, message: "The console runs etcdctl alone; only printf 'text' | may stand before." };
  }
  const second = scanLine(text, first.end);
  if (isLineProblem(second)) return second;
  const input = readPrintf(format.bytes);
  if (input === undefined) return { column: format.start, message: "Only printf's own escapes and %% are known here." };
  return { words: second.words, input };
}

function withInput(text: string, { words, end, mark }: Scan): CommandText | LineProblem {
  const rest = text.slice(end);
  if (mark === undefined) return { words, input: rest === "" ? undefined : encodeUtf8(rest) };
  const lines = rest.split("\n");
  const last = lines.indexOf(mark);
  if (last === -1) return { column: end, message: `The here-document ends with a line ${mark}, which is missing.` };
  return {
    words,
    input: encodeUtf8(
      lines
        .slice(0, last)
        .map((line) => `${line}\n`)
        .join(""),
    ),
  };
}

function textOf(word: Word | undefined): string {
  return word === undefined ? "" : new TextDecoder().decode(word.bytes);
}

const operators: Readonly<Record<string, string>> = {
  ";": "One command at a time.",
  "&": "One command at a time.",
  ">": "The answer stands below; there are no files here.",
  "(": "A bracket needs quotes.",
  ")": "A bracket needs quotes.",
  "`": "No other program is run: put the text itself, in single quotes.",
};

/** One line of words, to its line break or pipe. */
function scanLine(text: string, from: number): Scan | LineProblem {
  const words: Word[] = [];
  let parts: Uint8Array[] | undefined;
  let [start, quoted] = [from, false];
  let mark: string | undefined;
  let wantsMark = false;
  const flush = (end: number): void => {
    if (parts === undefined) return;
    const word = { bytes: concatBytes(parts), start, end, quoted };
    if (wantsMark) mark = textOf(word);
    else words.push(word);
    [parts, quoted, wantsMark] = [undefined, false, false];
  };
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "\n" || character === "|") {
      flush(at);
      return { words, end: at + 1, piped: character === "|", mark };
    }
    if (/\s/.test(character)) {
      flush(at++);
      continue;
    }
    if (character === "<" && text.startsWith("<<", at)) {
      flush(at);
      wantsMark = true;
      at += 2;
      continue;
    }
    const problem = character === "<" ? "There are no files here; use <<'EOF' or further lines." : operators[character];
    if (problem !== undefined) return { column: at, message: problem };
    if (character === "#" && parts === undefined) {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end;
      continue;
    }
    const piece = readPiece(text, at);
    if (isLineProblem(piece)) return piece;
    if (parts === undefined) start = at;
    // A backslash before a line break joins two lines and is no word of its own.
    if (piece.bytes.length > 0 || piece.quoted) parts = [...(parts ?? []), piece.bytes];
    quoted ||= piece.quoted;
    at = piece.end;
  }
  flush(at);
  return { words, end: at, piped: false, mark };
}

interface Piece {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly quoted: boolean;
}

const unclosed = "A quote is opened and not closed.";

function readPiece(text: string, at: number): Piece | LineProblem {
  const character = text.charAt(at);
  if (character === "'") {
    const end = text.indexOf("'", at + 1);
    if (end === -1) return { column: at, message: unclosed };
    return { bytes: encodeUtf8(text.slice(at + 1, end)), end: end + 1, quoted: true };
  }
  if (character === '"') return readDouble(text, at);
  if (character === "$") {
    if (text.startsWith("$'", at)) return readAnsi(text, at);
    return { column: at, message: "There are no variables here: a $ that is meant stands in single quotes." };
  }
  if (character === "\\") {
    const next = text.slice(at + 1, at + 2);
    return { bytes: encodeUtf8(next === "\n" ? "" : next), end: at + 2, quoted: false };
  }
  const plain = /^[^\s'"$\\|<>;&()`]+/.exec(text.slice(at))?.[0] ?? character;
  return { bytes: encodeUtf8(plain), end: at + plain.length, quoted: false };
}

function readDouble(text: string, start: number): Piece | LineProblem {
  let content = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { bytes: encodeUtf8(content), end: at + 1, quoted: true };
    if (character === "$" || character === "`") {
      return { column: at, message: `A shell would expand this ${character}: use single quotes, or a backslash.` };
    }
    if (character === "\\" && /["\\$`\n]/.test(text.charAt(at + 1))) {
      at++;
      if (text.charAt(at) !== "\n") content += text.charAt(at);
    } else content += character;
  }
  return { column: start, message: unclosed };
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, e: 27 };
const escape = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))|[^\\]+|\\/gs;

/** `$'…'`, in which every byte can be written: `$'\xff\n'`. */
function readAnsi(text: string, start: number): Piece | LineProblem {
  const match = /^\$'((?:[^'\\]|\\.)*)'/s.exec(text.slice(start));
  if (match === null) return { column: start, message: unclosed };
  return { bytes: readEscapes(match[1] ?? ""), end: start + match[0].length, quoted: true };
}

function readEscapes(text: string): Bytes {
  const parts = [...text.matchAll(escape)].map(([whole, hex, octal, named]) => {
    if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
    if (octal !== undefined) return Uint8Array.of(Number.parseInt(octal, 8) & 0xff);
    const byte = named === undefined ? undefined : escapes[named];
    return byte === undefined ? encodeUtf8(named ?? whole) : Uint8Array.of(byte);
  });
  return concatBytes(parts);
}

/** The format of a `printf` without arguments. */
function readPrintf(format: Bytes): Bytes | undefined {
  const text = new TextDecoder().decode(format);
  if (/%(?!%)/.test(text.replaceAll("%%", ""))) return undefined;
  return readEscapes(text.replaceAll("%%", "%"));
}
