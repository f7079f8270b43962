/**
 * Splitting a stretch after its first child. Whatever follows that child leaves its name at one of the name's bytes,
 * so the stretch falls into one range for each byte position, and these into ranges by the byte that stands there.
 * A name that counts (`job-017/`) is followed by the next numbers, each with a range of its own.
 * No cut lies within a child: what precedes its last byte is a beginning of the first child's name, or a number.
 */
import { compareEnds, type KeySpan } from "../../model/key-ranges.ts";
import { asKey, compareBytes, concatBytes, type Key } from "../../model/bytes.ts";
import { isEmptyRange, isOpenEnd, prefixEnd, prefixRange } from "../../model/range.ts";
import { folderOf } from "./child.ts";
import { anyByte, bytesLike, followedBy, isDigit, isWordByte, type ByteSpan } from "./next-bytes.ts";
import { lastNumber, numbersAfter } from "./numbers.ts";
import { childEnd, type Folder, type Stretch } from "./stretch.ts";

/** How finely to split. */
export interface Fineness {
  /** About so many ranges at the most. */
  readonly most: number;
  /** Children that the stretch may have; undefined: nobody knows. */
  readonly children?: number;
  /** Folders that may follow the first child, in order: each gets a range of its own. */
  readonly guesses?: readonly Key[];
}

/** Numbers that are tried where nobody knows how many there are. */
const numbersTried = 256;
/** Into so many ranges at least a position is cut finely, where there are so many bytes. */
const leastParts = 8;
/** Positions that have a range of their own at least, the first ones. */
const fewPositions = 8;

/** The rest of the stretch, after its first child, as one range; undefined where nothing can follow. */
export function restOf(stretch: Stretch, folder: Folder): KeySpan | undefined {
  const rest = { key: childEnd(stretch.first.key, folder), rangeEnd: stretch.rangeEnd };
  // After an empty name comes the first of all keys: one zero byte, which elsewhere is the open end.
  const isEmpty = stretch.first.key.length === 0 ? isEmptyRange(rest) : compareEnds(rest.key, rest.rangeEnd) >= 0;
  return isEmpty ? undefined : rest;
}

/** The rest of the stretch, after its first child, as ranges in key order and without gaps. */
export function splitRest(stretch: Stretch, folder: Folder, fineness: Fineness): KeySpan[] {
  const rest = restOf(stretch, folder);
  if (rest === undefined) return [];
  const { prefix, delimiters } = folder;
  const child = folderOf(stretch.first.key, prefix.length, delimiters);
  // A key is left where it ends as well: by longer keys that begin with it.
  const [name, length] =
    child === undefined ? [stretch.first.key, stretch.first.key.length + 1] : [child, child.length];
  const shallowest = firstPosition(name, stretch.rangeEnd, prefix.length);
  const counted = countOn(name, shallowest, delimiters, fineness);
  const most = Math.max(fewPositions, fineness.most - counted.counted);
  // Of a very long name the far end stays one range: what lies there is split when it is found.
  const end = Math.min(length, shallowest + Math.max(fewPositions, most / 2));
  const positions: Position[] = [];
  const guesses = fineness.guesses ?? [];
  // What leaves the name from there on is likely guessed: one range tells whether there is more.
  const guessedFrom = guesses.reduce((from, guess) => Math.min(from, sharedLength(guess, name)), Infinity);
  const parts = fineness.children === undefined ? 256 : Math.max(leastParts, 1.5 * fineness.children);
  for (let at = shallowest; at < end; at++) {
    const highest = at === shallowest ? highestByte(stretch.rangeEnd, at) : 256;
    const options = { prefixLength: prefix.length, depth: at - shallowest, highest, parts };
    positions.push(positionOf(counted.last, at, { ...options, ...(at >= guessedFrom && { depth: undefined }) }));
  }
  refine(positions, most);
  const cuts = [
    ...counted.cuts,
    ...guesses.flatMap((guess) => [guess, prefixEnd(guess)]),
    ...positions.flatMap((position) => cutsOf(counted.last, position.at, position.spans)),
  ];
  return between(rest, cuts);
}

const smallLetters = anyByte.filter(([byte]) => byte >= 0x61 && byte <= 0x7a);
/** Cuts among the second letters of names, which are mostly vowels: into about equal shares. */
const vowels = smallLetters.filter(([byte]) => "aeiou".includes(String.fromCharCode(byte)));

/**
 * Everything below a prefix of which nothing is known, by the byte that follows, without gaps. What follows a small
 * letter or a delimiter is cut once more, for so most names begin: it costs etcd nothing. Less than 300 ranges where
 * there is one delimiter.
 */
export function splitAll({ prefix, delimiters }: Folder): KeySpan[] {
  const after = (byte: number, spans: readonly ByteSpan[]) =>
    spans.map(([next]) => followedBy(followedBy(prefix, prefix.length, byte), prefix.length + 1, next));
  return between(prefixRange(prefix), [
    ...cutsOf(prefix, prefix.length, anyByte),
    ...smallLetters.flatMap(([byte]) => after(byte, vowels)),
    ...[...delimiters].flatMap((byte) => after(byte, smallLetters)),
  ]);
}

