/** The text in which a pattern is looked for, and what of it people are shown. */
import { decodeUtf8, encodeUtf8, type Key, type Value } from "../bytes.ts";
import { formatKey } from "../key-text.ts";
import type { Span } from "./pattern.ts";

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

/** A key as one line, with what was found marked. The three joined are the key as `formatKey` writes it. */
export function excerptKey(key: Key, text: string, { start, end }: Span): Excerpt {
  const escaped = decodeUtf8(key) === undefined;
  const show = (part: string) => (escaped ? part : formatKey(encodeUtf8(part)));
  return { before: show(text.slice(0, start)), match: show(text.slice(start, end)), after: show(text.slice(end)) };
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
