/**
 * JSON on one line, shown formatted and written back on one line: every token as it was typed, and the white space
 * around every token that was not touched as it was stored.
 */
import { alignTokens, place } from "./json-align.ts";
import { isOpenString, lexJson, needsBlank, type JsonPlaces } from "./json-lexer.ts";
import { prettyJson } from "./json-layout.ts";
import { readJson } from "./json-tokens.ts";
import { changedPart } from "./text-place.ts";

/** How the white space of a JSON text stands. `one line`: with blanks; `custom`: several lines, in a way of its own. */
export type JsonLayout = "minified" | "one line" | "formatted" | "custom";

/** A stored text on one line, and the formatted one that stands for it in the editor. */
export interface JsonForm {
  readonly stored: string;
  readonly shown: string;
  readonly layout: "minified" | "one line";
  /** The tokens of both: as many, and the same. */
  readonly storedPlaces: JsonPlaces;
  readonly shownPlaces: JsonPlaces;
  /** The white space that is usual after or before each sign. */
  readonly usual: Readonly<Record<GapKind, string>>;
}

/** The layout of a JSON text; undefined where it is not JSON. */
export function layoutOf(text: string): JsonLayout | undefined {
  if (readJson(text).problem !== undefined) return undefined;
  if (/[\n\r]/.test(text.trim())) return prettyJson(text) === text ? "formatted" : "custom";
  return isDense(lexJson(text)) ? "minified" : "one line";
}

/** Whether nothing stands between the tokens. */
function isDense({ starts, ends }: JsonPlaces): boolean {
  return starts.every((start, at) => at === 0 || start === ends[at - 1]);
}

/**
 * The formatted view of a text; undefined where it is not JSON on one line, looks the same formatted, or would get too
 * long.
 */
export function readJsonForm(stored: string): JsonForm | undefined {
  if (/[\n\r]/.test(stored.trim())) return undefined;
  const shown = prettyJson(stored);
  if (shown === undefined || shown.trim() === stored.trim()) return undefined;
  const storedPlaces = lexJson(stored);
  const layout = isDense(storedPlaces) ? "minified" : "one line";
  return { stored, shown, layout, storedPlaces, shownPlaces: lexJson(shown), usual: usualGaps(stored, storedPlaces) };
}

/** A text on one line without blanks, valid or not: words that would become one keep what stands between them. */
export function minifyLenient(text: string): string {
  const { starts, ends } = lexJson(text);
  const parts = [text.startsWith("\ufeff") ? "\ufeff" : ""];
  let before = "";
  for (const [at, start] of starts.entries()) {
    const token = text.slice(start, ends[at]);
    if (needsBlank(before, token)) parts.push(text.slice(ends[at - 1], start));
    parts.push(token);
    before = token;
  }
  return parts.join("");
}

/**
 * The text to store for what the editor holds. Its tokens are stored as typed, in their order, valid JSON or not. The
 * white space between two tokens that stood side by side before is stored as it was; elsewhere it is what is usual in
 * the stored text. The editor's own white space is never stored, save between words that would become one.
 */
