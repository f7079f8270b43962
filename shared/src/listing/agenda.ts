/** What to ask next: which open stretches to read whole, which to split and how finely, and how much in one request. */
import type { RangeResponse } from "../txn.ts";
import { mostQuestions, type Question } from "./ask-ranges.ts";
import { folderOf } from "./child.ts";
import { entryCount, type Budget } from "./listing.ts";
import { answerKeys, answerPiece, beginSplit, type Node } from "./outline.ts";
import { restOf, splitRest } from "./split.ts";
import { compareEnds, type Folder } from "./stretch.ts";

/** A stretch of so many keys is read rather than split: the questions would cost more than the keys. */
const readAlways = 64;
/** The same where children are small, of `smallChild` keys at the most. */
const readSmall = 1000;
const smallChild = 16;
/** A folder of direct keys is read whole up to so many. */
const readFolder = 5000;
/** Reading a key costs about so many times what counting it does. */
const readCost = 20;
/** Keys read by one request: a few hundred kilobytes. */
const readTogether = 2000;
/** Keys that are worth a request of their own. */
const worthARequest = 20_000;
/** Questions for splitting a whole folder; a stretch gets its share of them. */
const questionsInAll = 1200;
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
  const known = { children: 0, keys: 0 };
  let ranges = 0;
  /** Keys of the stretches that are being read or split. */
  let keysAsked = 0;

  const note = (node: Node | undefined) => {
    if (node === undefined) return;
    if (node.head === undefined) open.push(node);
    else noteChildren(node);
  };
  const noteChildren = ({ head = [] }: Node) => {
    known.children += head.length;
    for (const entry of head) known.keys += entryCount(entry);
  };
  /** Keys that a child has, on average; undefined: no child is known yet. */
  const usual = () => (known.children === 0 ? undefined : known.keys / known.children);

  const isRead = ({ stretch: { count, first } }: Node): boolean => {
    if (count <= readAlways) return true;
    const isKey = folderOf(first.key, folder.prefix.length, folder.delimiters) === undefined;
    if (count === total && count <= (isKey ? readFolder : readSmall)) return true;
    return count <= readSmall && (usual() ?? (isKey ? 1 : Infinity)) <= smallChild;
  };

  const plan = (node: Node) => {
    const { count } = node.stretch;
    keysAsked += count;
    if (isRead(node)) {
      const { key, rangeEnd } = node.stretch;
      const answer = (response: RangeResponse) => {
        keysAsked -= count;
        note(answerKeys(node, response, folder));
        noteChildren(node);
      };
      tasks.push({ question: { key, rangeEnd, limit: count }, cost: count * readCost, keysRead: count, answer });
      return;
    }
    const rest = restOf(node.stretch, folder);
    const isOneChild = count <= 1.5 * (usual() ?? 0);
    const most = Math.ceil(8 + (questionsInAll * count) / total);
    const split = isOneChild && rest !== undefined ? [rest] : splitRest(node.stretch, folder, most);
    const pieces = beginSplit(node, split, folder);
    const hadHead = node.head !== undefined;
    if (hadHead) noteChildren(node);
    for (const piece of pieces) {
      tasks.push({
        question: { ...piece.range, limit: 1 },
        cost: count / pieces.length,
        keysRead: 1,
        answer: (response) => {
          note(answerPiece(node, piece, response, folder));
          if (node.waiting > 0) return;
          keysAsked -= count;
          if (!hadHead) noteChildren(node);
        },
      });
    }
  };

  for (const node of nodes) note(node);
  return {
    take: (underWay) => {
      open = open.toSorted((a, b) => compareEnds(b.stretch.key, a.stretch.key));
      const free = requestsAtATime - underWay;
      // What is asked already may be all that is wanted: then its answers come first.
      const coming = () => (underWay + tasks.length === 0 ? 0 : keysAsked / (usual() ?? Infinity));
      const isWithin = () => known.children + coming() < budget.children && ranges + tasks.length < budget.ranges;
      while (tasks.length < free * mostQuestions && isWithin()) {
        const node = open.pop();
        if (node === undefined) break;
        plan(node);
      }
      const cost = tasks.reduce((sum, task) => sum + task.cost, 0);
      const share = Math.max(cost / free, worthARequest);
      let [taken, takenCost, keysRead] = [0, 0, 0];
      for (const task of tasks) {
        const isFull = taken === mostQuestions || takenCost >= share || keysRead + task.keysRead > readTogether;
        if (taken > 0 && isFull) break;
        taken++;
        takenCost += task.cost;
        keysRead += task.keysRead;
      }
      ranges += taken;
      return tasks.splice(0, taken);
    },
  };
}
