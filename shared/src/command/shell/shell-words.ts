/**
 * Taking a command line apart as a POSIX shell does, without expanding anything, and with bash's `$'…'`. Source:
 * POSIX.1-2017, XCU 2.2, 2.3.
 */
import { readAnsiQuote } from "./ansi-quote.ts";
import { readDoubleQuote } from "./double-quote.ts";
import { decodeUtf8 } from "../../model/bytes.ts";

/**
 * The words of a command line; undefined where a quote is not closed, or its bytes are no text. `$` and backquotes stay
 * as they are.
 */
export function splitShellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "$" && text.charAt(at + 1) === "'") {
      const quoted = readAnsiQuote(text, at);
      const content = quoted && decodeUtf8(quoted.bytes);
      if (quoted === undefined || content === undefined) return undefined;
      word = (word ?? "") + content;
      at = quoted.end - 1;
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      if (end === -1) return undefined;
      word = (word ?? "") + text.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      const quoted = readDoubleQuote(text, at);
      if (quoted === undefined) return undefined;
      word = (word ?? "") + quoted.text;
      at = quoted.end - 1;
    } else if (character === "\\") {
      at++;
      // A backslash before a line break joins the lines.
      if (text.charAt(at) !== "\n") word = (word ?? "") + text.charAt(at);
    } else if (character === "#" && word === undefined) {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end - 1;
    } else word = (word ?? "") + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}
