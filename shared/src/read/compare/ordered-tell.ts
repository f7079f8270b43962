/** Differences that are found in many places at once, told in key order, no more of them than are to be kept. */
import { differenceBatch } from "./compare-request.ts";
import { nameOf, type Difference } from "./difference.ts";
import { FolderCounter, type FoldersCounted } from "./folder-counts.ts";
import type { OfSides, Side } from "./side.ts";

/** A stretch of the keys, whose differences come in order. Each begins where the one before it ends. */
export interface Lane {
  find(difference: Difference): void;
  /** Hands over what is found so far, where every earlier lane has ended. */
  flush(): void;
  /** Nothing comes after it. */
  end(): void;
}

interface OwnLane extends Lane {
  readonly folders: FolderCounter;
  held: Difference[];
  next: OwnLane | undefined;
  isEnded: boolean;
}

interface TellOptions {
  readonly sides: OfSides<Pick<Side, "prefix">>;
  readonly delimiters: Uint8Array;
  /** The most that are told. */
  readonly keep: number;
  readonly onFound: (batch: readonly Difference[]) => void;
}

export class OrderedTell {
  readonly #options: TellOptions;
  readonly #prefixes: { readonly left: Side["prefix"]; readonly right: Side["prefix"] };
  readonly #folders: FolderCounter;
  #first: OwnLane | undefined;
  #last: OwnLane | undefined;
  #told = 0;
  #held = 0;

  constructor(options: TellOptions) {
    this.#options = options;
    this.#folders = new FolderCounter(options.delimiters);
    this.#prefixes = { left: options.sides.left.prefix, right: options.sides.right.prefix };
  }

  get told(): number {
    return this.#told;
  }

  /** A new lane behind all others, or right behind one. */
  open(after?: Lane): Lane {
    const lane = this.#create();
    const before = after === undefined ? this.#last : this.#own(after);
    lane.next = before?.next;
    if (before === undefined) this.#first = lane;
    else before.next = lane;
    if (before === this.#last) this.#last = lane;
    return lane;
  }

  /** Of all lanes that have ended, up to the first that has not. */
  folders(): FoldersCounted {
    return this.#folders.counted();
  }

  #create(): OwnLane {
    const lane: OwnLane = {
      folders: new FolderCounter(this.#options.delimiters),
      held: [],
      next: undefined,
      isEnded: false,
      find: (difference) => {
        lane.folders.add(nameOf(difference, this.#prefixes), difference.kind);
        if (this.#told + lane.held.length >= this.#options.keep) return;
        lane.held.push(difference);
        this.#held++;
        if (this.#told + this.#held > this.#options.keep) this.#forget();
        if (lane === this.#first && lane.held.length >= differenceBatch) this.#tell(lane);
      },
      flush: () => {
        if (lane === this.#first) this.#tell(lane);
      },
      end: () => {
        lane.isEnded = true;
        while (this.#first?.isEnded === true) {
          this.#tell(this.#first);
          this.#folders.addAll(this.#first.folders);
          this.#first = this.#first.next;
        }
        if (this.#first === undefined) this.#last = undefined;
        else this.#tell(this.#first);
      },
    };
    return lane;
  }

  #own(lane: Lane): OwnLane | undefined {
    let at = this.#first;
    while (at !== undefined && at !== lane) at = at.next;
    return at;
  }

  #tell(lane: OwnLane): void {
    const { held } = lane;
    lane.held = [];
    this.#told += held.length;
    this.#held -= held.length;
    for (let at = 0; at < held.length; at += differenceBatch) {
      this.#options.onFound(held.slice(at, at + differenceBatch));
    }
  }

  /** No more is held than may be told: the last of it goes first. */
  #forget(): void {
    let last: OwnLane | undefined;
    for (let at = this.#first; at !== undefined; at = at.next) if (at.held.length > 0) last = at;
    if (last?.held.pop() !== undefined) this.#held--;
  }
}