export function keepForm(form: JsonForm, edited: string): string {
  const { stored, shown, storedPlaces, shownPlaces } = form;
  if (edited === shown) return stored;
  const count = shownPlaces.starts.length;
  const { from, to } = changedPart(shown, edited);
  const kept = countBefore(shownPlaces.ends, from);
  const rest = findRest(form, to, kept);
  const middleFrom = shownPlaces.ends[kept - 1] ?? 0;
  const middleTo = rest < count ? edited.length - (shown.length - place(shownPlaces.starts, rest)) : edited.length;
  const middle = lexJson(edited, middleFrom, middleTo);
  if (kept === 0 && rest === count && middle.starts.length === 0) return edited;

  const parts = [stored.slice(0, storedPlaces.ends[kept - 1] ?? 0)];
  /** The token that was written last, and which of the stored ones it is; undefined: none. */
  let before = tokenAt(form, kept - 1);
  let last: number | undefined = kept - 1;
  const put = (token: string, at: number | undefined, typedGap: string) => {
    const stoodTogether = at !== undefined && last !== undefined && at === last + 1;
    if (stoodTogether && !isOpenString(before)) parts.push(gapBefore(form, at));
    else if (needsBlank(before, token)) parts.push(typedGap);
    else parts.push(before === "" ? gapBefore(form, 0) : usualGap(form, before, token));
    parts.push(token);
    before = token;
    last = at;
  };
  const typed = (at: number) => edited.slice(middle.starts[at], middle.ends[at]);
  const typedGap = (at: number) => edited.slice(middle.ends[at - 1] ?? middleFrom, middle.starts[at] ?? middleTo);
  let at = 0;
  for (const { isStored, first, count: length } of alignTokens(
    { text: stored, places: storedPlaces },
    { text: edited, places: middle },
    kept,
    rest,
  )) {
    for (let next = 0; next < length; next++, at++) {
      const index = first === undefined ? undefined : first + next;
      put(typed(at), index, typedGap(at));
      if (!isStored || index === undefined) continue;
      // The rest of them stand together as they did: a megabyte of them is one piece.
      const end = index + length - next - 1;
      parts.push(stored.slice(storedPlaces.ends[index], storedPlaces.ends[end]));
      at += end - index + 1;
      last = end;
      before = tokenAt(form, end);
      break;
    }
  }
  if (rest === count)
    return (
      parts.join("") +
      (isOpenString(before) ? edited.slice(middle.ends.at(-1)) : stored.slice(storedPlaces.ends[count - 1]))
    );
  put(tokenAt(form, rest), rest, typedGap(at));
  return parts.join("") + stored.slice(storedPlaces.ends[rest]);
}

/** How many tokens end before `at` for sure: whatever follows them there stands in both texts. */
function countBefore(ends: readonly number[], at: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (place(ends, middle) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The first token from which on both texts are the same: one at the start of a line behind `to`, since whatever string
 * was begun before ends with its line.
 */
function findRest({ shown, shownPlaces: { starts, ends } }: JsonForm, to: number, kept: number): number {
  let at = Math.max(kept, countBefore(starts, to));
  while (at < starts.length) {
    const gapFrom = Math.max(to, place(ends, at - 1));
    if (shown.slice(gapFrom, starts[at]).includes("\n")) return at;
    at++;
  }
  return at;
}

function tokenAt({ stored, storedPlaces: { starts, ends } }: JsonForm, at: number): string {
  return at < 0 ? "" : stored.slice(starts[at], ends[at]);
}

function gapBefore({ stored, storedPlaces: { starts, ends } }: JsonForm, at: number): string {
  return stored.slice(at === 0 ? 0 : ends[at - 1], starts[at]);
}

/** Where white space stands: after a comma or colon, inside brackets, or before a comma or colon. */
type GapKind = "comma" | "colon" | "open" | "close" | "before";

function gapKind(before: string, after: string): GapKind | undefined {
  if (after === "," || after === ":") return "before";
  if (before === ",") return "comma";
  if (before === ":") return "colon";
  const opens = before === "{" || before === "[";
  const closes = after === "}" || after === "]";
  if (opens && closes) return undefined;
  return opens ? "open" : closes ? "close" : undefined;
}

function usualGap({ usual }: JsonForm, before: string, after: string): string {
  const kind = gapKind(before, after);
  return kind === undefined ? "" : usual[kind];
}

/** As many of them tell what is usual. */
const sampled = 2000;

/** What a text without a comma does after one, it does as after a colon, and the other way round. */
function usualGaps(text: string, { starts, ends }: JsonPlaces): Record<GapKind, string> {
  const counts = new Map<GapKind, Map<string, number>>();
  for (let at = 1; at < Math.min(starts.length, sampled); at++) {
    const kind = gapKind(text.slice(starts[at - 1], ends[at - 1]), text.slice(starts[at], ends[at]));
    if (kind === undefined) continue;
    const gaps = counts.get(kind) ?? new Map<string, number>();
    const gap = text.slice(ends[at - 1], starts[at]);
    gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    counts.set(kind, gaps);
  }
  const most = (kind: GapKind) => [...(counts.get(kind) ?? [])].toSorted(([, a], [, b]) => b - a)[0]?.[0];
  return {
    comma: most("comma") ?? most("colon") ?? "",
    colon: most("colon") ?? most("comma") ?? "",
    open: most("open") ?? "",
    close: most("close") ?? "",
    before: most("before") ?? "",
  };
}
