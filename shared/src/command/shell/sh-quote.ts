/** Text for a POSIX shell, such that it means exactly itself. Source: POSIX.1-2017, XCU 2.2 and printf. */
import { decodeUtf8, encodeUtf8 } from "../../model/bytes.ts";

/**
 * The text as one word: bare where no shell sees anything in it, else in single quotes. What a terminal acts on or does
 * not show (control characters, direction marks, zero-width characters) is written as `\xNN` in `$'…'`, which bash,
 * zsh and ksh read; only line breaks stay.
 *
 * @example quoteSh("it's $5") // "'it'\\''s $5'"
 * @example quoteSh("a\u200b") // "$'a\\xe2\\x80\\x8b'"
 */
export function quoteSh(text: string): string {
  if (uncomfortable.test(text.replaceAll("\n", ""))) return quoteAnsi(text);
  // zsh expands a leading `=`, so that it counts as special only there.
  if (/^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** ANSI-C quoting. Source: bash's manual, 3.1.2.4. */
function quoteAnsi(text: string): string {
  let quoted = "";
  for (const character of text) {
    if (character === "'" || character === "\\") quoted += `\\${character}`;
    else if (character !== "\n" && uncomfortable.test(character)) {
      for (const byte of encodeUtf8(character)) quoted += `\\x${byte.toString(16).padStart(2, "0")}`;
    } else quoted += character;
  }
  return `$'${quoted}'`;
}

// A terminal acts on control characters even within quotes (a tab completes); the line break alone is safe there.
// What is not seen would make two commands look alike.
const uncomfortable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A word of a command line ends in `execve`, which on Linux takes 128 KiB; much less is left to people's patience. */
const longestWord = 64 * 1024;

/** Whether bytes can stand in a command line as a word: UTF-8 text without control characters, and not too long. */
export function fitsWord(bytes: Uint8Array): boolean {
  if (bytes.length > longestWord) return false;
  const text = decodeUtf8(bytes);
  return text !== undefined && !uncomfortable.test(text.replaceAll("\n", ""));
}

/** The bytes as the format of `printf`: every byte can be written, zero and a line break at the end included. */
export function printfFormat(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === "%") text += "%%";
    else if (character === "\\") text += "\\\\";
    else if (byte >= 0x20 && byte < 0x7f) text += character;
    // Three digits always: a digit may follow.
    else text += `\\${byte.toString(8).padStart(3, "0")}`;
  }
  return quoteSh(text);
}

/** Lines as a here-document, in which a shell expands nothing. The text must end in a line break. */
export function hereDocument(command: string, text: string): string {
  let mark = "EOF";
  while (text.split("\n").includes(mark)) mark += "_";
  return `${command} <<'${mark}'\n${text}${mark}`;
}
