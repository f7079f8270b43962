/** One stream of watches: a WebSocket to the worker, opened with the first watch and closed with the last. */
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { ResponseHeader } from "@etcd-explorer/shared/model/txn";
import type { KeyEvent, WatchGap, WatchRequest, WatchStatus } from "@etcd-explorer/shared/model/watch";
import {
  emptyLiveState,
  nextTryMs,
  type LiveInput,
  type LiveOutput,
  type LiveState,
} from "@etcd-explorer/shared/read/live/live-state";
import { longestBackOffMs } from "@etcd-explorer/shared/read/live/back-off";
import { liveStep } from "@etcd-explorer/shared/read/live/live-step";
import { WrittenNow } from "@etcd-explorer/shared/read/live/written-now";
import { decodeWatchMessage, encodeWatchCreate } from "@etcd-explorer/shared/wire/watch";
import { readFailure } from "#/api/client/answer-failure.ts";
import { atMostEvery } from "./at-most-every.ts";

/** Whoever watches. What was told before `close` returns is the last that it hears. */
export interface WatchListener {
  /** Events that were not told before, in etcd's order. */
  onEvents(events: readonly KeyEvent[], header?: ResponseHeader): void;
  /** etcd says that nothing more is to come up to its revision; every ten minutes where nothing happens. */
  onProgress?(header?: ResponseHeader): void;
  /** Revisions that will not be told; what follows comes after them. */
  onGap(gap: WatchGap): void;
  onStatus(status: WatchStatus): void;
}

export interface WatchHandle {
  /** Ends the watch, in etcd too. */
  close(): void;
  /**
   * The answers to the status `asks`: read what lies between, or begin with what is new and leave a gap. The second is
   * also the only one to `rolled-back`.
   */
  replay(): void;
  beginNow(): void;
  /** Tries now what waits for its next try. */
  retryNow(): void;
}

export interface LiveStream {
  watch(request: WatchRequest, listener: WatchListener): WatchHandle;
}

/** A connection to the worker for watches. After `onClose` it tells nothing more. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

interface SocketListener {
  onOpen(): void;
  onMessage(text: string): void;
  onClose(failure: Failure): void;
}

/** What a stream is wired with; tests hand in their own. */
export interface LiveWiring {
  /** Opens a socket; none of the listener's functions is called before it returns. */
  openSocket(listener: SocketListener): LiveSocket;
  /** The body of the message `open`: where the watches go. */
  target(): unknown;
  /** The newest revision, asked in a way that who may watch `range` is allowed. Fails with a `FailureError`. */
  newest(range: KeyRange): Promise<Revision>;
  /** Told of what came, in bytes, and how many watches there are. */
  onTraffic(receivedBytes: number, watches: number): void;
  /** Told of a revision that was written a moment ago. */
  onWritten(revision: Revision): void;
  /** Told of what a listener throws. */
  onError(error: unknown): void;
}

/** Requests that etcd denies may come in numbers, and each check creates all watches again. */
const recheckMs = 10_000;

const malformed: Failure = { kind: "malformed", message: "a watch message could not be read" };

export class WatchStream implements LiveStream {
  readonly #wiring: LiveWiring;
  readonly #written = new WrittenNow();
  readonly #listeners = new Map<string, WatchListener>();
  #state: LiveState = emptyLiveState;
  #socket: LiveSocket | undefined;
  #queue: LiveInput[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ids = 0;

  constructor(wiring: LiveWiring) {
    this.#wiring = wiring;
  }

  /** How many watches are wanted, those that wait or are over included. */
  get size(): number {
    return this.#listeners.size;
  }

