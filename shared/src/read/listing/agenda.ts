/** What to ask next about a folder: takes open stretches in the order of their keys, as far as the budget goes. */
import { compareBytes } from "../../model/bytes.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import { mostQuestions } from "./ask-ranges.ts";
import { defaultBudget, type Budget } from "./listing.ts";
import { answerKeys, answerPiece, beginSplit, type Node } from "./outline.ts";
import { ReadingPolicy } from "./reading-policy.ts";
import type { Folder } from "./stretch.ts";
import { TaskQueue, type Task } from "./task-queue.ts";

/** Reading a key costs about so many times what counting it does. */
const readCost = 20;
/** Requests under way at a time: etcd reads on several cores. */
export const requestsAtATime = 4;

export interface Agenda {
  /** The questions of the next request; empty: nothing to ask at present. */
  take(underWay: number): readonly Task[];
}

/** An agenda over nodes of one folder of `total` keys. What the answers open is put on it. */
export function createAgenda(nodes: readonly Node[], folder: Folder, total: number, budget: Budget): Agenda {
  return new FolderAgenda(nodes, folder, total, budget);
}

class FolderAgenda implements Agenda {
  readonly #folder: Folder;
  readonly #budget: Budget;
  readonly #policy: ReadingPolicy;
  readonly #queue = new TaskQueue();
  /** Stretches of which nothing was asked yet. */
  #open: Node[] = [];
  /** What was found and asked so far, as the budget counts it. */
  #children = 0;
  #ranges = 0;
  #keysRead = 0;
  /** Keys of the stretches that are being read or split. */
  #keysAsked = 0;
  /** Stretches that are being split. */
  #splitting = 0;

  constructor(nodes: readonly Node[], folder: Folder, total: number, budget: Budget) {
    this.#folder = folder;
    this.#budget = budget;
    this.#policy = new ReadingPolicy(folder, total);
    for (const node of nodes) this.#note(node);
    // What was known before counts for nothing: it may lie far from where one looks.
    this.#children = 0;
  }

  take(underWay: number): readonly Task[] {
    this.#open = this.#open.toSorted((a, b) => compareBytes(b.stretch.key, a.stretch.key));
    const free = requestsAtATime - underWay;
    // While no child is known, one stretch a request: what these tell saves the others many questions.
    const isBlind = this.#policy.usualSize === undefined;
    while (this.#queue.length < free * mostQuestions && this.#isWithinBudget(underWay)) {
      const node = isBlind && this.#splitting >= requestsAtATime ? undefined : this.#open.pop();
      if (node === undefined) break;
      this.#plan(node);
    }
    const tasks = this.#queue.take(free);
    this.#ranges += tasks.length;
    return tasks;
  }

  #isWithinBudget(underWay: number): boolean {
    const { children, ranges, keys = defaultBudget.keys } = this.#budget;
    const waiting = this.#queue.length;
    // What is asked already may be all that is wanted: then its answers come first.
    const coming = underWay + waiting === 0 ? 0 : this.#keysAsked / (this.#policy.usualSize ?? Infinity);
    return this.#children + coming < children && this.#ranges + waiting < ranges && this.#keysRead < keys;
  }

  #plan(node: Node): void {
    this.#keysAsked += node.stretch.count;
    const reading = this.#policy.decide(node);
    if (reading.kind === "read") this.#read(node, reading.limit);
    else this.#split(node, reading.ranges);
  }

  #read(node: Node, limit: number): void {
    const { key, rangeEnd, count } = node.stretch;
    this.#keysRead += limit;
    this.#queue.add({
      question: { key, rangeEnd, limit },
      cost: count + limit * readCost,
      keysRead: limit,
      answer: (response) => {
        this.#keysAsked -= count;
        this.#note(answerKeys(node, response, this.#folder));
        this.#noteChildren(node);
      },
    });
  }

  #split(node: Node, ranges: readonly KeySpan[]): void {
    const { count } = node.stretch;
    const pieces = beginSplit(node, ranges, this.#folder);
    const hadHead = node.head !== undefined;
    if (hadHead) this.#noteChildren(node);
    if (pieces.length > 0) this.#splitting++;
    for (const piece of pieces) {
      this.#queue.add({
        question: { ...piece.range, limit: 1 },
        cost: count / pieces.length,
        keysRead: 1,
        answer: (response) => {
          this.#note(answerPiece(node, piece, response, this.#folder));
          if (node.waiting > 0) return;
          this.#keysAsked -= count;
          this.#splitting--;
          if (!hadHead) this.#noteChildren(node);
        },
      });
    }
  }

  #note(node: Node | undefined): void {
    if (node === undefined) return;
    if (node.head === undefined) this.#open.push(node);
    else this.#noteChildren(node);
  }

  #noteChildren({ head = [] }: Node): void {
    this.#children += head.length;
    for (const entry of head) this.#policy.note(entry);
  }
}
