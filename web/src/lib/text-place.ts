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
