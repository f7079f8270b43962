/**
 * JSON cut into tokens by its signs alone: of valid text the same tokens as `json-tokens.ts`, and of text that is not
 * valid yet, as while one types, tokens all the same. What lies between two tokens is white space.
 */

/** The tokens' places, in order; two lists, since a large value has hundreds of thousands. */
export interface JsonPlaces {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const byteOrderMarkCode = 0xfeff;

/** Brackets, colon and comma: what needs no blank beside it. */
export function isSign(code: number): boolean {
  return code === 0x7b || code === 0x7d || code === 0x5b || code === 0x5d || code === 0x3a || code === 0x2c;
}

const quote = 0x22;
const backslash = 0x5c;

/** The tokens from `from` on, up to `to`. A byte order mark at the start counts as white space. */
export function lexJson(text: string, from = 0, to: number = text.length): JsonPlaces {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || (at === 0 && code === byteOrderMarkCode)) {
      at++;
      continue;
    }
    starts.push(at);
    if (isSign(code)) at++;
    else if (code === quote) at = endOfString(text, at, to);
    else at = endOfWord(text, at, to);
    ends.push(at);
  }
  return { starts, ends };
}

/** After the closing quote; of a string without one, the end of its line. */
function endOfString(text: string, start: number, to: number): number {
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) return at;
    if (code === backslash && text.charCodeAt(at + 1) !== 0x0a && text.charCodeAt(at + 1) !== 0x0d) at++;
  }
  return to;
}

function endOfWord(text: string, start: number, to: number): number {
  let at = start + 1;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isSign(code) || code === quote) break;
    at++;
  }
  return at;
}

/** Whether two tokens could be read as something else if no white space stood between them. */
export function needsBlank(before: string, after: string): boolean {
  if (before === "" || after === "") return false;
  return isOpenString(before) || (!isSign(before.charCodeAt(0)) && !isSign(after.charCodeAt(0)));
}

/** Whether a token is a string without its closing quote: whatever follows on its line would belong to it. */
export function isOpenString(token: string): boolean {
  if (token.charCodeAt(0) !== quote) return false;
  if (token.length < 2 || !token.endsWith('"')) return true;
  let at = token.length - 2;
  while (token.charCodeAt(at) === backslash) at--;
  return (token.length - 2 - at) % 2 === 1;
}
