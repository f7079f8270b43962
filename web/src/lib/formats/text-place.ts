/** Where in a text something is. */

/** Something wrong in a text, at an offset in UTF-16 units. */
export interface TextProblem {
  readonly message: string;
  readonly at: number;
}

/** Line and column of an offset, both from 1; a column counts UTF-16 units, as editors do. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < at; next = text.indexOf("\n", start)) {
    line++;
    start = next + 1;
  }
  return { line, column: at - start + 1 };
}

/** `line 2, column 8: expected :`. */
export function describeProblem(text: string, { at, message }: TextProblem): string {
  const { line, column } = placeOf(text, at);
  return `line ${line}, column ${column}: ${message}`;
}

/** The offset of a line and column; what lies beyond the text is its end. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + Math.max(0, column - 1));
}

/** A part of a text, and what stands there instead. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The one part of `before` that makes `after` of it: what lies between what both begin and end with. */
export function changedPart(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let same = 0;
  while (
    same < shorter - from &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
