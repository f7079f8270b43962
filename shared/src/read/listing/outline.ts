/**
 * What is known of a stretch while a folder is being listed: nothing but its count, or its first children, followed by
 * the pieces that the rest was split into. Its entries cover every key of it at every moment.
 */
import type { KeySpan } from "../../model/key-ranges.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { folderOf } from "./child.ts";
import { entryCount, type Entry } from "./listing.ts";
import { childrenOf, onlyChild, stretchOf, type Folder, type Stretch } from "./stretch.ts";

/** A stretch and what became of it. */
export interface Node {
  readonly stretch: Stretch;
  /** The children at its start; undefined: not known yet. */
  head?: readonly Entry[];
  /** What follows the head, in key order and without gaps, to the stretch's end. */
  pieces: readonly Piece[];
  /** Pieces without an answer. */
  waiting: number;
  /** A short cut was tried before, in vain (to read it, or to ask whether it is one child): it is to be split. */
  readonly mustSplit?: true;
}

/** One range of a split: asked (no `answer`), empty, or a stretch in turn. */
export interface Piece {
  readonly range: KeySpan;
  answer?: Node | "empty";
}

/** The node of a stretch that was just found; where it can only be one child, that is known at once. */
export function nodeOf(stretch: Stretch, folder: Folder, mustSplit = false): Node {
  const only = onlyChild(stretch, folder);
  return {
    stretch,
    pieces: [],
    waiting: 0,
    ...(only !== undefined && { head: [only] }),
    ...(mustSplit && { mustSplit }),
  };
}

/** Begins to split a node: the ranges follow its first child, without gaps. They wait for their answers. */
export function beginSplit(node: Node, ranges: readonly KeySpan[], folder: Folder): readonly Piece[] {
  node.pieces = ranges.map((range): Piece => ({ range }));
  node.waiting = ranges.length;
  const { first } = node.stretch;
  // A key is a child by itself; how much a folder holds shows only when all that follows it is counted.
  if (folderOf(first.key, folder.prefix.length, folder.delimiters) === undefined) {
    node.head = [{ kind: "key", facts: first }];
  } else if (ranges.length === 0) node.head = [folderBefore(node, folder)];
  return node.pieces;
}

/** Takes the answer for a piece, of which at least one key was wanted. Gives the nodes that it made known. */
export function answerPiece(node: Node, piece: Piece, answer: RangeResponse, folder: Folder): Node | undefined {
  const stretch = stretchOf(piece.range, answer);
  const found = stretch === undefined ? undefined : nodeOf(stretch, folder, node.pieces.length === 1);
  piece.answer = found ?? "empty";
  node.waiting--;
  if (node.waiting === 0 && node.head === undefined) node.head = [folderBefore(node, folder)];
  return found;
}

/** The first child, a folder: what the pieces do not hold. Nobody had to walk over it. */
function folderBefore({ stretch, pieces }: Node, { prefix, delimiters }: Folder): Entry {
  const { first } = stretch;
  const folder = folderOf(first.key, prefix.length, delimiters);
  if (folder === undefined) return { kind: "key", facts: first };
  let count = stretch.count;
  for (const { answer } of pieces) if (answer !== undefined && answer !== "empty") count -= answer.stretch.count;
  return { kind: "folder", prefix: folder, count, first };
}

/** Takes the keys of a whole node, or as many as came: what is left then is a node of its own, which is given. */
export function answerKeys(node: Node, answer: RangeResponse, folder: Folder): Node | undefined {
  const { stretch } = node;
  const children = childrenOf(answer.kvs, folder);
  const last = children.at(-1);
  if (answer.kvs.length >= stretch.count || last === undefined) {
    node.head = children;
    return undefined;
  }
  // Cut: the last child may go on, so it belongs to what is left.
  const first = last.kind === "key" ? last.facts : (last.first ?? stretch.first);
  const head = children.slice(0, -1);
  const count = head.reduce((left, entry) => left - entryCount(entry), stretch.count);
  const rest = nodeOf({ key: first.key, rangeEnd: stretch.rangeEnd, count, first }, folder, head.length === 0);
  node.head = head;
  node.pieces = [{ range: rest.stretch, answer: rest }];
  return rest;
}

/** Everything in the nodes, which follow each other, as entries in key order. */
export function entriesOf(nodes: readonly Node[]): Entry[] {
  const entries: Entry[] = [];
  // By hand, not by recursion: a chain of keys that begin alike nests as deep as they are many.
  const ahead: (Node | Entry)[] = nodes.toReversed();
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if ("kind" in next) entries.push(next);
    else ahead.push(...partsOf(next).toReversed());
  }
  return entries;
}

function partsOf({ stretch, head, pieces }: Node): readonly (Node | Entry)[] {
  const { key, rangeEnd, first, count } = stretch;
  if (head === undefined) return [{ kind: "unread", range: { key, rangeEnd }, count, first }];
  const parts: (Node | Entry)[] = [...head];
  let left = head.reduce((sum, entry) => sum - entryCount(entry), count);
  for (const { range, answer } of pieces) {
    if (answer === "empty") continue;
    if (answer === undefined) {
      // What comes later may be known already, but only all of it together is counted.
      if (left > 0) parts.push({ kind: "unread", range: { key: range.key, rangeEnd }, count: left });
      return parts;
    }
    parts.push(answer);
    left -= answer.stretch.count;
  }
  return parts;
}
