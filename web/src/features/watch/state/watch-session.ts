/**
 * The watches of one connection and their events. They run while their screen is open; the events are kept until another
 * connection is watched, and a watch that runs again goes on after the last revision that it told whole.
 */
import { addInt64, asRevision } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent, WatchGap, WatchStatus } from "@etcd-explorer/shared/model/watch";
import { EventLog, type EventNumber } from "#/features/watch/model/event-log.ts";
import { eventLines, type EventLine } from "#/features/watch/model/event-lines.ts";
import { EventRate } from "#/features/watch/model/event-rate.ts";
import { EventRows, rowId, type EventRow } from "#/features/watch/model/event-rows.ts";
import type { RowFilter } from "#/features/watch/model/row-filter.ts";
import { formatWatch, requestOf, type WatchSpec } from "#/features/watch/model/watch-spec.ts";
import type { LiveStream } from "#/api/live/live-stream.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { changeWords, deletedWords, type ChangePiece } from "#/lib/diff/change-words.ts";
import { Recent } from "./recent.ts";
import { KeptGaps } from "./kept-gaps.ts";
import { KeptWatches, latest, type Kept } from "./kept-watches.ts";
import { ViewFeed } from "./view-feed.ts";
import { completeTo, type RevisionsHeard, type SessionView, type WatchAlert, type WatchEntry } from "./session-view.ts";

const openedLinesKept = 2000;

export class WatchSession {
  readonly rate: EventRate = new EventRate();
  readonly #log = new EventLog();
  readonly #lines = new Recent<EventNumber, readonly EventLine[]>(openedLinesKept);
  readonly #words = new Recent<EventNumber, readonly ChangePiece[]>(openedLinesKept);
  readonly #rows: EventRows;
  /** Also those that were closed: opened again, a watch has its events. */
  readonly #kept = new KeptWatches((bit) => this.#log.forgetWatch(bit));
  #open: readonly string[] = [];
  readonly #gaps = new KeptGaps();
  /** Whether etcd's data has gone back, and no watch has begun since. */
  #isRolledBack = false;
  #source: LiveStream | undefined;
  readonly #feed: ViewFeed;
  #mark: { readonly id: string; readonly index: number } | undefined;
  onAlert: (entry: WatchEntry, events: readonly KeyEvent[]) => void = () => undefined;
  #heard: RevisionsHeard = {};

  /** `schedule` runs what it is given at the next frame. */
  constructor(schedule: (run: () => void) => void) {
    this.#rows = new EventRows(this.#log, (event) => this.linesOf(event).length);
    this.#feed = new ViewFeed(() => this.#look(), schedule);
  }

  get subscribe(): ViewFeed["subscribe"] {
    return this.#feed.subscribe;
  }

  get view(): ViewFeed["view"] {
    return this.#feed.view;
  }

  get subscribeSlow(): ViewFeed["subscribeSlow"] {
    return this.#feed.subscribeSlow;
  }

  get slowView(): ViewFeed["slowView"] {
    return this.#feed.slowView;
  }

