/** What is looked for: a part of a text, a glob or a regular expression. */

export const patternKinds = ["text", "glob", "regex"] as const;
export type PatternKind = "text" | "glob" | "regex";

export interface Pattern {
  readonly kind: PatternKind;
  readonly text: string;
  readonly ignoreCase: boolean;
}

/** Where in a text the pattern was found first, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Matcher = (text: string) => Span | undefined;

/** The matcher of a pattern, or in words why there is none. */
export type Compiled = { readonly matcher: Matcher } | { readonly problem: string };

/**
 * Makes a pattern ready.
 *
 * A glob matches up to the end of the text, from its start or from behind any `/`: `*` stands for anything within a
 * segment, `**` for anything, `?` for one character of a segment, and a backslash takes the next sign as it is. A
 * regular expression is JavaScript's with the flag `u`; it may take for ever, so match where it can be stopped.
 */
export function compilePattern({ kind, text, ignoreCase }: Pattern): Compiled {
  if (text === "") return { problem: "Enter a search term" };
  if (!text.isWellFormed()) return { problem: "Invalid search term: it contains half a character" };
  if (kind === "text" && !ignoreCase) return { matcher: (searched) => literal(searched, text) };
  const source = kind === "regex" ? text : kind === "glob" ? globSource(text) : escapeSigns(text);
  try {
    const expression = new RegExp(source, ignoreCase ? "iu" : "u");
    return { matcher: (searched) => spanOf(expression.exec(searched)) };
  } catch (error) {
    return { problem: `Invalid regular expression: ${reasonOf(error)}` };
  }
}

/** Where a pattern is found in a text, from its start to its end and none within another; at most so many. */
export function everySpan(matcher: Matcher, text: string, most: number): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  while (spans.length < most && from <= text.length) {
    const span = matcher(text.slice(from));
    if (span === undefined || span.start === span.end) break;
    spans.push({ start: from + span.start, end: from + span.end });
    from += span.end;
  }
  return spans;
}

function literal(searched: string, text: string): Span | undefined {
  const start = searched.indexOf(text);
  return start < 0 ? undefined : { start, end: start + text.length };
}

function spanOf(match: RegExpExecArray | null): Span | undefined {
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

function escapeSigns(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function globSource(glob: string): string {
  const tokens = glob.match(/\*\*\/|\*+|\?|\\.|[^*?\\]+|\\/gsu) ?? [];
  return `(?<=^|/)${tokens.map(globToken).join("")}$`;
}

function globToken(token: string): string {
  if (token === "**/") return "(?:[^]*/)?";
  if (token === "*") return "[^/]*";
  if (token.startsWith("*")) return "[^]*";
  if (token === "?") return "[^/]";
  return escapeSigns(token.length > 1 && token.startsWith("\\") ? token.slice(1) : token);
}

/** V8 says `Invalid regular expression: /(/u: Unterminated group`. */
function reasonOf(error: unknown): string {
  const words = error instanceof Error ? (error.message.split(": ").at(-1) ?? "") : "";
  return words === "" ? "it cannot be parsed" : words.charAt(0).toLowerCase() + words.slice(1);
}
