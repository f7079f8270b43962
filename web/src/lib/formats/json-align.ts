/** Which of the tokens of one JSON text are those of another. */
import { diffArrays } from "diff";
import { isSign, type JsonPlaces } from "./json-lexer.ts";

/** A text, and where its tokens are. */
export interface Tokens {
  readonly text: string;
  readonly places: JsonPlaces;
}

/** A place of a list that is known to be there. */
export const place = (places: readonly number[], at: number): number => places[at] ?? 0;

/** More changed tokens than this are not told apart: all of them get the usual white space. */
const mostCompared = 400;

/** Typed tokens in a row. */
export interface TokenRun {
  readonly count: number;
  /** The first of the stored tokens that they are, or whose places they took; undefined: they are new. */
  readonly first: number | undefined;
  /** They are the stored ones, and not others in their places. */
  readonly isStored: boolean;
}

/** Which of the stored tokens from `kept` up to `rest` the typed ones are; where too many changed, none. */
export function alignTokens(stored: Tokens, typed: Tokens, kept: number, rest: number): TokenRun[] {
  const same = (a: number, b: number) => {
    // Typed tokens are counted below zero: so it does not matter which of the two comes first.
    const [of, to] = a < 0 ? [b, ~a] : [a, ~b];
    return isSameToken(stored, of, typed, to);
  };
  const old = Array.from({ length: rest - kept }, (_, at) => kept + at);
  const now = Array.from(typed.places.starts, (_, at) => ~at);
  const changes = diffArrays(old, now, { maxEditLength: mostCompared, comparator: same });
  if (changes === undefined) return [{ count: now.length, first: undefined, isStored: false }];
  const runs: TokenRun[] = [];
  let next = kept;
  let gone = 0;
  let at = 0;
  for (const { added, removed, count } of changes) {
    if (removed) {
      gone = count;
      next += count;
      continue;
    }
    const isPlace = (index: number) => isLike(tokenOf(stored, next - count + index), tokenOf(typed, at + index));
    const takesPlace = added && count === gone && Array.from({ length: count }, (_, index) => index).every(isPlace);
    runs.push({ count, first: takesPlace ? next - count : added ? undefined : next, isStored: !added });
    if (!added) next += count;
    at += count;
    gone = 0;
  }
  return runs;
}

function isSameToken(a: Tokens, atA: number, b: Tokens, atB: number): boolean {
  const fromA = place(a.places.starts, atA);
  const fromB = place(b.places.starts, atB);
  const length = place(a.places.ends, atA) - fromA;
  if (length !== place(b.places.ends, atB) - fromB) return false;
  for (let at = 0; at < length; at++) if (a.text.charCodeAt(fromA + at) !== b.text.charCodeAt(fromB + at)) return false;
  return true;
}

function tokenOf({ text, places }: Tokens, at: number): string {
  return text.slice(places.starts[at], places.ends[at]);
}

/** The same sign, or no sign either. */
function isLike(a: string, b: string): boolean {
  return a === b || (!isSign(a.charCodeAt(0)) && !isSign(b.charCodeAt(0)));
}