  watch(request: WatchRequest, listener: WatchListener): WatchHandle {
    const id = String(++this.#ids);
    this.#listeners.set(id, listener);
    this.take({ kind: "add", id, request });
    return {
      close: () => {
        if (this.#listeners.delete(id)) this.take({ kind: "remove", id });
      },
      replay: () => this.take({ kind: "replay", id }),
      beginNow: () => this.take({ kind: "begin-now", id }),
      retryNow: () => this.retry(),
    };
  }

  /** The page is not seen, so that nothing is worth its cost. */
  sleep(): void {
    this.take({ kind: "sleep" });
  }

  /** The page is seen again. */
  wake(): void {
    this.take({ kind: "wake" });
    this.retry();
  }

  /** Tries now what waits for its next try. */
  retry(): void {
    this.take({ kind: "retry" });
  }

  /** Whoever watches may have lost a right: etcd is to check that, now or soon after the last time. */
  readonly recheck: () => void = atMostEvery(recheckMs, () => this.take({ kind: "recheck" }));

  /** The connection can no longer be trusted, whatever it says itself: another one takes its place, unless asleep. */
  suspect(failure: Failure): void {
    this.#drop();
    this.take({ kind: "closed", failure });
    this.retry();
  }

  /** What comes in one turn is taken together, so that watches of one screen are created together. */
  take(input: LiveInput): void {
    this.#queue.push(input);
    if (this.#queue.length === 1) queueMicrotask(() => this.#step());
  }

  #step(): void {
    const inputs = this.#queue;
    this.#queue = [];
    const { state, outputs } = liveStep(this.#state, inputs, { nowMs: Date.now(), random: Math.random() });
    this.#state = state;
    this.#setTimer();
    for (const output of outputs) this.#do(output);
    if (inputs.some(({ kind }) => kind === "add" || kind === "remove")) this.#wiring.onTraffic(0, this.size);
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const dueMs = nextTryMs(this.#state);
    if (dueMs === undefined) return;
    // Where the machine's clock is set back meanwhile, that moment would be hours away.
    const waitMs = Math.min(longestBackOffMs, Math.max(0, dueMs - Date.now()));
    this.#timer = setTimeout(() => this.take({ kind: "time", dueMs }), waitMs);
  }

  #do(output: LiveOutput): void {
    switch (output.kind) {
      case "connect":
        return this.#connect();
      case "disconnect":
        return this.#drop();
      case "create":
        return this.#send({ create: encodeWatchCreate(output.wireId, output.request) });
      case "cancel":
        return this.#send({ cancel: { id: output.wireId } });
      case "ask-newest": {
        const { id, range, known, isSecond } = output;
        this.#wiring.newest(range).then(
          (revision) => this.take({ kind: "newest", id, revision, known, isSecond }),
          (error: unknown) => this.take({ kind: "newest-failed", id, failure: failureOf(error) }),
        );
        return;
      }
      case "events":
        return this.#tell(output.id, (listener) => listener.onEvents(output.events, output.header));
      case "progress":
        return this.#tell(output.id, (listener) => listener.onProgress?.(output.header));
      case "gap":
        return this.#tell(output.id, (listener) => listener.onGap(output.gap));
      case "status":
        return this.#tell(output.id, (listener) => listener.onStatus(output.status));
      default:
        output satisfies never;
    }
  }

  /** Where one who watches fails, the others still hear all, and what is to be sent is sent. */
  #tell(id: string, tell: (listener: WatchListener) => void): void {
    const listener = this.#listeners.get(id);
    try {
      if (listener !== undefined) tell(listener);
    } catch (error) {
      this.#wiring.onError(error);
    }
  }

  #send(message: unknown): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #connect(): void {
    const ifCurrent = (use: () => void) => {
      if (this.#socket === socket) use();
    };
    const socket = this.#wiring.openSocket({
      onOpen: () => ifCurrent(() => this.#send({ open: this.#wiring.target() })),
      onMessage: (text) => ifCurrent(() => this.#receive(text)),
      onClose: (failure) =>
        ifCurrent(() => {
          this.#socket = undefined;
          this.take({ kind: "closed", failure });
        }),
    });
    this.#socket = socket;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #receive(text: string): void {
    this.#wiring.onTraffic(text.length, this.size);
    try {
      const message = decodeWatchMessage(JSON.parse(text));
      const written = this.#written.take(message);
      if (written !== undefined) this.#wiring.onWritten(written);
      if (message.kind !== "failed") return this.take({ kind: "message", message });
      const failure = readFailure(message.failure) ?? malformed;
      // The worker closes after a failure of the whole; what that says counts, not the close.
      if (message.id === undefined) this.#drop();
      this.take({ kind: "failed", failure, ...(message.id !== undefined && { id: message.id }) });
    } catch (error) {
      this.#drop();
      this.take({ kind: "closed", failure: error instanceof FailureError ? error.failure : malformed });
    }
  }
}