  /** Makes these the watches: new ones begin, and those that are missing end. */
  setWatches(specs: readonly WatchSpec[]): void {
    const ids = specs.map(formatWatch);
    if (ids.join(";") === this.#open.join(";")) return;
    for (const id of this.#open) if (!ids.includes(id)) this.#stop(id);
    this.#open = ids;
    for (const spec of specs) {
      const kept = this.#kept.keep(spec, ids);
      if (this.#source !== undefined && kept.handle === undefined) this.#start(kept, this.#source);
    }
    this.#setFilter({ ...this.#rows.filter, watchBits: this.#kept.bitsOf(ids) });
  }

  /** Runs the watches until {@link disconnect}. */
  connect(source: LiveStream, heard: RevisionsHeard = {}): void {
    this.#source = source;
    this.#heard = heard;
    for (const id of this.#open) {
      const kept = this.#kept.get(id);
      if (kept !== undefined && kept.handle === undefined) this.#start(kept, source);
    }
    this.#feed.now();
  }

  /** Ends the watches of etcd. Their events stay. */
  disconnect(): void {
    this.#source = undefined;
    for (const id of this.#open) this.#stop(id);
    this.#feed.now();
  }

  /** How the events are shown. */
  show(how: Omit<RowFilter, "watchBits">): void {
    this.#setFilter({ ...how, watchBits: this.#rows.filter.watchBits });
  }

  #setFilter(filter: RowFilter): void {
    this.#rows.setFilter(filter);
    this.#feed.now();
  }

  toggle(row: EventRow): void {
    this.#rows.toggle(row);
    this.#feed.now();
  }

  /** Opens more events where all are to be open. */
  sawRows(toIndex: number): void {
    if (this.#rows.openMore(toIndex)) this.#feed.now();
  }

  /** Puts the mark on a row. It stays on it wherever the row goes. */
  markRow(index: number | undefined): void {
    const row = index === undefined ? undefined : this.#rows.at(index);
    this.#mark = row === undefined || index === undefined ? undefined : { id: rowId(row), index };
    this.#feed.now();
  }

  /** Where a row is that was at `near`; undefined: nowhere. */
  indexOf(id: string, near: number): number | undefined {
    return this.#rows.indexOf(id, near);
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.#rows.pause();
    else this.#rows.resume();
    this.#feed.now();
  }

  setAlert(id: string, alert: WatchAlert): void {
    this.#kept.update(id, { alert });
    this.#feed.now();
  }

  clear(): void {
    this.#log.clear();
    this.#gaps.clear();
    this.#rows.setGaps(this.#gaps.shown);
    this.#feed.now();
  }

  /** Takes the last {@link clear} back. */
  restore(): void {
    this.#log.restore();
    this.#gaps.restore();
    this.#rows.setGaps(this.#gaps.shown);
    this.#feed.now();
  }

  /** How a person wants a watch to go on. */
  tell(id: string, order: "replay" | "beginNow" | "retryNow"): void {
    this.#kept.get(id)?.handle?.[order]();
  }

  /** Begins every watch from now on that stopped since etcd's data went back. */
  startAgain(): void {
    for (const id of this.#open) {
      if (this.#kept.get(id)?.entry.status.kind === "rolled-back") this.tell(id, "beginNow");
    }
  }

  /** Begins a watch again that is over. */
  restart(id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined || this.#source === undefined) return;
    this.#stop(id);
    this.#start(kept, this.#source);
    this.#feed.now();
  }

  /** An event with bytes of its own, and when it was seen to happen. */
  eventOf(event: EventNumber): { readonly event: KeyEvent; readonly seenAtMs: number | undefined } | undefined {
    const found = this.#log.find(event);
    const whole = found?.segment.event(found.at);
    return found && whole && { event: whole, seenAtMs: found.segment.seenAtMs[found.at] };
  }

  /** What an event changed, in words. */
  wordsOf(event: EventNumber, whole: KeyEvent, codec: ObjectCodec | "loading" | undefined): readonly ChangePiece[] {
    if (codec === "loading") return [];
    return this.#words.get(event, () =>
      whole.type === "put" ? changeWords(whole.prevKv, whole.kv, codec) : deletedWords(whole.prevKv, codec),
    );
  }

  /** The lines of an opened event. */
  linesOf(event: EventNumber): readonly EventLine[] {
    return this.#lines.get(event, () => {
      const whole = this.#log.event(event);
      return whole === undefined ? [] : eventLines(whole);
    });
  }

  /** The events of the rows, the oldest first, with the gaps among them: what an export writes. */
  shown(): readonly EventRow[] {
    const rows: EventRow[] = [];
    for (let at = this.#rows.count - 1; at >= 0; at--) {
      const row = this.#rows.at(at);
      if (row?.kind === "event" || row?.kind === "gap") rows.push(row);
    }
    return rows;
  }

  #start(kept: Kept, source: LiveStream): void {
    const { id, spec, bit } = kept.entry;
    const { completeTo: told, lastRevision } = kept;
    const resumeAt = told === undefined ? lastRevision : asRevision(addInt64(told, 1));
    const knownRevision = latest(told, lastRevision);
    // Of a watch that begins in the past, what comes first happened at times that were not seen.
    let isFresh = resumeAt === undefined && spec.startRevision === undefined;
    let wasLive = false;
    this.#kept.update(id, { status: { kind: "opening" } });
    this.#isRolledBack = false;
    kept.handle = source.watch(
      { ...requestOf(spec, resumeAt), ...(knownRevision && { knownRevision }) },
      {
        onEvents: (events) => this.#onEvents(kept, events, isFresh ? Date.now() : undefined),
        onGap: (gap) => {
          // It was drawn when etcd's data went back.
          if (gap.why !== "rolled-back") return this.#addGap(gap, bit);
          this.#isRolledBack = false;
          isFresh = true;
          wasLive = false;
        },
        onStatus: (status) => {
          if (status.kind === "rolled-back") this.#rollBack(status);
          // After a break old events come first. One that is mended at once shows only as opening again.
          if (status.kind !== "live" && wasLive) isFresh = false;
          wasLive ||= status.kind === "live";
          if (status.kind === "live") {
            kept.completeTo = latest(kept.completeTo, status.completeTo);
            this.#heard.onRevision?.(status.completeTo);
          }
          this.#kept.update(id, { status });
          this.#feed.soon();
        },
      },
    );
  }

  #addGap(gap: WatchGap, watchBits: number): void {
    this.#gaps.add(gap, watchBits, this.#log.history);
    this.#rows.setGaps(this.#gaps.shown);
    this.#feed.soon();
  }

