/** How the watches of a page go on: (state, input) → state and what is to be done. Without I/O, time or chance of its own. */
import { compareInt64, subtractInt64, zeroRevision, type Revision } from "../../model/int64.ts";
import type { Failure } from "../../model/failure.ts";
import type { ResponseHeader } from "../../model/txn.ts";
import { LiveBoard, type Moment } from "./live-board.ts";
import { backOffMs } from "./back-off.ts";
import {
  isDecided,
  mostSilentReplay,
  type LiveInput,
  type LiveOutput,
  type LiveState,
  type LiveWatch,
} from "./live-state.ts";
import { again, positionAt, revisionAfter, revisionBefore, takeEvents, toldUpTo } from "./watch-position.ts";
import { isFinal, refusalOf, refusalOfRequest } from "./watch-refusal.ts";

/** A question about a watch that works waits as long as after so many failures: some eight seconds. */
const askAgainFailures = 5;

export interface LiveStep {
  readonly state: LiveState;
  readonly outputs: readonly LiveOutput[];
}

/** Takes what has happened at one moment; the outputs are in the order in which they are to be done. */
export function liveStep(state: LiveState, inputs: readonly LiveInput[], moment: Moment): LiveStep {
  const run = new Run(state, moment);
  for (const input of inputs) run.take(input);
  run.settle();
  return { state: run.state, outputs: run.finish(state) };
}

class Run extends LiveBoard {
  take(input: LiveInput): void {
    switch (input.kind) {
      case "add": {
        const { startRevision, knownRevision } = input.request;
        if (knownRevision !== undefined) this.know(knownRevision);
        const starts = startRevision !== undefined && startRevision !== zeroRevision;
        const failure = refusalOfRequest(input.request);
        return this.put(input.id, {
          request: input.request,
          phase: failure === undefined ? { kind: "wanted" } : { kind: "over", failure },
          mayReplay: false,
          failures: 0,
          ...(starts && { position: positionAt(startRevision) }),
        });
      }
      case "remove":
        return this.#remove(input.id);
      case "replay":
        return this.change(input.id, ({ phase }) =>
          phase.kind === "asks" ? { phase: { kind: "wanted" }, mayReplay: true } : {},
        );
      case "begin-now":
        return this.#beginNow(input.id);
      case "retry":
        this.state = { ...this.state, failures: 0 };
        return this.#tryNow(Number.POSITIVE_INFINITY);
      case "recheck":
        return this.createAgain();
      case "time":
        return this.#tryNow(Math.max(this.moment.nowMs, input.dueMs));
      case "newest":
        return this.#newest(input);
      case "newest-failed":
        return this.#newestFailed(input.id, input.failure);
      case "message":
        return this.#takeMessage(input.message);
      case "failed":
        return input.id === undefined ? this.#closed(input.failure) : this.#wireFailed(input.id, input.failure);
      case "closed":
        return this.#closed(input.failure);
      case "sleep":
        return this.#sleep();
      case "wake":
        this.state = { ...this.state, isAsleep: false, failures: 0 };
        return;
      default:
        input satisfies never;
    }
  }

  /** Brings the connection and the watches to where they should be now. */
  settle(): void {
    const wanting = [...this.state.watches].filter(([, { phase }]) => !isDecided(phase));
    const { connection, isAsleep } = this.state;
    if (wanting.length === 0 || isAsleep) {
      if (connection.kind === "connecting" || connection.kind === "open") this.output({ kind: "disconnect" });
      this.state = { ...this.state, connection: { kind: "none" } };
      return;
    }
    if (connection.kind === "none") {
      this.output({ kind: "connect" });
      this.state = { ...this.state, connection: { kind: "connecting" } };
    }
    if (connection.kind !== "open") return;
    for (const [id, watch] of wanting) if (watch.phase.kind === "wanted") this.#begin(id, watch);
  }

