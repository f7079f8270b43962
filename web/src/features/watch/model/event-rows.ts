/**
 * The rows of the table, newest first: events that pass the filters, their lines where they are opened, gaps, and groups
 * by key. What comes at the end is added to the rows that are there; anything else makes all of them again, at the next
 * time that they are asked for.
 */
import type { WatchGap } from "@etcd-explorer/shared/model/watch";
import { comparePlaces, type Appended, type EventLog, type EventNumber, type Place } from "./event-log.ts";
import { KeyGroups, type KeyGroup } from "./key-groups.ts";
import { RowSieve, type RowFilter } from "./row-filter.ts";

export interface ShownGap extends WatchGap {
  readonly id: number;
  /** The bits of the watches that it is of. */
  readonly watchBit: number;
  /** The history in which it stands; one that was rolled back is the end of its own. */
  readonly history: number;
}

export type EventRow =
  | { readonly kind: "event"; readonly event: EventNumber; readonly isOpen: boolean; readonly isGrouped: boolean }
  | { readonly kind: "line"; readonly event: EventNumber; readonly line: number }
  | { readonly kind: "gap"; readonly gap: ShownGap }
  | { readonly kind: "group"; readonly group: KeyGroup; readonly isOpen: boolean };

/** What tells a row from all others. */
export function rowId(row: EventRow): string {
  switch (row.kind) {
    case "event":
      return `event-${row.event}`;
    case "line":
      return `line-${row.event}-${row.line}`;
    case "gap":
      return `gap-${row.gap.id}`;
    case "group":
      return `group-${row.group.text}`;
    default:
      return row satisfies never;
  }
}

/** How many lines an opened event has. Asked only of events that are opened. */
export type CountLines = (event: EventNumber) => number;

/** With all events open, so many are: those further down are opened as one comes near them. */
export const openAtOnce = 400;

export class EventRows {
  readonly #log: EventLog;
  readonly #countLines: CountLines;
  readonly #sieve: RowSieve;
  readonly #groups: KeyGroups;
  readonly #toggled = new Set<EventNumber>();
  readonly #openGroups = new Set<string>();
  #gaps: readonly ShownGap[] = [];
  #mayOpen = openAtOnce;
  /** From the oldest to the newest, so that what comes is added at the end. */
  #rows: EventRow[] = [];
  #shown = 0;
  /** While paused: what the log held then. */
  #end: ReturnType<EventLog["end"]> | undefined;
  #backlog = 0;
  #isStale = false;
  #areGroupsStale = false;
  #droppedBefore = 0;

