/**
 * The events of all watches of a screen, in the order of their revisions. An event that several watches tell of stands
 * there once. Where etcd's data goes back, another history begins: its events stand behind all of before, whatever their
 * revisions. What is kept is bounded; what was dropped is counted, from the lowest revisions on.
 */
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { EventSegment, eventsPerSegment } from "./event-segment.ts";

export interface LogLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

/** What is kept: about ten minutes of a busy cluster. */
export const logLimits: LogLimits = { maxEvents: 100_000, maxBytes: 64_000_000 };

export interface Dropped {
  readonly events: number;
  /** Up to here events may be missing. */
  readonly upTo: Revision;
}

/** The number of an event: as long as the log has it, no other has the same. */
export type EventNumber = number;

export interface Appended {
  /** The new events, in order. */
  readonly added: readonly EventNumber[];
  /** They stand behind all others. Else they stand among them. */
  readonly isLast: boolean;
  /** How many this watch told for the first time; another watch may have told them before. */
  readonly told: number;
}

/** Where an event stands: its history, and its revision in that. */
export type Place = readonly [history: number, revision: Revision];

/** Which of two places comes first. */
export function comparePlaces(one: Place, other: Place): number {
  return one[0] - other[0] || compareInt64(one[1], other[1]);
}

export class EventLog {
  #segments = new Map<number, EventSegment>();
  /** The segment that takes the next events, by the bit of the watch. */
  #open = new Map<number, number>();
  #next = 0;
  #history = 0;
  /** All events by revision, and within one as they came. */
  #order: EventNumber[] = [];
  #dropped: Dropped | undefined;
  readonly #limits: LogLimits;

  constructor(limits: LogLimits = logLimits) {
    this.#limits = limits;
  }

  /** All events from the lowest revision to the highest. Not to be kept: it changes. */
  get order(): readonly EventNumber[] {
    return this.#order;
  }

