/**
 * A command as one types it into a shell, taken apart into words of bytes and what stands on standard input. Nothing is
 * expanded; what a shell would do and the console does not is a problem, never passed over.
 * Source: POSIX.1-2017, XCU 2.2, 2.3 and 2.7.4; bash for `$'…'`.
 */
import { concatBytes, encodeUtf8, type Bytes } from "../../../model/bytes.ts";
import { isLineProblem, type LineProblem, type Word } from "../../../txn/text/argify.ts";
import { readPiece, readPrintf } from "../../shell/shell-piece.ts";

export interface CommandText {
  readonly words: readonly Word[];
  /** What standard input would hold; undefined: nothing was given. */
  readonly input: Bytes | undefined;
  /** There is nothing beside the command: no prompt, no comment, no line before it. */
  readonly plain: boolean;
}

interface Scan {
  readonly words: readonly Word[];
  /** Where the line ended: behind its line break or its pipe. */
  readonly end: number;
  readonly piped: boolean;
  /** The mark that ends a here-document. */
  readonly mark: string | undefined;
  readonly commented: boolean;
}

/**
 * Reads the whole text, as it is pasted from a terminal or from documentation: a prompt, comments, and lines that only
 * set variables may stand before the command. Lines after it, and a here-document, are standard input; so is
 * `printf '…' |`.
 */
export function parseCommandText(text: string): CommandText | LineProblem {
  const before: Word[] = [];
  const start = afterPrompt(text, 0);
  let plain = start === 0;
  let first = scanLine(text, start);
  while (!isLineProblem(first) && isPrelude(first) && text.slice(first.end).trim() !== "") {
    before.push(...first.words);
    plain = false;
    first = scanLine(text, afterPrompt(text, first.end));
  }
  if (isLineProblem(first)) return first;
  plain &&= !first.commented;
  if (!first.piped) return withInput(text, { ...first, words: [...before, ...first.words] }, plain);
  const input = readSource(first);
  if (isLineProblem(input)) return input;
  const second = scanLine(text, first.end);
  if (isLineProblem(second)) return second;
  return { words: [...before, ...second.words], input, plain: plain && !second.commented };
}

/** What `printf 'text'` or `echo text` before a pipe writes. */
function readSource({ words: [program, ...words], end }: Scan): Bytes | LineProblem {
  const foreign = words.find(({ expands }) => expands !== undefined)?.expands;
  if (foreign !== undefined) return foreign;
  const [format] = words;
  switch (textOf(program)) {
    case "printf": {
      if (format === undefined || words.length !== 1) break;
      const message = "Only printf escapes and %% are supported.";
      return readPrintf(format.bytes) ?? { column: format.start, message };
    }
    case "echo": {
      const bare = textOf(format) === "-n";
      const parts = words.slice(bare ? 1 : 0).flatMap(({ bytes }, at) => (at === 0 ? [bytes] : [blank, bytes]));
      return concatBytes(bare ? parts : [...parts, lineFeed]);
    }
    default:
  }
  return {
    column: end - 1,
    message: "The console only runs etcdctl. Only printf 'text' | or echo text | can precede it.",
  };
}

const [blank, lineFeed] = [encodeUtf8(" "), encodeUtf8("\n")];

/** What a shell prints before a command: `$ `, `% `, `> `, or `root@host:~# ` before `etcdctl`. */
const prompt =
  /[^\S\n]*(?:[$%>❯][^\S\n]+|(?:\S*[\w~/]|\[[^\]\n]*\])[$#%>][^\S\n]+(?=(?:\w+=\S*[^\S\n]+)*(?:\S*\/)?etcdctl\s))/y;

function afterPrompt(text: string, from: number): number {
  prompt.lastIndex = from;
  return prompt.test(text) ? prompt.lastIndex : from;
}

/** A line that runs nothing: blank, a comment, or variables only. */
function isPrelude({ words, piped, mark }: Scan): boolean {
  return !piped && mark === undefined && words.every((word, at) => isAssignment(word) || (at === 0 && isExport(word)));
}

const isExport = (word: Word): boolean => !word.quoted && textOf(word) === "export";

/** `NAME=value` before a command. */
export function isAssignment(word: Word): boolean {
  return /^[A-Za-z_]\w*=/.test(textOf(word));
}

function withInput(text: string, { words, end, mark }: Scan, plain: boolean): CommandText | LineProblem {
  const rest = text.slice(end);
  if (mark === undefined) return { words, plain, input: rest === "" ? undefined : encodeUtf8(rest) };
  const lines = rest.split("\n");
  const last = lines.indexOf(mark);
  if (last === -1) {
    return { column: end, message: `The here-document must end with the line ${mark}.`, needsLines: true };
  }
  return {
    words,
    // What follows the mark is read by nobody.
    plain: plain && lines.length === last + 1,
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
  ">": "The console cannot write files. Output is shown here.",
  "(": "Quote the parentheses.",
  ")": "Quote the parentheses.",
  "`": "The console cannot run other programs. Put the text in single quotes.",
};

/** One line of words, to its line break or pipe. */
function scanLine(text: string, from: number): Scan | LineProblem {
  const words: Word[] = [];
  let parts: Uint8Array[] | undefined;
  let [start, quoted] = [from, false];
  let expands: LineProblem | undefined;
  let mark: string | undefined;
  let [wantsMark, commented] = [false, false];
  const flush = (end: number): void => {
    if (parts === undefined) return;
    const word = { bytes: concatBytes(parts), start, end, quoted, ...(expands === undefined ? {} : { expands }) };
    if (wantsMark) mark = textOf(word);
    else words.push(word);
    [parts, quoted, wantsMark, expands] = [undefined, false, false, undefined];
  };
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "\n" || character === "|") {
      flush(at);
      return { words, end: at + 1, piped: character === "|", mark, commented };
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
    const problem =
      character === "<" ? "The console cannot read files. Use <<'EOF' or further lines." : operators[character];
    if (problem !== undefined) return { column: at, message: problem };
    if (character === "#" && parts === undefined) {
      commented = true;
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
    expands ??= piece.expands;
    at = piece.end;
  }
  flush(at);
  return { words, end: at, piped: false, mark, commented };
}