  constructor(log: EventLog, countLines: CountLines) {
    this.#log = log;
    this.#countLines = countLines;
    this.#sieve = new RowSieve(log);
    this.#groups = new KeyGroups((event) => {
      const found = log.find(event);
      return found?.segment.keyText(found.at) ?? "";
    });
  }

  get count(): number {
    this.#settle();
    return this.#rows.length;
  }

  /** How many events pass the filters. */
  get shownEvents(): number {
    this.#settle();
    return this.#shown;
  }

  get filter(): RowFilter {
    return this.#sieve.filter;
  }

  get isPaused(): boolean {
    return this.#end !== undefined;
  }

  /** How many events came since the pause that pass the filters. */
  get backlog(): number {
    this.#settle();
    return this.#backlog;
  }

  /** A row, from the newest on. */
  at(index: number): EventRow | undefined {
    this.#settle();
    return this.#rows[this.#rows.length - 1 - index];
  }

  /** Where a row is that was at `near`: it is sought from there outwards, since rows move little at a time. */
  indexOf(id: string, near: number): number | undefined {
    const isAt = (index: number) => {
      const row = this.at(index);
      return row !== undefined && rowId(row) === id;
    };
    const { count } = this;
    for (let by = 0; near + by < count || near - by >= 0; by++) {
      if (isAt(near + by)) return near + by;
      if (isAt(near - by)) return near - by;
    }
    return undefined;
  }

  /** The rows stay as they are until {@link resume}; the log takes in what comes. */
  pause(): void {
    this.#settle();
    this.#end ??= this.#log.end();
  }

  resume(): void {
    this.#end = undefined;
    this.rebuild();
  }

  setFilter(filter: RowFilter): void {
    if (filter.opensAll !== this.filter.opensAll) this.#toggled.clear();
    this.#sieve.setFilter(filter);
    this.#mayOpen = openAtOnce;
    this.rebuild();
  }

  setGaps(gaps: readonly ShownGap[]): void {
    this.#gaps = gaps;
    this.rebuild();
  }

  /** Opens or closes an event, or the group of a key. */
  toggle(row: EventRow): void {
    if (row.kind === "gap") return;
    if (row.kind === "group") toggleIn(this.#openGroups, row.group.text);
    else toggleIn(this.#toggled, row.event);
    this.rebuild();
  }

  /** With all events open: opens more where rows far down are in sight. Says whether there are other rows now. */
  openMore(toIndex: number): boolean {
    if (!this.filter.opensAll || this.#mayOpen >= this.shownEvents || toIndex < this.#mayOpen) return false;
    this.#mayOpen += openAtOnce;
    this.rebuild();
    return true;
  }

  /** Takes in what was added to the log. */
  add({ added, isLast }: Appended): void {
    const dropped = this.#log.dropped?.events ?? 0;
    if (!isLast || (dropped !== this.#droppedBefore && this.filter.byKey)) this.rebuild();
    else if (dropped !== this.#droppedBefore) this.#forgetDropped();
    this.#droppedBefore = dropped;
    if (this.#isStale) return;
    const passing = added.filter((event) => this.#sieve.passes(event));
    if (this.#end !== undefined) this.#backlog += passing.length;
    else if (this.filter.byKey) {
      this.#shown += passing.length;
      this.#groups.add(passing);
      this.#areGroupsStale = true;
    } else for (const event of passing) this.#push(event, true);
  }

  /** Takes the rows away of what the log has dropped: much quicker than to ask of every event whether it is shown. */
  #forgetDropped(): void {
    const isKept = (row: EventRow) =>
      row.kind === "gap" || row.kind === "group" || this.#log.find(row.event) !== undefined;
    this.#rows = this.#rows.filter(isKept);
    this.#shown = this.#rows.filter(({ kind }) => kind === "event").length;
  }

  /** Makes all rows again, when they are asked for. */
  rebuild(): void {
    this.#isStale = true;
  }

  #settle(): void {
    if (this.#isStale) this.#make();
    else if (this.#areGroupsStale) this.#makeGroups();
    this.#isStale = false;
    this.#areGroupsStale = false;
  }

  #make(): void {
    const passing = this.#log.order.filter((event) => this.#sieve.passes(event));
    const events = this.#end === undefined ? passing : passing.filter((event) => !this.#isLater(event));
    this.#backlog = passing.length - events.length;
    this.#rows = [];
    this.#shown = 0;
    this.#groups.clear();
    if (this.filter.byKey) {
      this.#groups.add(events);
      this.#shown = events.length;
      return this.#makeGroups();
    }
    const gaps = this.#shownGaps();
    let next = 0;
    for (const [at, event] of events.entries()) {
      for (let gap = gaps[next]; gap !== undefined && this.#isBefore(gap, event); gap = gaps[next]) {
        this.#rows.push({ kind: "gap", gap });
        next++;
      }
      this.#push(event, at >= events.length - this.#mayOpen);
    }
    for (const gap of gaps.slice(next)) this.#rows.push({ kind: "gap", gap });
    return undefined;
  }

  #makeGroups(): void {
    this.#rows = [];
    for (const group of this.#groups.lastFirst()) {
      const isOpen = this.#openGroups.has(group.text);
      if (isOpen) for (const event of group.events) this.#push(event, false, true);
      this.#rows.push({ kind: "group", group, isOpen });
    }
    // They are of no key: above all groups.
    for (const gap of this.#shownGaps()) this.#rows.push({ kind: "gap", gap });
  }

  #shownGaps(): readonly ShownGap[] {
    return this.#gaps
      .filter(({ watchBit }) => (watchBit & this.filter.watchBits) !== 0)
      .toSorted((one, other) => comparePlaces(placeOf(one), placeOf(other)));
  }

  /** Whether it came since the pause. */
  #isLater(event: EventNumber): boolean {
    const found = this.#log.find(event);
    return found !== undefined && found.at >= (this.#end?.get(found.segment) ?? 0);
  }

  #isBefore(gap: ShownGap, event: EventNumber): boolean {
    const found = this.#log.find(event);
    const own = found?.segment.revision(found.at);
    return own !== undefined && comparePlaces(placeOf(gap), [found?.segment.history ?? 0, own]) < 0;
  }

  #push(event: EventNumber, mayOpen: boolean, isGrouped = false): void {
    const isOpen = this.#toggled.has(event) !== (this.filter.opensAll && mayOpen);
    // The last line first: the rows are in reverse.
    if (isOpen) {
      for (let line = this.#countLines(event) - 1; line >= 0; line--) this.#rows.push({ kind: "line", event, line });
    }
    this.#rows.push({ kind: "event", event, isOpen, isGrouped });
    if (!isGrouped) this.#shown++;
  }
}

/** Behind which event a gap stands. */
function placeOf({ why, from, to, history }: ShownGap): Place {
  return [history, why === "rolled-back" ? from : to];
}

function toggleIn<Item>(items: Set<Item>, item: Item): void {
  if (!items.delete(item)) items.add(item);
}