/** The range in pieces, cut where a cut lies in it. */
function between({ key, rangeEnd }: KeySpan, cuts: readonly Key[]): KeySpan[] {
  const ranges: KeySpan[] = [];
  let start = key;
  for (const cut of cuts.toSorted(compareEnds)) {
    if (compareEnds(cut, rangeEnd) >= 0) break;
    // A start of one zero byte is the first of all keys, not the open end.
    if (compareBytes(cut, start) <= 0) continue;
    ranges.push({ key: start, rangeEnd: cut });
    start = cut;
  }
  ranges.push({ key: start, rangeEnd });
  return ranges;
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** The first place where a key below `rangeEnd` can leave the name: before it, all of the stretch begins alike. */
function firstPosition(name: Uint8Array, rangeEnd: Key, prefixLength: number): number {
  let at = 0;
  while (at < rangeEnd.length && at < name.length && rangeEnd[at] === name[at]) at++;
  // Below `d` all that follows `cart` begins with `c`: what can differ is the byte after it.
  const isNext = at < name.length && rangeEnd.length === at + 1 && rangeEnd[at] === (name[at] ?? 0) + 1;
  return Math.max(isNext ? at + 1 : at, prefixLength);
}

/** Cuts at the numbers that follow the name's own, and the name with the last of them. */
function countOn(
  name: Uint8Array,
  shallowest: number,
  delimiters: Uint8Array,
  { most, children }: Fineness,
): { readonly cuts: readonly Key[]; readonly last: Uint8Array; readonly counted: number } {
  const none = { cuts: [], last: name, counted: 0 };
  // Where digits part folders, a number would be a boundary within one.
  if (delimiters.some(isDigit)) return none;
  const number = lastNumber(name, shallowest);
  if (number === undefined || (children === undefined && !number.startsCounting)) return none;
  const wanted = children === undefined ? numbersTried : Math.ceil(children * 1.1) + 2;
  if (wanted > most) return none;
  const numbers = numbersAfter(name, number, wanted);
  const last = numbers.at(-1);
  if (last === undefined) return none;
  const rest = name.subarray(number.end);
  // What is named as the first child is but for its number is then one folder, and nothing around it is left to ask.
  const ends = rest.length === 0 ? [] : numbers.map((counted) => prefixEnd(asKey(concatBytes([counted, rest]))));
  return { cuts: [...numbers, ...ends], last: concatBytes([last, rest]), counted: numbers.length };
}

interface Position {
  readonly at: number;
  /** Cut at the end of each. */
  spans: readonly ByteSpan[];
  /** The same bytes, more finely. */
  readonly fine: readonly ByteSpan[];
  /** Which are cut finely first: 0 before 1; undefined: none of the others. */
  readonly rank?: number;
}

interface PositionOptions {
  readonly prefixLength: number;
  /** How many positions before it can differ; undefined: what differs from here on is guessed already. */
  readonly depth: number | undefined;
  /** The end of the bytes that can stand there. */
  readonly highest: number;
  readonly parts: number;
}

/** The end of the bytes that keys below `rangeEnd` can have at a position up to which they begin as it does. */
function highestByte(rangeEnd: Key, at: number): number {
  const byte = rangeEnd[at];
  if (byte === undefined || isOpenEnd(rangeEnd)) return 256;
  return rangeEnd.length > at + 1 ? byte + 1 : byte;
}

/**
 * Where siblings are likely to differ: at the first byte that can differ at all, in numbers, and where words begin.
 * Elsewhere one range tells whether anything is there.
 */
function positionOf(name: Uint8Array, at: number, { prefixLength, depth, highest, parts }: PositionOptions): Position {
  const byte = name[at];
  const before = at > prefixLength ? name[at - 1] : undefined;
  const from = byte === undefined ? 0 : byte + 1;
  // What follows a number that ends here is the number's next digit: after `app1/` comes `app10/`.
  const like = isWordByte(before) && !isWordByte(byte) ? (before ?? 0) : (byte ?? 0);
  const fine = at === prefixLength && byte === undefined ? anyByte : bytesLike(like, [from, highest], parts);
  const isWordStart = isWordByte(byte) && !isWordByte(before);
  const isLikely = isWordStart || !isWordByte(byte);
  const rank = depth === undefined ? undefined : depth === 0 ? 0 : isDigit(like) ? 1 : isLikely ? 2 : undefined;
  // Further within a word a few positions share a range.
  const isAlone = rank !== undefined || (depth !== undefined && depth < 4) || at % 4 === 0;
  return { at, spans: from < 256 && isAlone ? [[from, 256]] : [], fine, ...(rank !== undefined && { rank }) };
}

/** Cuts as many positions finely as there is room for. */
function refine(positions: readonly Position[], most: number): void {
  let room = most - positions.length;
  for (const wanted of [0, 1, 2]) {
    for (const position of positions.toReversed()) {
      const more = position.fine.length - position.spans.length;
      if (position.rank !== wanted || more > room) continue;
      room -= more;
      position.spans = position.fine;
    }
  }
}

function cutsOf(name: Uint8Array, at: number, spans: readonly ByteSpan[]): Key[] {
  return spans.map(([, high]) => (high === 256 ? prefixEnd(asKey(name.slice(0, at))) : followedBy(name, at, high)));
}
