/** One watch, whichever stream carries it: what to request to go on with it elsewhere, and what of it is to be told. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import type { WatchEvent } from "@etcd-explorer/shared/contract/watch-messages";
import { workerLimits } from "#/limits/worker-limits.ts";
import type { WatchStep } from "./watch-response.ts";
import type { WatchRequest } from "./watch-stream.ts";

type EventsStep = Extract<WatchStep, { kind: "events" }>;

/** While a watch catches up, etcd tells at most so many revisions at once (mvcc, `watchBatchMaxRevs`). */
const mostAtOnce = 1000;

export class CarriedWatch {
  readonly #request: WatchRequest;
  #wasCreated = false;
  /** From where another stream goes on; undefined while events of one revision are told in parts. */
  #next: Revision | undefined;
  /** Events of one answer, of which more are to come; told as a whole where fragments were not asked for. */
  #held: WatchEvent[] = [];
  #heldSize = 0;

  constructor(request: WatchRequest) {
    this.#request = request;
  }

  /** Whether etcd has created it, on whatever stream. */
  get wasCreated(): boolean {
    return this.#wasCreated;
  }

  /** About as many bytes as the names in its request have in JSON. */
  get size(): number {
    const { key = "", range_end: rangeEnd = "" } = this.#request;
    return String(key).length + String(rangeEnd).length;
  }

  /** Whether another stream can go on with it, with nothing lost or repeated. */
  get canMove(): boolean {
    return this.#wasCreated && this.#next !== undefined;
  }

  /** What to request of the stream that is to carry it from now on. */
  carry(): WatchRequest {
    this.#dropHeld();
    return {
      ...this.#request,
      ...(this.#wasCreated && { start_revision: this.#next }),
      // Without it, a server that is gone could not be told from a quiet one. Asking for progress would tell sooner what
      // is complete, but before 3.4.25 and 3.5.8 such an answer overtakes events (etcd #15220), before 3.4.31 and 3.5.13
      // it may not come (#17507), and which version a stream was opened to is not known here.
      progress_notify: true,
      // Without it, the answers to one watch could be too large for the stream that all share.
      fragment: true,
    };
  }

  /**
   * What is to be told: each event once, and also that the watch was created again elsewhere. Without that, what is read
   * from the past next would pass for what is written now, and nobody would notice that etcd has less than was told.
   */
  take(step: WatchStep): WatchStep | undefined {
    switch (step.kind) {
      case "created":
        if (!this.#wasCreated) this.#next = this.#firstRevision() ?? after(step.revision);
        this.#wasCreated = true;
        return step;
      case "events": {
        const whole = { ...step, revision: this.#wholeTo(step) };
        return this.#request["fragment"] === true ? this.#takeFragment(whole) : this.#takeWhole(whole);
      }
      case "progress":
        // The first may be of a revision before the one that was asked for.
        if (BigInt(after(step.revision)) > BigInt(this.#next ?? "0")) this.#next = after(step.revision);
        return step;
      case "canceled":
        return step;
      default:
        return step satisfies never;
    }
  }

  /**
   * Up to where everything is told. The header has the newest revision that etcd read for these events; it holds unless
   * more are to come, as where they are as many as it tells at once. Without it a watch that has caught up would have
   * to wait for etcd's next report of progress, ten minutes, to say so.
   */
  #wholeTo({ revision, events, fragment, header }: EventsStep): Revision {
    const newest = parseRevision(header["revision"]) ?? zeroRevision;
    // Of a fragment, or of what was filtered, it is not known how many were told at once.
    const isAll = !fragment && this.#next !== undefined && this.#held.length === 0 && events.length < mostAtOnce;
    const isFiltered = this.#request["filters"] !== undefined;
    return isAll && !isFiltered && BigInt(newest) > BigInt(revision) ? newest : revision;
  }

  #takeFragment(step: EventsStep): WatchStep {
    this.#next = step.fragment ? undefined : after(step.revision);
    return step;
  }

  #takeWhole(step: EventsStep): WatchStep | undefined {
    if (!step.fragment && this.#held.length === 0) {
      this.#next = after(step.revision);
      return step;
    }
    const limitBytes = workerLimits.watchLineBytes;
    this.#heldSize += sizeOf(step.events);
    if (this.#heldSize > limitBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes });
    this.#held.push(...step.events);
    if (step.fragment) return undefined;
    const events = this.#held;
    this.#dropHeld();
    this.#next = after(step.revision);
    return { ...step, events };
  }

  #dropHeld(): void {
    this.#held = [];
    this.#heldSize = 0;
  }

  #firstRevision(): Revision | undefined {
    const asked = parseRevision(this.#request["start_revision"]);
    return asked === undefined || asked === zeroRevision ? undefined : asked;
  }
}

/** About as many bytes as the events have in JSON. */
function sizeOf(events: readonly WatchEvent[]): number {
  const keyValues = events.flatMap((event) => [event.kv, Object(event["prev_kv"])]);
  return keyValues.reduce((sum, { key = "", value = "" }) => sum + String(key).length + String(value).length, 0);
}

function after(revision: Revision): Revision {
  return parseRevision(String(BigInt(revision) + 1n)) ?? zeroRevision;
}
