/** What to ask next: which open stretches to read whole, which to split and how finely, and how much in one request. */
import type { KeySpan } from "../../model/key-ranges.ts";
import { compareBytes } from "../../model/bytes.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { mostQuestions, type Question } from "./ask-ranges.ts";
import { folderOf } from "./child.ts";
import { defaultBudget, type Budget } from "./listing.ts";
import { answerKeys, answerPiece, beginSplit, type Node } from "./outline.ts";
import { restOf, splitRest } from "./split.ts";
import { createSizes } from "./sizes.ts";
import { createTails } from "./tails.ts";
import type { Folder } from "./stretch.ts";

/** A stretch of so many keys is read rather than split: the questions would cost more than the keys. */
const readAlways = 64;
/** A folder of so many keys is read whole; one of direct keys up to {@link readFolder}. */
const readWhole = 1000;
export const readFolder = 5000;
/** Where children are small, of `smallChild` keys at the most, a stretch of so many keys is read from its start. */
const readSmall = 50_000;
const smallChild = 16;
/** Keys read at a time: a few hundred kilobytes at the most. */
const readTogether = 1000;
/** Reading a key costs about so many times what counting it does. */
const readCost = 20;
/** Keys that are worth a request of their own. */
const worthARequest = 20_000;
/** Questions for splitting a whole folder: a stretch has its share of them, and a few more. */
const questionsInAll = 1200;
const questionsAtLeast = 12;
/** Requests under way at a time: etcd reads on several cores. */
export const requestsAtATime = 4;

/** A question, what it costs (in keys counted), and what to do with its answer. */
export interface Task {
  readonly question: Question;
  readonly cost: number;
  readonly keysRead: number;
  readonly answer: (answer: RangeResponse) => void;
}

export interface Agenda {
  /** The questions of the next request; empty: nothing to ask at present. */
  take(underWay: number): readonly Task[];
}

/** An agenda over nodes of one folder of `total` keys. What the answers open is put on it. */
export function createAgenda(nodes: readonly Node[], folder: Folder, total: number, budget: Budget): Agenda {
  let open: Node[] = [];
  const tasks: Task[] = [];
  const sizes = createSizes();
  const tails = createTails(folder);
  const mostKeys = budget.keys ?? defaultBudget.keys;
  let [children, ranges, keysRead] = [0, 0, 0];
  /** Keys of the stretches that are being read or split. */
  let keysAsked = 0;
  /** Stretches that are being split. */
  let splitting = 0;

  const note = (node: Node | undefined) => {
    if (node === undefined) return;
    if (node.head === undefined) open.push(node);
    else noteChildren(node);
  };
  const noteChildren = ({ head = [] }: Node) => {
    children += head.length;
    for (const entry of head) {
      sizes.note(entry);
      tails.note(entry);
    }
  };
  const isKey = ({ stretch: { first } }: Node) =>
    folderOf(first.key, folder.prefix.length, folder.delimiters) === undefined;

  /** How many keys of a node to read at once; undefined: it is better split. */
  const keysToRead = (node: Node): number | undefined => {
    const { count } = node.stretch;
    if (count <= readAlways) return count;
    if (node.mustSplit === true) return undefined;
    if (count === total && count <= (isKey(node) ? readFolder : readWhole)) return count;
    const isSmall = (sizes.usual(isKey(node)) ?? Infinity) <= smallChild;
    return isSmall && count <= readSmall ? Math.min(count, readTogether) : undefined;
  };

  const planReading = (node: Node, limit: number) => {
    const { key, rangeEnd, count } = node.stretch;
    const answer = (response: RangeResponse) => {
      keysAsked -= count;
      note(answerKeys(node, response, folder));
      noteChildren(node);
    };
    const cost = count + limit * readCost;
    keysRead += limit;
    tasks.push({ question: { key, rangeEnd, limit }, cost, keysRead: limit, answer });
  };

  const rangesOf = (node: Node): KeySpan[] => {
    const { count } = node.stretch;
    const usual = sizes.usual(isKey(node));
    const rest = restOf(node.stretch, folder);
    if (usual !== undefined && count <= 1.5 * usual && rest !== undefined && node.mustSplit !== true) return [rest];
    const share = questionsAtLeast + (questionsInAll * count) / total;
    const guesses = tails.guessAfter(node.stretch.first.key);
    if (usual === undefined) return splitRest(node.stretch, folder, { most: share, guesses });
    const expected = Math.ceil(count / usual);
    return splitRest(node.stretch, folder, { most: Math.min(share, 6 + 2 * expected), children: expected, guesses });
  };

  const planSplitting = (node: Node) => {
    const { count } = node.stretch;
    const pieces = beginSplit(node, rangesOf(node), folder);
    const hadHead = node.head !== undefined;
    if (hadHead) noteChildren(node);
    if (pieces.length > 0) splitting++;
    for (const piece of pieces) {
      tasks.push({
        question: { ...piece.range, limit: 1 },
        cost: count / pieces.length,
        keysRead: 1,
        answer: (response) => {
          note(answerPiece(node, piece, response, folder));
          if (node.waiting > 0) return;
          keysAsked -= count;
          splitting--;
          if (!hadHead) noteChildren(node);
        },
      });
    }
  };

  const plan = (node: Node) => {
    keysAsked += node.stretch.count;
    const limit = keysToRead(node);
    if (limit === undefined) planSplitting(node);
    else planReading(node, limit);
  };

  for (const node of nodes) note(node);
  // What was known before counts for nothing: it may lie far from where one looks.
  children = 0;
  return {
    take: (underWay) => {
      open = open.toSorted((a, b) => compareBytes(b.stretch.key, a.stretch.key));
      const free = requestsAtATime - underWay;
      // What is asked already may be all that is wanted: then its answers come first.
      const coming = () =>
        underWay + tasks.length === 0 ? 0 : keysAsked / (sizes.usual(false) ?? sizes.usual(true) ?? Infinity);
      const isWithin = () =>
        children + coming() < budget.children && ranges + tasks.length < budget.ranges && keysRead < mostKeys;
      // While no child is known, one stretch a request: what these tell saves the others many questions.
      const isBlind = sizes.usual(false) === undefined && sizes.usual(true) === undefined;
      while (tasks.length < free * mostQuestions && isWithin()) {
        const node = isBlind && splitting >= requestsAtATime ? undefined : open.pop();
        if (node === undefined) break;
        plan(node);
      }
      const cost = tasks.reduce((sum, task) => sum + task.cost, 0);
      // Twice as many as go at a time: the first answers show sooner, and none is waited for alone.
      const share = Math.max(cost / (2 * free), worthARequest);
      let [taken, takenCost, takenKeys] = [0, 0, 0];
      for (const task of tasks) {
        const isFull = taken === mostQuestions || takenCost >= share || takenKeys + task.keysRead > readTogether;
        if (taken > 0 && isFull) break;
        taken++;
        takenCost += task.cost;
        takenKeys += task.keysRead;
      }
      ranges += taken;
      return tasks.splice(0, taken);
    },
  };
}
