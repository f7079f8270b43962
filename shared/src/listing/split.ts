/**
 * Splitting a stretch after its first child. Whatever follows that child leaves its name at one of the name's bytes,
 * so the stretch falls into one range for each byte position, and these into ranges by the byte that stands there.
 * No boundary lies within a child: what precedes its last byte is a beginning of the first child's name.
 */
import { asKey, type Key } from "../bytes.ts";
import { prefixEnd, prefixRange } from "../range.ts";
import { folderOf } from "./child.ts";
import { anyByte, bytesFrom, bytesLike, isDigit, type ByteSpan } from "./next-bytes.ts";
import { childEnd, compareEnds, type EndedRange, type Folder, type Stretch } from "./stretch.ts";

interface Position {
  readonly at: number;
  spans: readonly ByteSpan[];
  /** The same bytes, more finely. */
  readonly fine: readonly ByteSpan[];
  /** Digits count up: what differs there is found first. */
  readonly isNumber: boolean;
}

/** The rest of the stretch, after its first child, as one range; undefined where nothing can follow. */
export function restOf(stretch: Stretch, folder: Folder): EndedRange | undefined {
  const key = childEnd(stretch.first.key, folder);
  return compareEnds(key, stretch.rangeEnd) < 0 ? { key, rangeEnd: stretch.rangeEnd } : undefined;
}

/** The rest of the stretch, after its first child, in at most about `most` ranges, in key order and without gaps. */
export function splitRest(stretch: Stretch, folder: Folder, most: number): EndedRange[] {
  const rest = restOf(stretch, folder);
  if (rest === undefined) return [];
  const name: Uint8Array = folderOf(stretch.first.key, folder.prefix.length, folder.delimiters) ?? stretch.first.key;
  const isKey = name === stretch.first.key;
  const shallowest = firstPosition(name, stretch.rangeEnd, folder.prefix.length);
  // Of a very long name the far end is one range: what lies there is split when it is found.
  const end = Math.min(name.length + (isKey ? 1 : 0), shallowest + Math.max(8, most));
  const positions: Position[] = [];
  for (let at = shallowest; at < end; at++) positions.push(positionOf(name, at, folder.prefix.length));
  refine(positions, most);
  const ranges: EndedRange[] = [];
  let key = rest.key;
  for (const { at, spans } of positions.toReversed()) {
    for (const [, high] of spans) {
      const next = high === 256 ? prefixEnd(asKey(name.slice(0, at))) : followedBy(name, at, high);
      const rangeEnd = compareEnds(next, stretch.rangeEnd) > 0 ? stretch.rangeEnd : next;
      if (compareEnds(key, rangeEnd) >= 0) continue;
      ranges.push({ key, rangeEnd });
      key = rangeEnd;
    }
  }
  return ranges;
}

/** Everything below a prefix of which nothing is known, by the byte that follows: less than 128 ranges, without gaps. */
export function splitAll(prefix: Key): EndedRange[] {
  const whole = prefixRange(prefix);
  let { key } = whole;
  return anyByte.map(([, high]) => {
    const range = { key, rangeEnd: high === 256 ? whole.rangeEnd : followedBy(prefix, prefix.length, high) };
    key = range.rangeEnd;
    return range;
  });
}

/** The first `length` bytes of a name, and one byte more. */
function followedBy(name: Uint8Array, length: number, byte: number): Key {
  const key = new Uint8Array(length + 1);
  key.set(name.subarray(0, length));
  key[length] = byte;
  return asKey(key);
}

/** The first place where a key below `rangeEnd` can leave the name: before it, all of the stretch begins alike. */
function firstPosition(name: Uint8Array, rangeEnd: Key, prefixLength: number): number {
  let at = 0;
  while (at < rangeEnd.length && at < name.length && rangeEnd[at] === name[at]) at++;
  return Math.max(at, prefixLength);
}

function positionOf(name: Uint8Array, at: number, prefixLength: number): Position {
  const byte = name[at];
  const from = byte === undefined ? 0 : byte + 1;
  const isLast = at >= name.length - 1 && !isDigit(byte);
  // What follows a number that ends here is the number's next digit: `app1/` is followed by `app10/`.
  const like = isLast && isDigit(name[at - 1]) && at > prefixLength ? 0x30 : (byte ?? 0);
  const fine = at === prefixLength && byte === undefined ? anyByte : bytesLike(like, from);
  return { at, spans: bytesFrom(from), fine, isNumber: isDigit(like) };
}

/** Cuts as many positions finely as there is room for: numbers first, the last digits before the first; then from the front. */
function refine(positions: readonly Position[], most: number): void {
  let room = most - positions.length;
  const numbers = positions.filter(({ isNumber }) => isNumber).toReversed();
  for (const position of [...numbers, ...positions.filter(({ isNumber }) => !isNumber)]) {
    const more = position.fine.length - position.spans.length;
    if (more <= 0 || more > room) continue;
    room -= more;
    position.spans = position.fine;
  }
}
