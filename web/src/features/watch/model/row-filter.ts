/** Which events of the log are shown. */
import type { EventLog, EventNumber } from "./event-log.ts";
import { findText, type FindText } from "./find-text.ts";

export interface RowFilter {
  readonly types: ReadonlySet<"put" | "delete">;
  /** The watches that are shown, as bits. */
  readonly watchBits: number;
  readonly find: string;
  readonly byKey: boolean;
  /** Every event is open unless it was closed. */
  readonly opensAll: boolean;
}

export const everything: RowFilter = {
  types: new Set(["put", "delete"]),
  watchBits: ~0,
  find: "",
  byKey: false,
  opensAll: false,
};

/** Lets events through. Each is searched once, and the answer kept with it. */
export class RowSieve {
  #filter = everything;
  #find: FindText | undefined;
  readonly #log: EventLog;

  constructor(log: EventLog) {
    this.#log = log;
  }

  get filter(): RowFilter {
    return this.#filter;
  }

  setFilter(filter: RowFilter): void {
    if (filter.find !== this.#filter.find) {
      this.#find = findText(filter.find);
      this.#log.forgetMatches();
    }
    this.#filter = filter;
  }

  passes(event: EventNumber): boolean {
    const found = this.#log.find(event);
    if (found === undefined || found.segment.isHidden) return false;
    const { segment, at } = found;
    if (!this.#filter.types.has(segment.isPut(at) ? "put" : "delete")) return false;
    if (((segment.watches[at] ?? 0) & this.#filter.watchBits) === 0) return false;
    if (this.#find === undefined) return true;
    if (segment.matches[at] === 0) segment.matches[at] = this.#isFound(this.#find, event) ? 2 : 1;
    return segment.matches[at] === 2;
  }

  #isFound(find: FindText, event: EventNumber): boolean {
    const found = this.#log.find(event);
    if (found === undefined) return false;
    const { segment, at } = found;
    return find.inText(segment.keyText(at)) || segment.searched(at).some((bytes) => find.inBytes(bytes));
  }
}