  /** How many events there are but for those that were cleared. */
  get count(): number {
    let sum = 0;
    for (const segment of this.#segments.values()) if (!segment.isHidden) sum += segment.count;
    return sum;
  }

  /** How many histories there were before the one that is being told. */
  get history(): number {
    return this.#history;
  }

  get sizeBytes(): number {
    let sum = 0;
    for (const segment of this.#segments.values()) sum += segment.sizeBytes;
    return sum;
  }

  get dropped(): Dropped | undefined {
    return this.#dropped;
  }

  /** Adds what a watch told; `watchBit` is its bit. The events of one watch come in the order of their revisions. */
  append(watchBit: number, events: readonly KeyEvent[], seenAtMs?: number): Appended {
    const added: EventNumber[] = [];
    let told = 0;
    for (const event of events) {
      const known = this.#find(event);
      if (known === undefined) added.push(this.#add(event, watchBit, seenAtMs));
      if (known === undefined || this.#mark(known, watchBit)) told++;
    }
    const last = this.#order.at(-1);
    const [first] = added;
    const isLast = last === undefined || first === undefined || this.#compare(last, first) < 0;
    if (isLast) for (const event of added) this.#order.push(event);
    else this.#merge(added);
    this.#shrink();
    return { added, isLast, told };
  }

  /** What is added from now on is of another history, in which revisions may come that came before. */
  beginHistory(): void {
    this.#history++;
    this.#open.clear();
  }

  /** The segment of an event and its place in it; undefined where it was dropped. */
  find(event: EventNumber): { readonly segment: EventSegment; readonly at: number } | undefined {
    const segment = this.#segments.get(Math.floor(event / eventsPerSegment));
    return segment && { segment, at: event % eventsPerSegment };
  }

  /** An event with bytes of its own. */
  event(event: EventNumber): KeyEvent | undefined {
    const found = this.find(event);
    return found?.segment.event(found.at);
  }

  /** Takes all events from sight. Those that were cleared before are gone for good then. */
  clear(): void {
    this.#drop((segment) => segment.isHidden);
    for (const segment of this.#segments.values()) segment.isHidden = true;
    this.#open.clear();
  }

  /** Takes the last {@link clear} back. */
  restore(): void {
    for (const segment of this.#segments.values()) segment.isHidden = false;
  }

  /** Where the log ends now: how many events each segment has. */
  end(): ReadonlyMap<EventSegment, number> {
    return new Map([...this.#segments.values()].map((segment) => [segment, segment.count]));
  }

  /** Takes the bit of a watch from its events, so that another can have it. */
  forgetWatch(watchBit: number): void {
    this.#open.delete(watchBit);
    for (const { watches } of this.#segments.values()) {
      for (const [at, bits] of watches.entries()) watches[at] = bits & ~watchBit;
    }
    this.#drop((segment) => segment.watches.every((bits) => bits === 0));
  }

  /** Lets every segment be searched again. */
  forgetMatches(): void {
    for (const segment of this.#segments.values()) segment.matches.fill(0);
  }

  #add(event: KeyEvent, watchBit: number, seenAtMs: number | undefined): EventNumber {
    const open = this.#open.get(watchBit);
    const segment = open === undefined ? undefined : this.#segments.get(open);
    if (open !== undefined && segment?.isFull === false) {
      return open * eventsPerSegment + segment.add(event, watchBit, seenAtMs);
    }
    const id = this.#next++;
    const fresh = new EventSegment(this.#history);
    this.#segments.set(id, fresh);
    this.#open.set(watchBit, id);
    return id * eventsPerSegment + fresh.add(event, watchBit, seenAtMs);
  }

  /** Says whether the watch had not told of it before. */
  #mark(event: EventNumber, watchBit: number): boolean {
    const found = this.find(event);
    const bits = found?.segment.watches[found.at] ?? watchBit;
    if (found === undefined || (bits & watchBit) !== 0) return false;
    found.segment.watches[found.at] = bits | watchBit;
    return true;
  }

  /** The same event as another watch told it: one revision changes a key once. */
  #find({ key, revision }: KeyEvent): EventNumber | undefined {
    const last = this.#order.at(-1);
    const isBefore = (event: EventNumber) => comparePlaces(this.#place(event), [this.#history, revision]) < 0;
    if (last === undefined || isBefore(last)) return undefined;
    let [from, to] = [0, this.#order.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(this.#order[middle] ?? 0)) from = middle + 1;
      else to = middle;
    }
    for (let at = from; at < this.#order.length; at++) {
      const event = this.#order[at] ?? 0;
      if (this.#place(event)[1] !== revision) return undefined;
      const found = this.find(event);
      if (found?.segment.hasKey(found.at, key) === true) return event;
    }
    return undefined;
  }

  #place(event: EventNumber): Place {
    const found = this.find(event);
    const revision = found?.segment.revision(found.at);
    if (found === undefined || revision === undefined) throw new RangeError("no such event");
    return [found.segment.history, revision];
  }

  #compare(one: EventNumber, other: EventNumber): number {
    return comparePlaces(this.#place(one), this.#place(other)) || one - other;
  }

  /** Brings events in among the others, from behind: only what stands behind the first of them is moved. */
  #merge(added: readonly EventNumber[]): void {
    const order = this.#order;
    let old = order.length - 1;
    let mine = added.length - 1;
    order.length += added.length;
    for (let at = order.length - 1; mine >= 0; at--) {
      const [before, event] = [order[old], added[mine]];
      if (event === undefined) return;
      if (old >= 0 && before !== undefined && this.#compare(before, event) > 0) {
        order[at] = before;
        old--;
      } else {
        order[at] = event;
        mine--;
      }
    }
  }

  #shrink(): void {
    while (this.#order.length > this.#limits.maxEvents || this.sizeBytes > this.#limits.maxBytes) {
      const segments = [...this.#segments.values()];
      if (segments.length < 2) return;
      const lowest = segments.reduce((one, other) => (isBelow(other, one) ? other : one));
      const upTo = lowest.revision(lowest.count - 1);
      const events = (this.#dropped?.events ?? 0) + (lowest.isHidden ? 0 : lowest.count);
      if (upTo !== undefined && !lowest.isHidden) this.#dropped = { events, upTo: later(upTo, this.#dropped?.upTo) };
      this.#drop((segment) => segment === lowest);
    }
  }

  #drop(isGone: (segment: EventSegment) => boolean): void {
    for (const [id, segment] of this.#segments) if (isGone(segment)) this.#segments.delete(id);
    this.#order = this.#order.filter((event) => this.find(event) !== undefined);
  }
}

/** Whether one ends at lower revisions; what was cleared counts as lowest. */
function isBelow(one: EventSegment, other: EventSegment): boolean {
  if (one.isHidden !== other.isHidden) return one.isHidden;
  const [first, second] = [one.revision(one.count - 1), other.revision(other.count - 1)];
  if (first === undefined || second === undefined) return false;
  return comparePlaces([one.history, first], [other.history, second]) < 0;
}

function later(one: Revision, other: Revision | undefined): Revision {
  return other !== undefined && compareInt64(other, one) > 0 ? other : one;
}