  /** All watches stop together. What they tell from then on may have the numbers of what was told before. */
  #rollBack({ known, newest }: Extract<WatchStatus, { kind: "rolled-back" }>): void {
    if (this.#isRolledBack) return;
    this.#isRolledBack = true;
    this.#addGap({ from: known, to: newest, why: "rolled-back" }, this.#kept.allBits);
    this.#log.beginHistory();
    this.#kept.forgetPlaces();
    this.#heard.onRollBack?.(newest);
  }

  #stop(id: string): void {
    const kept = this.#kept.get(id);
    kept?.handle?.close();
    if (kept === undefined) return;
    kept.handle = undefined;
    this.#kept.update(id, { status: { kind: "stopped" } });
  }

  #onEvents(kept: Kept, events: readonly KeyEvent[], seenAtMs: number | undefined): void {
    const appended = this.#log.append(kept.entry.bit, events, seenAtMs);
    this.#rows.add(appended);
    this.rate.note(performance.now(), appended.told);
    kept.lastRevision = latest(kept.lastRevision, events.at(-1)?.revision);
    this.#kept.update(kept.entry.id, { count: kept.entry.count + appended.told });
    if (kept.entry.alert !== "none" && appended.told > 0) this.onAlert(kept.entry, events);
    this.#feed.soon();
  }

  #look(): SessionView {
    const entries = this.#open.flatMap((id) => this.#kept.get(id)?.entry ?? []);
    const marked = this.#mark && this.#rows.indexOf(this.#mark.id, this.#mark.index);
    this.#mark = marked === undefined || this.#mark === undefined ? undefined : { id: this.#mark.id, index: marked };
    return {
      marked,
      entries,
      filter: this.#rows.filter,
      isPaused: this.#rows.isPaused,
      backlog: this.#rows.backlog,
      rowCount: this.#rows.count,
      shownEvents: this.#rows.shownEvents,
      events: this.#log.count,
      sizeBytes: this.#log.sizeBytes,
      dropped: this.#log.dropped,
      completeTo: completeTo(entries),
      rowAt: (index) => this.#rows.at(index),
    };
  }
}
