/** Two texts that were made from one, put together line by line. Nothing is lost: where both changed, one decides. */
import { diff3MergeRegions } from "node-diff3";

export type MergePart =
  /** Nobody changed these lines, or both changed them alike. */
  | { readonly kind: "same"; readonly lines: readonly string[] }
  /** Only they, or only you, changed these. `lines` may be empty: they were taken out. */
  | { readonly kind: "theirs" | "yours"; readonly lines: readonly string[]; readonly base: readonly string[] }
  | {
      readonly kind: "conflict";
      readonly base: readonly string[];
      readonly theirs: readonly string[];
      readonly yours: readonly string[];
    };

/** What was decided for a conflict. */
export type Decision = "theirs" | "yours" | "both";

/** Above this many lines on a side, comparing them would hold the page up. */
export const largestMergedLines = 20_000;

/** Texts as lines that join to the very same text: a CR stays with its line. */
function linesOf(text: string): string[] {
  return text.split("\n");
}

/** The parts in order; undefined where there are too many lines to compare. */
export function mergeTexts(base: string, theirs: string, yours: string): MergePart[] | undefined {
  const [b, t, y] = [linesOf(base), linesOf(theirs), linesOf(yours)];
  if (Math.max(b.length, t.length, y.length) > largestMergedLines) return undefined;
  return diff3MergeRegions(t, b, y).flatMap((region): MergePart[] => {
    if (region.stable) {
      const lines = region.bufferContent;
      if (region.buffer === "o") return [{ kind: "same", lines }];
      return [{ kind: region.buffer === "a" ? "theirs" : "yours", lines, base: [] }];
    }
    const { aContent, oContent, bContent } = region;
    if (equal(aContent, bContent)) return aContent.length === 0 ? [] : [{ kind: "same", lines: aContent }];
    return splitByLine({ kind: "conflict", base: oContent, theirs: aContent, yours: bContent });
  });
}

/**
 * A conflict over as many lines on all three sides is looked at line by line: next to a line that both changed, one
 * that only they changed is theirs, and taking yours for the first does not undo it.
 */
function splitByLine(conflict: MergePart & { kind: "conflict" }): MergePart[] {
  const { base, theirs, yours } = conflict;
  if (base.length !== theirs.length || base.length !== yours.length) return [conflict];
  const parts: MergePart[] = [];
  for (const [at, line] of base.entries()) {
    const part = mergeLine(line, theirs[at] ?? "", yours[at] ?? "");
    const last = parts.at(-1);
    const joined = last === undefined ? undefined : joinParts(last, part);
    if (joined === undefined) parts.push(part);
    else parts[parts.length - 1] = joined;
  }
  return parts;
}

function mergeLine(base: string, theirs: string, yours: string): MergePart {
  if (theirs === yours) return { kind: "same", lines: [theirs] };
  if (yours === base) return { kind: "theirs", lines: [theirs], base: [base] };
  if (theirs === base) return { kind: "yours", lines: [yours], base: [base] };
  return { kind: "conflict", base: [base], theirs: [theirs], yours: [yours] };
}

/** Two parts of one kind that follow each other as one; undefined where they are of different kinds. */
function joinParts(first: MergePart, next: MergePart): MergePart | undefined {
  if (first.kind === "conflict") {
    if (next.kind !== "conflict") return undefined;
    const { base, theirs, yours } = first;
    return {
      kind: "conflict",
      base: [...base, ...next.base],
      theirs: [...theirs, ...next.theirs],
      yours: [...yours, ...next.yours],
    };
  }
  if (next.kind === "conflict" || next.kind !== first.kind) return undefined;
  const lines = [...first.lines, ...next.lines];
  if (first.kind === "same" || next.kind === "same") return { kind: "same", lines };
  return { kind: first.kind, lines, base: [...first.base, ...next.base] };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

/** How many parts need a decision, and how many were merged without one. */
export function countParts(parts: readonly MergePart[]): { readonly conflicts: number; readonly merged: number } {
  return {
    conflicts: parts.filter(({ kind }) => kind === "conflict").length,
    merged: parts.filter(({ kind }) => kind === "theirs" || kind === "yours").length,
  };
}

/** The lines that a part comes to; undefined where it still needs a decision. */
export function decidedLines(part: MergePart, decision: Decision | undefined): readonly string[] | undefined {
  if (part.kind !== "conflict") return part.lines;
  if (decision === undefined) return undefined;
  return decision === "both" ? [...part.theirs, ...part.yours] : part[decision];
}

/** The merged text; undefined while a decision is missing. Decisions go by the place of the part. */
export function mergedText(
  parts: readonly MergePart[],
  decisions: Readonly<Record<number, Decision>>,
): string | undefined {
  const lines: string[] = [];
  for (const [at, part] of parts.entries()) {
    const decided = decidedLines(part, decisions[at]);
    if (decided === undefined) return undefined;
    lines.push(...decided);
  }
  return lines.join("\n");
}
