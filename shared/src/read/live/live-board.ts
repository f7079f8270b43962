/** The board on which a step works: the state as it becomes, and what is to be done. */
import { compareInt64, type Revision } from "../../model/int64.ts";
import type { WatchGap } from "../../model/watch.ts";
import { dueMs, statusOf, type LiveOutput, type LiveState, type LiveWatch, type WatchPhase } from "./live-state.ts";

/** What a step knows of the world. */
export interface Moment {
  /** Milliseconds, as `Date.now()`. */
  readonly nowMs: number;
  /** From 0 up to 1. */
  readonly random: number;
}

const heldMs = 10_000;

type WatchOnWire = LiveWatch & { readonly phase: Extract<WatchPhase, { kind: "created" }> };

function isOnWire(watch: LiveWatch): watch is WatchOnWire {
  return watch.phase.kind === "created";
}

export class LiveBoard {
  state: LiveState;
  readonly moment: Moment;
  readonly #outputs: LiveOutput[] = [];

  constructor(state: LiveState, moment: Moment) {
    this.state = state;
    this.moment = moment;
  }

  output(output: LiveOutput): void {
    this.#outputs.push(output);
  }

  /** The outputs, and a word to each watch whose status is another one. */
  finish(before: LiveState): readonly LiveOutput[] {
    const isSame = before.connection === this.state.connection && before.isAsleep === this.state.isAsleep;
    for (const [id, watch] of this.state.watches) {
      const last = before.watches.get(id);
      const mayCatchUp = before.known !== this.state.known && statusOf(before, watch).kind === "ahead";
      if (isSame && last === watch && !mayCatchUp) continue;
      const status = statusOf(this.state, watch);
      if (last !== undefined && JSON.stringify(statusOf(before, last)) === JSON.stringify(status)) continue;
      this.#outputs.push({ kind: "status", id, status });
    }
    return this.#outputs;
  }

  put(id: string, watch: LiveWatch): void {
    this.state = { ...this.state, watches: new Map(this.state.watches).set(id, watch) };
  }

  change(id: string, change: (watch: LiveWatch) => Partial<LiveWatch>): void {
    const watch = this.state.watches.get(id);
    if (watch !== undefined) this.put(id, { ...watch, ...change(watch) });
  }

  changeAll(change: (watch: LiveWatch) => Partial<LiveWatch>): void {
    for (const id of this.state.watches.keys()) this.change(id, change);
  }

  gap(id: string, watch: LiveWatch, from: Revision, to: Revision, why: WatchGap["why"]): void {
    const { phase, brokenAtMs } = watch;
    const hasHeld = phase.kind === "created" && this.hasHeld(phase.sinceMs);
    const broken = brokenAtMs === undefined || hasHeld ? {} : { brokenMs: Math.max(0, this.moment.nowMs - brokenAtMs) };
    this.#outputs.push({ kind: "gap", id, gap: { from, to, why, ...broken } });
  }

  /** etcd has had this revision. */
  know(revision: Revision): void {
    if (compareInt64(revision, this.state.known) > 0) this.state = { ...this.state, known: revision };
  }

  /**
   * Asks for the newest revision of etcd as a whole. `isSecond`: once more, after an answer that would mean much: before
   * 3.4.42 and 3.5.28 etcd could answer a linearizable read from the past, in rare moments (etcd #21387, #21421).
   */
  askNewest(id: string, { request: { range } }: LiveWatch, isSecond = false): void {
    this.output({ kind: "ask-newest", id, range, known: this.state.known, isSecond });
  }

  /** Tries what waits for a time up to this one. */
  tryWatches(upToMs: number): void {
    for (const [id, watch] of this.state.watches) {
      const { phase } = watch;
      const atMs = dueMs(phase);
      if (atMs === undefined || atMs > upToMs) continue;
      if (phase.kind !== "created") this.change(id, () => ({ phase: { kind: "wanted" } }));
      else {
        this.change(id, () => ({ phase: { ...phase, askAtMs: undefined } }));
        this.askNewest(id, watch);
      }
    }
  }

  leaveWire(watch: LiveWatch | undefined): void {
    if (watch?.phase.kind !== "created" || this.state.connection.kind !== "open") return;
    this.output({ kind: "cancel", wireId: watch.phase.wireId });
  }

  /** Every watch that etcd has confirmed is created again, from where it is. */
  createAgain(): void {
    for (const [id, watch] of this.state.watches) {
      if (watch.phase.kind !== "created" || watch.phase.sinceMs === undefined) continue;
      this.leaveWire(watch);
      this.change(id, () => ({ phase: { kind: "wanted" } }));
    }
  }

  /** etcd's data has gone back to a revision: every watch that had begun stops. */
  rollBack(newest: Revision): void {
    const { known } = this.state;
    this.state = { ...this.state, known: newest };
    for (const [id, watch] of this.state.watches) {
      if (watch.position === undefined || watch.phase.kind === "over" || watch.phase.kind === "rolled-back") continue;
      this.leaveWire(watch);
      this.change(id, () => ({ phase: { kind: "rolled-back", known, newest } }));
    }
  }

  onWire(wireId: string): readonly [string, WatchOnWire] | undefined {
    for (const [id, watch] of this.state.watches) {
      if (isOnWire(watch) && watch.phase.wireId === wireId) return [id, watch];
    }
    return undefined;
  }

  /** Since when a watch that breaks now is broken: what had only just been created again was broken before. */
  brokenSince({ phase, brokenAtMs }: LiveWatch): number {
    const hasHeld = phase.kind === "created" && this.hasHeld(phase.sinceMs);
    return hasHeld ? this.moment.nowMs : (brokenAtMs ?? this.moment.nowMs);
  }

  /** What stood for a while and then failed is tried again soon. */
  hasHeld(sinceMs: number | undefined): boolean {
    return sinceMs !== undefined && this.moment.nowMs - sinceMs >= heldMs;
  }
}
