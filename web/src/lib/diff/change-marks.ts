/** What changed within a line that was replaced by another, so that also one long line shows where it differs. */
import { diffWordsWithSpace } from "diff";
import { changedPart } from "#/lib/formats/text-place.ts";

/** A piece of a line as it is shown. */
export interface Segment {
  readonly text: string;
  readonly changed: boolean;
  /** So many characters stand here that are not shown; `text` is empty. */
  readonly hidden?: number;
}

export interface MarkedPair {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

/** Beyond this only the part between what both lines begin and end with is marked, as one. In UTF-16 units. */
const largestCompared = 100_000;
const timeoutMs = 100;
const longestWord = 40;

/** A line with more than this share of it changed is another line: marks in it would only be noise. */
const mostChanged = 0.7;

/** Compares two lines word by word. */
export function markChanges(before: string, after: string): MarkedPair {
  const part = changedPart(before, after);
  // Whole words: both lines are the same outside of the part, so it may grow by the same on both sides.
  const lead = /[\p{L}\p{N}_]*$/u.exec(before.slice(Math.max(0, part.from - longestWord), part.from))?.[0] ?? "";
  const rest = /^[\p{L}\p{N}_]*/u.exec(before.slice(part.to, part.to + longestWord))?.[0] ?? "";
  const [from, to, insert] = [part.from - lead.length, part.to + rest.length, lead + part.insert + rest];
  const removed = before.slice(from, to);
  const longer = Math.max(before.length, after.length);
  if (Math.max(removed.length, insert.length) > longer * mostChanged) {
    return { before: segments([[before, false]]), after: segments([[after, false]]) };
  }
  const words =
    removed.length + insert.length > largestCompared
      ? undefined
      : diffWordsWithSpace(removed, insert, { timeout: timeoutMs });
  const [head, tail] = [before.slice(0, from), before.slice(to)];
  const oldWords = words?.flatMap((word): Piece[] => (word.added ? [] : [[word.value, word.removed]]));
  const newWords = words?.flatMap((word): Piece[] => (word.removed ? [] : [[word.value, word.added]]));
  return {
    before: segments([[head, false], ...(oldWords ?? [[removed, true]]), [tail, false]]),
    after: segments([[head, false], ...(newWords ?? [[insert, true]]), [tail, false]]),
  };
}

type Piece = readonly [text: string, changed: boolean];

/** Pieces with empty ones left out and neighbours of one kind joined. */
function segments(pieces: readonly Piece[]): Segment[] {
  const joined: { text: string; changed: boolean }[] = [];
  for (const [text, changed] of pieces) {
    const last = joined.at(-1);
    if (text === "") continue;
    if (last?.changed === changed) last.text += text;
    else joined.push({ text, changed });
  }
  return joined;
}

/** Lines up to this are shown whole. In UTF-16 units, like the rest. */
const shownWhole = 600;
/** How much of a long piece is shown at either end: more of what changed. */
const kept = { same: 60, changed: 400 } as const;

/** A long line with the middle of its long pieces left out: what changed stays in sight, and the page stays quick. */
export function shortenSegments(line: readonly Segment[]): Segment[] {
  const length = line.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= shownWhole) return [...line];
  return line.flatMap((segment) => {
    const room = segment.changed || line.length === 1 ? kept.changed : kept.same;
    if (segment.text.length <= 2 * room) return [segment];
    const { changed, text } = segment;
    return [
      { text: text.slice(0, room), changed },
      { text: "", changed, hidden: text.length - 2 * room },
      { text: text.slice(-room), changed },
    ];
  });
}
