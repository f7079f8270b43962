/** The text in which a pattern is looked for, and what of it people are shown. */
import { decodeUtf8, encodeUtf8, type Key, type Value } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import type { Matcher, Span } from "./pattern.ts";

/** The text of a key: its UTF-8, or where it has none the escaped form in which people see it. */
export function textOfKey(key: Key): string {
  return asciiText(key) ?? decodeUtf8(key) ?? formatKey(key);
}

const lossyDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a value: its UTF-8, and what is not UTF-8 as U+FFFD, so that words in binary values are found. */
export function textOfValue(value: Value): string {
  return lossyDecoder.decode(value);
}

/** Some times quicker than a decoder for what is as short as keys are. */
function asciiText(bytes: Uint8Array): string | undefined {
  if (bytes.length > 512) return undefined;
  let bits = 0;
  for (const byte of bytes) bits |= byte;
  return bits > 0x7f ? undefined : String(Reflect.apply(String.fromCharCode, undefined, bytes));
}

/** A text around what was found in it. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

// Where the text of a key and what people see of it may differ; a test quicker than writing the key.
// oxlint-disable-next-line no-control-regex
const escapedWhenShown = /[\\\u0000-\u001f\u007f-\uffff]|^ | {2}| $/;

/**
 * Looks for a pattern in a key: in its text, and where `asShown` says so also in what the tree shows of it, so that
 * `\x0d\x0a` is found as it is read. The three parts of the answer joined are the key as `formatKey` writes it.
 */
export function findInKey(key: Key, matcher: Matcher, asShown: boolean): Excerpt | undefined {
  const text = textOfKey(key);
  const span = matcher(text);
  if (!escapedWhenShown.test(text)) return span && cut(text, span);
  const shown = formatKey(key);
  if (span !== undefined) {
    return cut(shown, { start: shownOffset(text, shown, span.start), end: shownOffset(text, shown, span.end) });
  }
  const seen = asShown && shown !== text ? matcher(shown) : undefined;
  return seen && cut(shown, seen);
}

function cut(text: string, { start, end }: Span): Excerpt {
  return { before: text.slice(0, start), match: text.slice(start, end), after: text.slice(end) };
}

/** Where a place in a text stands in its shown form, which writes some characters as `\xNN` for each of their bytes. */
function shownOffset(text: string, shown: string, place: number): number {
  if (text === shown) return place;
  let at = 0;
  let shownAt = 0;
  for (const character of text) {
    if (at >= place) break;
    at += character.length;
    if (shown[shownAt] !== "\\") shownAt += character.length;
    else shownAt += character === "\\" ? 2 : 4 * encodeUtf8(character).length;
  }
  return shownAt;
}

const shownBefore = 40;
const shownMatch = 200;
const shownAfter = 120;

/** One line of a value around what was found in it; white space counts as one space, and `…` marks what is left out. */
export function excerptValue(text: string, { start, end }: Span): Excerpt {
  const from = Math.max(0, start - shownBefore);
  const to = Math.min(text.length, end + shownAfter);
  return {
    before: `${from > 0 ? "…" : ""}${oneLine(text.slice(from, start))}`,
    match: `${oneLine(text.slice(start, Math.min(end, start + shownMatch)))}${end - start > shownMatch ? "…" : ""}`,
    after: `${oneLine(text.slice(end, to))}${to < text.length ? "…" : ""}`,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, " ").toWellFormed();
}