  #remove(id: string): void {
    this.leaveWire(this.state.watches.get(id));
    const watches = new Map(this.state.watches);
    watches.delete(id);
    this.state = { ...this.state, watches };
  }

  /** A watch from now on is created at once; one from a revision only once it is known how much that would read. */
  #begin(id: string, watch: LiveWatch): void {
    if (watch.position === undefined) return this.#create(id, watch);
    this.change(id, () => ({ phase: { kind: "measuring" } }));
    this.askNewest(id, watch);
  }

  #create(id: string, { request, position }: LiveWatch): void {
    const created = this.state.created + 1;
    const wireId = String(created);
    this.state = { ...this.state, created };
    this.change(id, () => ({
      phase: { kind: "created", wireId },
      ...(position !== undefined && { position: again(position) }),
    }));
    // What was asked for at first does not count any more: it may lie in a past that was given up since.
    const { startRevision: _first, ...rest } = request;
    const start = position === undefined ? {} : { startRevision: position.next };
    this.output({ kind: "create", wireId, request: { ...rest, ...start } });
  }

  /** Where etcd now has less than when it was asked, it has lost what it had; a revision never falls else. */
  #newest({ id, revision, known, isSecond }: Extract<LiveInput, { kind: "newest" }>): void {
    const watch = this.state.watches.get(id);
    // Of several that were asked, the first that answers tells all.
    if (compareInt64(revision, known) < 0 && compareInt64(this.state.known, known) >= 0) {
      if (isSecond) this.rollBack(revision);
      else if (watch !== undefined) this.askNewest(id, watch, true);
      return;
    }
    this.know(revision);
    return this.#measured(id, revision);
  }

  /** A watch that etcd has created still tells: only the question failed, and it is asked again. */
  #newestFailed(id: string, failure: Failure): void {
    const watch = this.state.watches.get(id);
    if (watch?.phase.kind === "created" && !isFinal(failure)) {
      const askAtMs = this.moment.nowMs + backOffMs(askAgainFailures, this.moment.random);
      return this.put(id, { ...watch, phase: { ...watch.phase, askAtMs } });
    }
    if (watch?.phase.kind !== "measuring" && watch?.phase.kind !== "created") return;
    this.leaveWire(watch);
    this.#watchFailed(id, failure);
  }

  #measured(id: string, newest: Revision): void {
    const watch = this.state.watches.get(id);
    if (watch?.phase.kind !== "measuring" || watch.position === undefined) return;
    const { next } = watch.position;
    const behind = subtractInt64(newest, next) + 1n;
    if (behind > BigInt(mostSilentReplay) && !watch.mayReplay) {
      this.change(id, () => ({ phase: { kind: "asks", from: next, to: newest } }));
    } else if (this.state.connection.kind === "open") this.#create(id, watch);
    else this.change(id, () => ({ phase: { kind: "wanted" } }));
  }

  /** What is not read from the past is a gap; what happens from now on is told. */
  #beginNow(id: string): void {
    const watch = this.state.watches.get(id);
    if (watch?.phase.kind === "asks") {
      const { from, to } = watch.phase;
      this.gap(id, watch, from, to, "skipped");
      this.change(id, () => ({ phase: { kind: "wanted" }, position: positionAt(revisionAfter(to)) }));
    } else if (watch?.phase.kind === "rolled-back") {
      const { known, newest } = watch.phase;
      this.gap(id, watch, known, newest, "rolled-back");
      const { position: _before, ...rest } = watch;
      this.put(id, { ...rest, phase: { kind: "wanted" }, mayReplay: false });
    }
  }

  #takeMessage(message: Extract<LiveInput, { kind: "message" }>["message"]): void {
    if (message.kind === "opened") {
      this.state = { ...this.state, connection: { kind: "open", sinceMs: this.moment.nowMs } };
      return;
    }
    const found = this.onWire(message.id);
    if (found === undefined) return;
    const [id, watch] = found;
    switch (message.kind) {
      case "created": {
        const position = watch.position ?? positionAt(revisionAfter(message.revision));
        // Where the worker goes on with it elsewhere, it comes again, and the watch has held since the first.
        const { sinceMs = this.moment.nowMs } = watch.phase;
        const phase = { kind: "created", wireId: message.id, sinceMs } as const;
        this.put(id, { ...watch, phase, position, mayReplay: false });
        // A member that is behind the others, or etcd's data has gone back: only etcd as a whole can tell.
        if (compareInt64(message.revision, this.state.known) < 0) this.askNewest(id, watch);
        return this.know(message.revision);
      }
      case "events": {
        // A part of a revision's events is of one that exists, and is not told whole.
        this.know(message.events.at(-1)?.revision ?? message.revision);
        this.know(message.revision);
        const before = watch.position ?? positionAt(message.revision);
        const { position, fresh } = takeEvents(before, message.events, message.revision);
        this.#works(id, { position });
        if (fresh.length > 0) this.output({ kind: "events", id, events: fresh, ...headerOf(message) });
        return;
      }
      case "progress":
        this.know(message.revision);
        this.#works(id, watch.position === undefined ? {} : { position: toldUpTo(watch.position, message.revision) });
        return this.output({ kind: "progress", id, ...headerOf(message) });
      case "canceled":
        return this.#canceled(id, watch, message);
      default:
        message satisfies never;
    }
  }

  /** Something came: what failed before is forgotten. */
  #works(id: string, change: Partial<LiveWatch>): void {
    this.change(id, () => ({ failures: 0, brokenAtMs: undefined, ...change }));
    if (this.state.failures > 0) this.state = { ...this.state, failures: 0 };
  }

  #canceled(id: string, watch: LiveWatch, { reason, compactRevision }: { reason: string; compactRevision?: Revision }) {
    const next = watch.position?.next;
    if (compactRevision === undefined || next === undefined || compareInt64(compactRevision, next) <= 0) {
      return this.#watchFailed(id, refusalOf(reason));
    }
    this.know(compactRevision);
    this.gap(id, watch, next, revisionBefore(compactRevision), "compacted");
    this.change(id, () => ({ phase: { kind: "wanted" }, position: positionAt(compactRevision) }));
  }

  #wireFailed(wireId: string, failure: Failure): void {
    const found = this.onWire(wireId);
    if (found !== undefined) this.#watchFailed(found[0], failure);
  }

  #watchFailed(id: string, failure: Failure): void {
    const { nowMs, random } = this.moment;
    this.change(id, (watch) => {
      if (isFinal(failure)) return { phase: { kind: "over", failure } };
      const { phase, failures } = watch;
      const brokenAtMs = this.brokenSince(watch);
      const now = (phase.kind === "created" && this.hasHeld(phase.sinceMs) ? 0 : failures) + 1;
      return {
        phase: { kind: "waiting", failure, retryAtMs: nowMs + backOffMs(now, random) },
        failures: now,
        brokenAtMs,
      };
    });
  }

  /** The connection is gone, and every watch on it. */
  #closed(failure: Failure): void {
    const { connection } = this.state;
    if (connection.kind !== "connecting" && connection.kind !== "open") return;
    const { nowMs, random } = this.moment;
    this.#endOnWire();
    if (isFinal(failure)) {
      this.changeAll(() => ({ phase: { kind: "over", failure } }));
      this.state = { ...this.state, connection: { kind: "none" } };
      return;
    }
    const failures = (connection.kind === "open" && this.hasHeld(connection.sinceMs) ? 0 : this.state.failures) + 1;
    const retryAtMs = nowMs + backOffMs(failures, random);
    this.state = { ...this.state, failures, connection: { kind: "waiting", failure, retryAtMs } };
  }

  /** Watches that were on the wire, or about to be, are wanted again. */
  #endOnWire(): void {
    this.changeAll((watch) => {
      const { kind } = watch.phase;
      if (kind !== "created" && kind !== "measuring" && kind !== "waiting") return {};
      return { phase: { kind: "wanted" }, brokenAtMs: this.brokenSince(watch) };
    });
  }

  #sleep(): void {
    this.#endOnWire();
    this.state = { ...this.state, isAsleep: true };
  }

  #tryNow(upToMs: number): void {
    const { connection } = this.state;
    if (connection.kind === "waiting" && connection.retryAtMs <= upToMs) {
      this.state = { ...this.state, connection: { kind: "none" } };
    }
    this.tryWatches(upToMs);
  }
}

function headerOf({ header }: { readonly header?: ResponseHeader }) {
  return header === undefined ? {} : { header };
}
