/** A stream of a pool, from before it is opened until its last watch has left it. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { CarriedWatch } from "./carried-watch.ts";
import type { WatchStep } from "./watch-response.ts";
import {
  openWatchStream,
  type NumberedStep,
  type WatchCreation,
  type WatchSource,
  type WatchStream,
} from "./watch-stream.ts";

/** Who hears of a watch, in order, until it is over or cancelled. */
export interface WatchListener {
  step(step: WatchStep): void;
  /** The watch is over. */
  failed(error: unknown): void;
}

/** A watch of a pool. */
export interface Member {
  /** Its number on whatever stream. */
  readonly number: number;
  readonly watch: CarriedWatch;
  readonly listener: WatchListener;
  /** What carries it; undefined between two, and once it is over. */
  carrier: WatchCarrier | undefined;
  /** The stream on which etcd has refused its user, while it is tried with a fresh token. */
  refusedBy: WatchCarrier | undefined;
  isOver: boolean;
}

/** What a carrier tells its pool. */
export interface CarrierOwner {
  said(carrier: WatchCarrier, member: Member, said: NumberedStep): void;
  /** They came too late: the stream takes no more. */
  turnedAway(members: readonly Member[]): void;
  /** etcd has not answered in time that it has created the watch. */
  late(member: Member, failure: FailureError): void;
  /** The stream is over, or could not be opened. */
  broke(carrier: WatchCarrier, error: unknown): void;
}

export class WatchCarrier {
  /** Whether more watches may be given to it. */
  takesMore = true;
  /** Settles once the token that it began with is forgotten. */
  renewal: Promise<void> | undefined;
  readonly #source: WatchSource;
  readonly #owner: CarrierOwner;
  readonly #room: (signal: AbortSignal) => Promise<void>;
  readonly #members = new Map<number, Member>();
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #leaving = new AbortController();
  #linger: ReturnType<typeof setTimeout> | undefined;
  #stream: WatchStream | undefined;
  #isReading = false;

  /** Waits for `room` before it reads on. */
  constructor(source: WatchSource, owner: CarrierOwner, room: (signal: AbortSignal) => Promise<void>) {
    this.#source = source;
    this.#owner = owner;
    this.#room = room;
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  get wasOpened(): boolean {
    return this.#stream !== undefined;
  }

  get unsentBytes(): number {
    return this.#stream?.unsentBytes ?? 0;
  }

  /** The stream's token was not to blame for a refusal: it takes more where it can. */
  trust(): void {
    this.renewal = undefined;
    this.takesMore = this.#stream?.isOpen === true && !this.#leaving.signal.aborted;
  }

  add(member: Member): void {
    this.#stopLingering();
    member.carrier = this;
    this.#members.set(member.number, member);
    if (this.#stream !== undefined) this.#create(this.#stream, member);
  }

  /**
   * With its last watch, the stream is closed. Where the client may create another one soon, that takes a moment: each
   * watch of a client that cancels it and creates the next would be a connection to etcd.
   */
  remove(member: Member, mayLinger = false): void {
    member.carrier = undefined;
    this.#members.delete(member.number);
    this.#stopTimer(member.number);
    if (this.#members.size === 0 && !(mayLinger && this.takesMore)) return this.close();
    this.#stream?.cancel(member.number);
    if (this.#members.size > 0) return;
    this.#stopLingering();
    this.#linger = setTimeout(() => this.close(), workerLimits.watchLingerMs);
  }

  /** Closes the stream now, whatever was still to come, and says no more. */
  close(): void {
    this.takesMore = false;
    this.#stopLingering();
    this.#leaving.abort();
    for (const number of this.#timers.keys()) this.#stopTimer(number);
  }

  /** Whether it is over: nobody else is told so. */
  get isClosed(): boolean {
    return this.#leaving.signal.aborted;
  }

  /** Opens the stream with what was added so far, and tells what it says. */
  async run(): Promise<void> {
    const { signal } = this.#leaving;
    try {
      const first = this.members.map(creationOf);
      const stream = await openWatchStream(this.#source, first, signal);
      if (signal.aborted) return;
      this.#opened(stream, first);
      while (!signal.aborted) {
        this.#isReading = true;
        const said = await stream.next();
        this.#isReading = false;
        if (signal.aborted) return;
        this.#say(said);
        await this.#room(signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.close();
      this.#owner.broke(this, error);
    }
  }

  #opened(stream: WatchStream, first: readonly WatchCreation[]): void {
    this.#stream = stream;
    const late = new Set(this.#members.keys());
    for (const { number } of first) {
      if (late.delete(number)) this.#startTimer(number);
      else stream.cancel(number);
    }
    const members = this.members.filter(({ number }) => late.has(number));
    if (stream.isOpen) return members.forEach((member) => this.#create(stream, member));
    this.takesMore = false;
    for (const member of members) this.remove(member);
    if (this.#members.size === 0) this.close();
    this.#owner.turnedAway(members);
  }

  #create(stream: WatchStream, member: Member): void {
    stream.create(creationOf(member));
    this.#startTimer(member.number);
  }

  #say(said: NumberedStep): void {
    const member = this.#members.get(said.number);
    if (said.answersCreate) this.#stopTimer(said.number);
    if (member !== undefined) this.#owner.said(this, member, said);
  }

  #startTimer(number: number): void {
    const { timeoutMs } = this.#source.times;
    this.#timers.set(
      number,
      setTimeout(() => this.#timeOut(number, timeoutMs), timeoutMs),
    );
  }

  #timeOut(number: number, timeoutMs: number): void {
    const member = this.#members.get(number);
    if (member === undefined) return;
    // The client takes nothing: the answer may lie unread.
    if (!this.#isReading) return this.#startTimer(number);
    this.takesMore = false;
    this.#owner.late(member, new FailureError({ kind: "timeout", phase: "headers", timeoutMs }));
  }

  #stopLingering(): void {
    if (this.#linger !== undefined) clearTimeout(this.#linger);
  }

  #stopTimer(number: number): void {
    const timer = this.#timers.get(number);
    if (timer !== undefined) clearTimeout(timer);
    this.#timers.delete(number);
  }
}

function creationOf({ number, watch }: Member): WatchCreation {
  return { number, request: watch.carry() };
}
