/** What changed between two texts, line by line. */
import { diffLines } from "diff";

export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** Its number in the text that it stands in: the new one, or for a removed line the old one. */
  readonly number: number;
}

/** How long a comparison may take before it is given up, in milliseconds. */
export const diffTimeoutMs = 1500;

/**
 * The lines of both texts in order; undefined where comparing them takes too long. Where neither ends in a line break,
 * a last line that is only followed by others is the same; a break that is added or removed at the end is a change.
 */
export function diffTexts(before: string, after: string): DiffLine[] | undefined {
  const ignoreNewlineAtEof = before.endsWith("\n") === after.endsWith("\n");
  const changes = diffLines(before, after, { timeout: diffTimeoutMs, ignoreNewlineAtEof });
  if (changes === undefined) return undefined;
  const lines: DiffLine[] = [];
  let oldNumber = 0;
  let newNumber = 0;
  for (const { value, added, removed } of changes) {
    const kind = added ? "added" : removed ? "removed" : "same";
    for (const text of splitLines(value)) {
      if (kind !== "added") oldNumber++;
      if (kind !== "removed") newNumber++;
      lines.push({ kind, text, number: kind === "removed" ? oldNumber : newNumber });
    }
  }
  return lines;
}

/** The lines of a text; a break at the end starts no further line. */
export function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
